import {
  type DocumentText,
  type Locator,
  linesOfDocument,
  locatorOf,
  type TextLine,
} from '../model.ts';
import type { FindingRead, Read } from '../reading.ts';
import { topicOf } from './topics.ts';

/** Where a list of findings stands: the heading above it, and what its members are. */
export interface FindingSection {
  readonly heading: RegExp;
  readonly kind: FindingRead['kind'];
}

const bullet = /^[\u2022\u25fc\u25aa\u25a0\u25cf\u00b7\u2023\uf06e]\s*/;
const numbered = /^(\d{1,3})[.)]?(?:\s+|$)/;
/** A mark that a conversion to text puts before the numbers of a list too. */
const dash = /^[-\u2013]\s+/;
/** How a report says that a list is empty. */
const none =
  /did\s+not\s+(?:find|identify)\s+any|no\s+(?:areas?|priority|recommendations?)\b[^.]{0,60}(?:identified|action|found)/i;

/** Headings that end a list of findings, in every framework. */
const nextHeading =
  /^(?:(?:the\s+)?(?:experiences?|impact|progress)\s+(?:and\s+progress\s+)?of\b|summary\s+(?:for\s+children|of\s+(?:key\s+)?findings)|information\s+about|inspection\s+(?:judgements?|findings)|executive\s+summary|the\s+local\s+(?:authority|safeguarding)|(?:the\s+)?lscb|section\s+\d|progress\s+since|key\s+(?:judgements|findings|strengths)|what\s+(?:the\s+inspection|does|is\s+working|needs)|recommendations?|areas?\s+for|priority\s+|main\s+findings|findings\b|context|evaluation)/i;

/** What was found good is listed under the same large heading, before or after what was not. */
const strengths = /^(?:key\s+)?strengths?\s*:?$/i;

/** A line that heads a section: by its size, or by its words where it is short and no sentence. */
function isHeading(line: TextLine, size: number): boolean {
  const text = line.text.trim();
  if (bullet.test(text) || numbered.test(text.replace(dash, ''))) return false;
  if (line.height > size * 1.1) return true;
  return text.length < 80 && !/[.,;]$/.test(text) && /^[A-Z]/.test(text) && nextHeading.test(text);
}

