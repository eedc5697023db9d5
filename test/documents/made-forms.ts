import type { DocumentText, TextLine } from '@monitoring-timeline/ingest';
import { docxOfParts, odtOfParts, type Part } from '../../packages/ingest/src/testing/office.ts';

/** The forms in which a document comes that was a PDF once, beside the PDF. */
export const madeForms = ['layout', 'order', 'html', 'docx', 'odt'] as const;
export type MadeForm = (typeof madeForms)[number];

/** Points of a page that one character of a laid-out text stands for. */
const charWidth = 4.8;

/** True where more than the usual space parts a line from the one above it. */
function apart(line: TextLine, above: TextLine | undefined, usual = 1.7): boolean {
  return above !== undefined && line.y - above.y > usual * Math.max(line.height, above.height);
}

function laidOut(line: TextLine): string {
  let text = '';
  for (const item of line.items) {
    const column = Math.round(item.x / charWidth);
    const gap = text === '' ? '' : '   ';
    text = `${text}${gap}`.padEnd(column) + item.text;
  }
  return text;
}

/** As a converter gives it that keeps the layout: columns by blanks, a form feed a page. */
function layoutText({ pages }: DocumentText): string {
  return pages
    .map(({ lines }) =>
      lines
        .flatMap((line, at) => [...(apart(line, lines[at - 1]) ? [''] : []), laidOut(line)])
        .join('\n'),
    )
    .join('\n\f');
}

/** Lines with no space between them. */
function groupsOf(lines: readonly TextLine[]): readonly (readonly TextLine[])[] {
  const groups: TextLine[][] = [];
  for (const line of lines) {
    const open = groups.at(-1);
    if (open && !apart(line, open.at(-1), 1.35)) open.push(line);
    else groups.push([line]);
  }
  return groups;
}

/** How far from the left a thing begins that stands in another column. */
const columnGap = 150;

/** The cells of a row of a table, from left to right, each with its lines; a group in one column is one cell. */
function cellsOf(group: readonly TextLine[]): readonly (readonly string[])[] {
  const left = Math.min(...group.map(({ x }) => x));
  const beside = group.some(({ items }) =>
    items.some(
      ({ x }, at) => x - left > columnGap && (at === 0 || !bullet.test(items[0]?.text ?? '')),
    ),
  );
  if (!beside) return [group.map(({ text }) => text.replaceAll('\t', ' '))];
  const columns: { x: number; lines: string[] }[] = [];
  for (const item of group.flatMap(({ items }) => items)) {
    const column = columns.find(({ x }) => Math.abs(x - item.x) < columnGap);
    if (column) column.lines.push(item.text);
    else columns.push({ x: item.x, lines: [item.text] });
  }
  return columns.sort((a, b) => a.x - b.x).map(({ lines }) => lines);
}

/** As a converter gives it that follows the order of reading: of a row of a table one cell after the other. */
function orderText({ pages }: DocumentText): string {
  return pages
    .map(({ lines }) =>
      groupsOf(lines)
        .map((group) => cellsOf(group).flat().join('\n'))
        .join('\n\n'),
    )
    .join('\n\f');
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const mark = /^[\u2022\u25a0\u25fc\u25aa\u25cf\u2013-](?=\s|$)/;
// a dash that is typed of a stroke stays as it is: it makes no member of a list
const bullet = /^(?:[\u2022\u25a0\u25fc\u25aa\u25cf\u2013-]|\u0336|\d{1,3}\.)(?=\s|$)/;

/** What an element holds, and what it is. */
interface Element {
  readonly tag: 'h2' | 'p' | 'li';
  text: string;
}

/** The rows of a table, cell by cell. */
interface Table {
  readonly rows: readonly (readonly string[])[];
}

/** The blocks of one page: headings by their type, members of lists, paragraphs, and tables as tables. */
function blocksOf(lines: readonly TextLine[]): readonly (Element | Table)[] {
  const made: (Element | Table)[] = [];
  const right = Math.max(...lines.map(({ x, width }) => x + width));
  let table: (readonly string[])[] = [];
  let open: Element | undefined;
  let above: TextLine | undefined;
  const flush = (): void => {
    if (open) made.push(open);
    if (table.length > 0) made.push({ rows: table });
    open = undefined;
    table = [];
  };
  for (const group of groupsOf(lines)) {
    const cells = cellsOf(group);
    if (cells.length > 1) {
      if (table.length === 0) flush();
      table.push(cells.map((cell) => cell.join('\n')));
      above = undefined;
      continue;
    }
    for (const line of group) {
      const short = above !== undefined && above.x + above.width < right - 90;
      const other = above !== undefined && Math.abs(above.height - line.height) > 0.6;
      if (!open || line === group[0] || bullet.test(line.text) || short || other) {
        flush();
        const tag = line.height > 13.5 ? 'h2' : mark.test(line.text) ? 'li' : 'p';
        open = { tag, text: '' };
      }
      const text = open.tag === 'li' && open.text === '' ? line.text.replace(mark, '') : line.text;
      open.text = `${open.text}\n${text.replaceAll('\t', ' ')}`.trim();
      above = line;
    }
  }
  flush();
  return made;
}

/** The blocks of a document. Running heads and page numbers are left out. */
function blocksOfDocument({ pages }: DocumentText): readonly (Element | Table)[] {
  return pages.flatMap((page) => blocksOf(page.lines.filter(({ furniture }) => !furniture)));
}

function asHtml(block: Element | Table): string {
  if (!('rows' in block)) return `<${block.tag}>${escaped(block.text)}</${block.tag}>`;
  const rows = block.rows.map(
    (cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`,
  );
  return `<table>\n${rows.join('\n')}\n</table>`;
}

/** As somebody writes it into a text processor: where a line of the page broke, the sentence goes on. */
function asPart(block: Element | Table): Part {
  const flowing = (text: string): string => text.replaceAll('\n', ' ');
  if ('rows' in block) return { rows: block.rows.map((cells) => cells.map(flowing)) };
  const text = flowing(block.text);
  return block.tag === 'li' ? { point: text } : { paragraph: text };
}

/** As a page on the web gives it. */
function htmlPage(document: DocumentText): string {
  const body = blocksOfDocument(document).map(asHtml);
  return `<!doctype html>\n<html lang="en"><head><title>Document</title></head>\n<body>\n${body.join('\n')}\n</body></html>\n`;
}

const makers: Readonly<Record<MadeForm, (document: DocumentText) => string | Uint8Array>> = {
  layout: layoutText,
  order: orderText,
  html: htmlPage,
  docx: (document) => docxOfParts(blocksOfDocument(document).map(asPart)),
  odt: (document) => odtOfParts(blocksOfDocument(document).map(asPart)),
};

/** The file of a document in another form. */
export function madeForm(document: DocumentText, form: MadeForm): string | Uint8Array {
  return makers[form](document);
}

export const extensionOf: Readonly<Record<MadeForm, string>> = {
  layout: 'txt',
  order: 'txt',
  html: 'html',
  docx: 'docx',
  odt: 'odt',
};
