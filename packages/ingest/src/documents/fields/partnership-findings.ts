import { type DocumentText, linesOfDocument, locatorOf, type TextLine } from '../model.ts';
import type { FindingRead, Read } from '../reading.ts';
import { topicOf } from './topics.ts';

const headings: readonly (readonly [kind: FindingRead['kind'], told: RegExp])[] = [
  ['priority_action', /^areas?\s+for\s+priority\s+action$/i],
  ['improvement_point', /^areas?\s+for\s+improvement$/i],
];
const end = /^(?:local\s+area\s+partnership\s+details|information\s+about|inspection\s+team)\b/i;
const columnHead = /^(?:responsible\s+bod(?:y|ies)|areas?\s+for\b.*)$/i;
const begins =
  /^(?:leaders|the\s+(?:local\s+area\s+)?partnership|the\s+LAP\b|partners|local\s+area|\p{Lu}[^.]{0,80}\bshould\b)/iu;

/** What starts another area of the list: a gap above it where places are known, or a sentence that says who should do it. */
function startsAnother(line: TextLine, last: TextLine, leading: number): boolean {
  if (line.page !== last.page) return begins.test(line.text) && /[.;:]$/.test(last.text.trim());
  const gap = line.y - last.y;
  if (line.height > 1) return gap > leading * 1.4 && begins.test(line.text);
  return begins.test(line.text);
}

function leadingOf(lines: readonly TextLine[]): number {
  const gaps = lines
    .flatMap((line, index) => {
      const last = lines[index - 1];
      return last && last.page === line.page && line.y > last.y ? [line.y - last.y] : [];
    })
    .sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 0;
}

/**
 * Areas for priority action and for improvement of a report on a partnership: a table without numbers, one row an area. Topic and
 * place only.
 */
export function readPartnershipFindings(document: DocumentText): readonly Read<FindingRead>[] {
  const read: Read<FindingRead>[] = [];
  let kind: FindingRead['kind'] | undefined;
  let section: TextLine[] = [];
  const close = (): void => {
    if (kind) read.push(...areasOf(section, kind));
    section = [];
  };
  for (const line of linesOfDocument(document)) {
    const text = line.text.trim();
    const heading = headings.find(([, told]) => told.test(text));
    if (heading) {
      if (heading[0] !== kind) close();
      [kind] = heading;
    } else if (end.test(text)) {
      close();
      kind = undefined;
    } else if (kind && !columnHead.test(text)) section.push(line);
  }
  close();
  return read;
}

function areasOf(
  lines: readonly TextLine[],
  kind: FindingRead['kind'],
): readonly Read<FindingRead>[] {
  const leading = leadingOf(lines);
  const groups: TextLine[][] = [];
  for (const line of lines) {
    const own = groups.at(-1);
    const last = own?.at(-1);
    if (!own || !last || startsAnother(line, last, leading)) groups.push([line]);
    else own.push(line);
  }
  return groups.map((own) => {
    const { topic, theme } = topicOf(own.map(({ text }) => text).join(' '));
    return {
      value: { kind, topic, theme },
      locators: own.map(locatorOf),
      confidence: 'medium',
    };
  });
}