/** A line of running text ends no further from the next than this, in parts of its type. */
const leading = 1.45;
/** A heading in the type of the text, right under a finished paragraph, has no more characters. */
const longestHeading = 60;
/** Lines are no longer where a text was broken into lines; elsewhere each is a paragraph. */
const longestLine = 200;
const sentenceEnd = /[.:;?!]["'\u2019\u201d)]*$/;

/**
 * True where a line goes on with a paragraph, whatever words it begins with: under a line as long as others, with an unfinished
 * sentence, or, where the text was broken into lines, no
 * further from it than lines are.
 */
function isWithin(line: TextLine, last: TextLine | undefined, longest: number): boolean {
  if (!last || line.height !== last.height || last.text.length < longest * 0.7) return false;
  const near = line.page === last.page && line.y - last.y <= last.height * leading;
  if (!sentenceEnd.test(last.text.trim())) return near || line.page !== last.page;
  return near && longest <= longestLine && line.text.length > longestHeading;
}

interface Open {
  readonly number: number | undefined;
  readonly lines: TextLine[];
}

const sizes = new WeakMap<DocumentText, number>();

/** Size of the running text: the one that most letters of the document have. Kept with the document. */
export function bodySize(document: DocumentText): number {
  let size = sizes.get(document);
  if (size === undefined) {
    const letters = new Map<number, number>();
    for (const line of linesOfDocument(document)) {
      letters.set(line.height, (letters.get(line.height) ?? 0) + line.text.length);
    }
    size = [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
    sizes.set(document, size);
  }
  return size;
}

/** The number of a page on a line of its own, as a text has it that was made of pages. */
const pageNumber = (line: TextLine | undefined): boolean =>
  line?.height === 1 && /^\d{1,3}$/.test(line.text.trim());

/** A line of a table of contents ends with the number of a page, or has it on the line under it. */
const inContents = (line: TextLine, next: TextLine | undefined): boolean =>
  /\t\d{1,3}$/.test(line.text) || pageNumber(next);

function read(open: Open, kind: FindingRead['kind']): Read<FindingRead> {
  const text = open.lines.map((line) => line.text.replace(dash, '').replace(bullet, '')).join(' ');
  const { topic, theme } = topicOf(text.replace(numbered, ''));
  const locators: readonly Locator[] = open.lines.map(locatorOf);
  return {
    value: { kind, ...(open.number ? { number: open.number } : {}), topic, theme },
    locators,
    confidence: 'high',
  };
}

/** Lines that may stand between a heading and the first member of its list. */
const mostBefore = 6;

/** Collects the members of one list, line by line. */
class Members {
  readonly found: Read<FindingRead>[] = [];
  readonly #kind: FindingRead['kind'];
  #open: Open | undefined;
  /** The number of the next member, once one is numbered. */
  #next: number | undefined;
  #dashed = false;

  constructor(kind: FindingRead['kind']) {
    this.#kind = kind;
  }

  get begun(): boolean {
    return this.found.length > 0 || this.#open !== undefined;
  }

  close(): void {
    if (this.#open) {
      const text = this.#open.lines.map((line) => line.text).join(' ');
      if (!none.test(text)) this.found.push(read(this.#open, this.#kind));
    }
    this.#open = undefined;
  }

  /** Takes a line as the beginning or the rest of a member; false where the list is over or has not begun. */
  take(line: TextLine): boolean {
    const text = line.text.replace(dash, '');
    const number = Number(numbered.exec(text)?.[1] ?? Number.NaN);
    const marked = dash.test(line.text);
    // a list that goes on from the numbered paragraphs before it begins with any number
    if (this.#next === undefined ? !this.begun && number > 0 : number === this.#next) {
      this.#dashed = marked;
      this.#begin(line, number);
    } else if (this.#next !== undefined && this.#dashed && marked) {
      // between its neighbours a member that lost its number can have but one
      this.#begin(line, this.#next);
    } else if (bullet.test(line.text) && this.#next === undefined) {
      this.close();
      this.#open = { number: undefined, lines: [line] };
    } else if (this.#next === undefined && this.begun && /^1[.)]/.test(text)) {
      return false;
    } else if (this.#open) this.#open.lines.push(line);
    else return false;
    return true;
  }

  #begin(line: TextLine, number: number): void {
    this.close();
    this.#open = { number, lines: [line] };
    this.#next = number + 1;
  }
}

/** The members of one list that begins under a line. */
function membersUnder(
  lines: readonly TextLine[],
  from: number,
  size: number,
  kind: FindingRead['kind'],
): readonly Read<FindingRead>[] {
  const members = new Members(kind);
  let headings = 0;
  let before = 0;
  let last: TextLine | undefined;
  let longest = 0;
  for (const line of lines.slice(from)) {
    if (pageNumber(line)) continue;
    const within = members.begun && isWithin(line, last, longest);
    [last, longest] = [line, Math.max(longest, line.text.length)];
    // what says that there is nothing ends the section: the next list is another's
    const member = bullet.test(line.text) || numbered.test(line.text.replace(dash, ''));
    if (!members.begun && !member && none.test(line.text)) break;
    if (strengths.test(line.text.trim())) break;
    if (!within && isHeading(line, size)) {
      // a heading over two lines may stand above the list; a third is another section
      headings += 1;
      if (members.begun || headings > 2) break;
    } else if (!members.take(line)) {
      before += 1;
      if (members.begun || before > mostBefore) break;
    }
  }
  members.close();
  return members.found;
}

/** The first list that stands under one of the headings; what says that there is nothing is no member. */
function firstList(
  lines: readonly TextLine[],
  size: number,
  { heading, kind }: FindingSection,
): readonly Read<FindingRead>[] {
  for (const [index, line] of lines.entries()) {
    if (inContents(line, lines[index + 1]) || !heading.test(line.text.trim())) continue;
    const members = membersUnder(lines, index + 1, size, kind);
    if (members.length > 0) return members;
  }
  return [];
}

/** The document after a place. */
export function documentAfter(document: DocumentText, { page, line }: Locator): DocumentText {
  const pages = document.pages
    .filter(({ number }) => number >= page)
    .map((one) =>
      one.number === page
        ? { ...one, lines: one.lines.filter(({ number }) => number > line) }
        : one,
    );
  return { ...document, pages };
}

/**
 * Recommendations and improvement points: of every group of sections the first that has any. Number where printed, a topic of ours,
 * and the place. Numbers must follow each other, so that a numbered paragraph of another section is never taken for one.
 */
export function readFindings(
  document: DocumentText,
  groups: readonly (readonly FindingSection[])[],
): readonly Read<FindingRead>[] {
  const lines = linesOfDocument(document);
  const size = bodySize(document);
  return groups.flatMap((sections) => {
    for (const section of sections) {
      const members = firstList(lines, size, section);
      if (members.length > 0) return members;
    }
    return [];
  });
}
