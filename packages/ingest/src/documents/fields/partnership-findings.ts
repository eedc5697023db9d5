import { type DocumentText, linesOfDocument, locatorOf, type TextLine } from '../model.ts';
import type { DocumentProblem, FindingRead, Read } from '../reading.ts';
import { topicOf } from './topics.ts';
import { unreadBeside } from './unread-beside.ts';

const headings: readonly (readonly [kind: FindingRead['kind'], told: RegExp])[] = [
  ['priority_action', /^areas?\s+for\s+priority\s+actions?$/i],
  ['improvement_point', /^areas?\s+for\s+improvement$/i],
];
/** Headings after the tables; a line of running text that begins with these words goes on. */
const end =
  /^(?:local\s+area\s+partnership\s+details|information\s+about\s+(?:the|this)\s+(?:local\s+area|inspection|area)\b[^.,;]{0,40}|inspection\s+team)$/i;
const columnHead = /^(?:responsible\s+bod(?:y|ies)|areas?\s+for\b.*)$/i;
const begins =
  /^(?:leaders\b|the\s+(?:local\s+area\s+)?partnership\b|the\s+LAP\b|partners\b|local\s+area\b|(?!(?:they|this|these|it|in|to)\b)\p{Lu}[^.]{0,80}\b(?:should|must|needs?\s+to)\b)/iu;
/** A row says what somebody should do; a cell that names who is responsible does not. */
const asks = /\b(?:should|must|needs?\s+to|ought\s+to|is\s+to|are\s+to)\b/i;
/** Furniture that a text made of pages has among its lines. */
const ofPage = /^(?:area\s+SEND\s+inspection\s+report\b.*|\d{1,3})$/i;

const sentenceEnd = /[.;]["'\u2019\u201d)]?$/;
/** A cell that names who is responsible: names alone, over no more lines. */
const names = /^(?:(?:and|of|the|for|on|&)\s+|\p{Lu}[\p{L}\u2019'&().-]*[,;]?\s*)+$/u;
const mostResponsible = 8;

/** What goes on with the area before it, after a gap too. */
const further =
  /^(?:they|this|these|those|it|its|such|in\s+(?:addition|particular))\b|\b(?:should|must|needs?\s+to)\s+also\b/i;

/** What starts another area of the list: a sentence that says who should do it, after the end of one, or any after a gap. */
function startsAnother(line: TextLine, last: TextLine, leading: number): boolean {
  // a line of a text may be a whole paragraph, whose first sentence says whether it goes on
  if (further.test(line.text.split(/[.;]\s/, 1)[0] ?? '')) return false;
  const gap = line.page === last.page ? line.y - last.y : 0;
  const ended = last.items.some(({ text }) => sentenceEnd.test(text));
  if (ended && gap > leading * 1.3 && /^\p{Lu}/u.test(line.text)) return true;
  return begins.test(line.text) && (ended || gap > leading * 1.4);
}

/**
 * How many lines at the end of a group name who is responsible for the next area: in a text in reading order that cell stands
 * before the area itself, each on lines of their own.
 */
function responsibleAtEnd(group: readonly TextLine[]): number {
  const end = group.findLastIndex(({ text }) => sentenceEnd.test(text.trim()));
  const after = group.slice(end + 1);
  const named = after.length <= mostResponsible && after.every(({ text }) => names.test(text));
  return end >= 0 && named ? after.length : 0;
}

function leadingOf(lines: readonly TextLine[]): number {
  // in a text without places the next line is the next
  if (lines[0]?.height === 1) return 1;
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
    } else if (kind && !columnHead.test(text) && !ofPage.test(text)) section.push(line);
  }
  close();
  return read;
}

/**
 * What may be another area on one line of a text or a web page, which holds a whole paragraph: a further sentence that says who should
 * do something. It is read as one area with what stands before it.
 */
export function areasRunTogether(
  document: DocumentText,
  read: readonly Read<FindingRead>[],
): readonly DocumentProblem[] {
  if (document.paged) return [];
  const lines = new Map(linesOfDocument(document).map((line) => [line.number, line]));
  return read.flatMap(({ locators }) =>
    locators.flatMap(({ line: number }) => {
      const line = lines.get(number);
      const [, ...more] = (line?.text ?? '').split(/(?<=[.;])\s+(?=\p{Lu})/u);
      const another = more.find((one) => begins.test(one) && asks.test(one) && !further.test(one));
      return line && another
        ? [unreadBeside('an area that the report asks for', another, [locatorOf(line)])]
        : [];
    }),
  );
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
    // a row that is one line holds a whole area
    const row =
      leading === 1 && line.items.some(({ text }) => begins.test(text) && asks.test(text));
    const responsible = own && leading === 1 && begins.test(line.text) ? responsibleAtEnd(own) : 0;
    if (own && responsible > 0) groups.push([...own.splice(-responsible), line]);
    else if (!own || !last || (row && line.items.length > 1) || startsAnother(line, last, leading))
      groups.push([line]);
    else own.push(line);
  }
  return groups.flatMap((own): readonly Read<FindingRead>[] => {
    const text = own.map((line) => line.text).join(' ');
    if (!asks.test(text)) return [];
    const { topic, theme } = topicOf(text);
    return [{ value: { kind, topic, theme }, locators: own.map(locatorOf), confidence: 'medium' }];
  });
}
