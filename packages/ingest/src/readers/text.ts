import {
  type DocumentText,
  isOfParagraphs,
  type MediaType,
  type TextItem,
  type TextLine,
} from '../documents/model.ts';
import type { ReadLimits } from './limits.ts';
import { type Line, linesOf, UnreadableFile } from './lines.ts';
import { plainCharacters } from './plain-characters.ts';
import { withTextFurniture } from './text-furniture.ts';

/** A text longer than this is no report or letter. */
const mostLines = 100_000;

/** Cells of a line of plain text: parted by a tab, a bar or three blanks and more. */
const cellEnd = /\t+|\s*\|\s*|\s{3,}/g;

function cellsOf(text: string, number: number): TextItem[] {
  const cells: TextItem[] = [];
  let from = 0;
  const add = (to: number): void => {
    const raw = text.slice(from, to);
    const cell = raw.trim();
    if (cell === '') return;
    const x = from + raw.indexOf(cell);
    cells.push({ text: cell.replace(/\s+/g, ' '), x, y: number, width: cell.length, height: 1 });
  };
  for (const match of text.matchAll(cellEnd)) {
    add(match.index);
    from = match.index + match[0].length;
  }
  add(text.length);
  return cells;
}

/** A document of one page from lines of text, each with its number. Blank lines are left out; numbers stay those of the file. */
export function documentOfLines(
  file: string,
  sha256: string,
  mediaType: MediaType,
  lines: readonly { readonly number: number; readonly text: string }[],
): DocumentText {
  // a paragraph stands apart from the next, as by a blank line
  const step = isOfParagraphs({ mediaType }) ? 2 : 1;
  const read: TextLine[] = [];
  const breaks: number[] = [];
  for (const { number, text } of lines) {
    // a form feed of a converted page is a line end, not a character
    if (text.includes('\f')) breaks.push(number);
    const items = cellsOf(plainCharacters(text.replaceAll('\f', ' ')), number * step);
    const [first] = items;
    const last = items.at(-1);
    if (!first || !last) continue;
    read.push({
      page: 1,
      number,
      text: items.map((item) => item.text).join('\t'),
      x: first.x,
      y: number * step,
      width: last.x + last.width - first.x,
      height: 1,
      items,
      furniture: false,
    });
  }
  const height = read.at(-1)?.y ?? 0;
  const page = { number: 1, width: 0, height, lines: withTextFurniture(read, breaks) };
  return { source: { file, sha256, mediaType }, paged: false, pages: [page] };
}

/**
 * The lines of a text that is read as a whole, none of them cut.
 * @throws UnreadableFile where one of them or all of them are longer than any report or letter
 */
export async function* textLines(
  path: string,
  limits: ReadLimits,
  encoding?: string,
): AsyncGenerator<Line> {
  let chars = 0;
  for await (const line of linesOf(path, limits, encoding)) {
    if (line.overlong) {
      throw new UnreadableFile(
        'record_too_long',
        `Line ${line.number} is longer than ${limits.recordChars} characters, which no line of a report or letter is. Give the document with its line ends.`,
        `line ${line.number}`,
      );
    }
    chars += line.text.length;
    if (chars > limits.textChars) {
      throw new UnreadableFile(
        'too_much_text',
        `The text holds more than ${limits.textChars} characters, which no report or letter does.`,
      );
    }
    yield line;
  }
}

/**
 * A plain text as a document.
 * @throws UnreadableFile where it cannot be decoded or is too long
 */
export async function readText(
  path: string,
  sha256: string,
  limits: ReadLimits,
): Promise<DocumentText> {
  const lines: { number: number; text: string }[] = [];
  for await (const { number, text } of textLines(path, limits)) {
    if (number > mostLines) {
      throw new UnreadableFile(
        'too_much_text',
        `The text has more than ${mostLines} lines, which no report or letter has.`,
      );
    }
    lines.push({ number, text });
  }
  return documentOfLines(path, sha256, 'text/plain', lines);
}
