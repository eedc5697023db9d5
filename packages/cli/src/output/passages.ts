import { styleText } from 'node:util';
import type { Confidence } from '@monitoring-timeline/ingest';
import type { Terminal } from '../call/terminal.ts';
import type { MarkedLine, Piece } from '../reading/marked-passages.ts';
import { printable } from './table.ts';

/** Colours of what was drawn out: sure, read by a rule that can fail, guessed. */
const colours: Readonly<Record<Confidence, 'green' | 'yellow' | 'red'>> = {
  high: 'green',
  medium: 'yellow',
  low: 'red',
};

/** How marks read, for the line above the first passage. */
export function legend({ colours: coloured }: Terminal): string {
  const sure = 'What is read by a rule that can fail says medium, what is guessed says low.';
  return coloured
    ? `Underlined is what was drawn out, with its field behind it. ${sure}`
    : `⟦field: text⟧ is what was drawn out, "..." in place of a field what goes on. ${sure}`;
}

/** The marked lines of a document as they are printed: a heading for each page, the number before each line, dots where lines are left out. */
export function passageLines(
  lines: readonly MarkedLine[],
  paged: boolean,
  terminal: Terminal,
): readonly string[] {
  const numberWidth = Math.max(4, ...lines.map(({ number }) => String(number).length));
  const room = terminal.columns - numberWidth - 2;
  const out: string[] = [];
  let page: number | undefined;
  for (const line of lines) {
    if (paged && line.page !== page)
      out.push(...(page ? [''] : []), dimmed(`Page ${line.page}`, terminal));
    else if (line.gap) out.push(dimmed(`${'.'.padStart(numberWidth)}..`, terminal));
    page = line.page;
    rowsOf(line.pieces, room).forEach((row, index) => {
      const number = index === 0 ? String(line.number) : '';
      const shown = row.map((piece) => pieceText(piece, terminal)).join('');
      out.push(`${dimmed(number.padStart(numberWidth), terminal)}  ${shown}`.trimEnd());
    });
  }
  return out;
}

/** Breaks a line at blanks, so that no row of its text is wider than the room; a piece that is broken goes on in the next row. */
function rowsOf(pieces: readonly Piece[], room: number): readonly (readonly Piece[])[] {
  const text = pieces.map((piece) => piece.text).join('');
  const starts = [0];
  let start = 0;
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    if (index + word.length - start <= room || index === start) continue;
    start = index;
    starts.push(start);
  }
  return starts.map((from, row) => cut(pieces, from, starts[row + 1] ?? text.length));
}

/** What of the pieces lies between two characters of their line. */
function cut(pieces: readonly Piece[], from: number, to: number): readonly Piece[] {
  let at = 0;
  return pieces.flatMap((piece) => {
    const first = Math.max(from - at, 0);
    const text = piece.text.slice(first, Math.max(to - at, 0));
    at += piece.text.length;
    return text === '' ? [] : [{ ...piece, text, continued: piece.continued || first > 0 }];
  });
}

function pieceText({ text, fields, continued, confidence }: Piece, terminal: Terminal): string {
  const shown = printable(text.replaceAll('\t', '   '));
  if (fields.length === 0 || shown.trim() === '') return shown;
  const lead = /^\s*/.exec(shown)?.[0] ?? '';
  const marked = shown.slice(lead.length);
  const name = fields.join(', ');
  if (!terminal.colours) return `${lead}⟦${continued ? '...' : name}: ${marked}⟧`;
  const under = styleText(['underline', colours[confidence]], marked, { validateStream: false });
  return `${lead}${under}${continued ? '' : dimmed(`[${name}]`, terminal)}`;
}

function dimmed(text: string, { colours: coloured }: Terminal): string {
  return coloured ? styleText('dim', text, { validateStream: false }) : text;
}
