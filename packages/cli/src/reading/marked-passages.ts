import type { Confidence, DocumentText, TextLine } from '@monitoring-timeline/ingest';
import { leastSure } from '@monitoring-timeline/ingest';
import type { Field } from './fields.ts';

/** A piece of a line: running text, or what fields were drawn out of. */
export interface Piece {
  readonly text: string;
  /** Names of the fields, each with how sure it is where that is less than sure. Empty for running text. */
  readonly fields: readonly string[];
  /** True where the fields began before. */
  readonly continued: boolean;
  /** The least sure of the fields. */
  readonly confidence: Confidence;
}

export interface MarkedLine {
  readonly page: number;
  readonly number: number;
  /** The text as it stands, to which `pieces` add up. */
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** True where lines between the one before and this one are left out. */
  readonly gap: boolean;
}

interface Mark {
  readonly name: string;
  readonly confidence: Confidence;
  readonly from: number;
  readonly to: number;
  readonly continued: boolean;
}

/** The passages of a document that fields were drawn out of, with some lines around each, in the order of the document. */
export function markedPassages(
  document: DocumentText,
  fields: readonly Field[],
  context = 1,
): readonly MarkedLine[] {
  const marks = marksByLine(fields);
  const lines = document.pages.flatMap((page) =>
    page.lines.filter((line) => !line.furniture || marks.has(keyOf(line.page, line.number))),
  );
  const wanted = new Set<number>();
  lines.forEach((line, index) => {
    if (!marks.has(keyOf(line.page, line.number))) return;
    for (let at = index - context; at <= index + context; at += 1) wanted.add(at);
  });
  return lines.flatMap((line, index) => {
    if (!wanted.has(index)) return [];
    const gap = !wanted.has(index - 1) && lines[index - 1]?.page === line.page;
    return [markedLine(line, marks.get(keyOf(line.page, line.number)) ?? [], gap)];
  });
}

function keyOf(page: number, line: number): string {
  return `${page}:${line}`;
}

function marksByLine(fields: readonly Field[]): ReadonlyMap<string, readonly Mark[]> {
  const marks = new Map<string, Mark[]>();
  for (const { name, read } of fields) {
    read.locators.forEach(({ page, line, from, to }, index) => {
      if (to <= from) return;
      const key = keyOf(page, line);
      const list = marks.get(key) ?? [];
      marks.set(key, list);
      list.push({ name, confidence: read.confidence, from, to, continued: index > 0 });
    });
  }
  return marks;
}

/** Cuts a line wherever a mark begins or ends, so that marks that overlap each keep their place. */
function markedLine({ page, number, text }: TextLine, marks: readonly Mark[], gap: boolean) {
  const cuts = new Set([0, text.length]);
  for (const { from, to } of marks) {
    cuts.add(Math.min(from, text.length));
    cuts.add(Math.min(to, text.length));
  }
  const places = [...cuts].sort((a, b) => a - b);
  const begun = new Set<Mark>();
  const cut = places.slice(0, -1).map((from, index): Piece => {
    const to = places[index + 1] ?? text.length;
    const over = marks.filter((mark) => mark.from <= from && mark.to >= to);
    const beginning = over.filter((mark) => !begun.has(mark) && !mark.continued);
    for (const mark of over) begun.add(mark);
    return {
      text: text.slice(from, to),
      fields: [...new Set((beginning.length > 0 ? beginning : over).map(labelOf))],
      continued: over.length > 0 && beginning.length === 0,
      confidence: leastSure(over.map(({ confidence }) => confidence)),
    };
  });
  return { page, number, text, pieces: cut.reduce<readonly Piece[]>(joined, []), gap };
}

function labelOf({ name, confidence }: Mark): string {
  return confidence === 'high' ? name : `${name} (${confidence})`;
}

/** What goes on right behind a mark reads as one with it: where one of several fields ends tells a reader nothing. */
function joined(pieces: readonly Piece[], next: Piece): readonly Piece[] {
  const last = pieces.at(-1);
  if (!last || last.fields.length === 0 || !next.continued) return [...pieces, next];
  const confidence = leastSure([last.confidence, next.confidence]);
  return [...pieces.slice(0, -1), { ...last, text: last.text + next.text, confidence }];
}
