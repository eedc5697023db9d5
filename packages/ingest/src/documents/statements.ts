import { everyMatch } from './every-match.ts';
import {
  type DocumentText,
  isOfParagraphs,
  type Locator,
  linesOfDocument,
  type TextLine,
} from './model.ts';

/** Parts of a report that fixed headings open, as far as rules depend on them. */
export type Section =
  | 'previous_inspections'
  | 'local_leadership'
  | 'living_here'
  | 'child_protection'
  | 'looked_after'
  | 'recommendations'
  | 'summary_for_children'
  | 'other';

/** A paragraph or the member of a list, its lines joined by blanks. */
export interface Block {
  readonly text: string;
  readonly section: Section;
  /** Number of the paragraph that it is, or that it goes on. */
  readonly paragraph: number | undefined;
  readonly bullet: boolean;
  /** The line above a list that the list completes: "In the last 12 months:". */
  readonly intro: string;
  locate(from: number, to: number): readonly Locator[];
}

/** One sentence of a block. */
export interface Statement {
  readonly text: string;
  readonly block: Block;
  /** Offset in the block's text. */
  readonly from: number;
}

const sectionHeads: readonly (readonly [RegExp, Section])[] = [
  [/^(?:previous|other|last)\s+ofsted\s+inspections?$/i, 'previous_inspections'],
  [/^(?:local\s+leadership|other\s+information\s+about\s+this\s+area)$/i, 'local_leadership'],
  [/^children\s+living\s+in\s+this\s+area$/i, 'living_here'],
  [/^child\s+protection\s+in\s+this\s+area$/i, 'child_protection'],
  [/^children\s+looked\s+after\s+in\s+this\s+area$/i, 'looked_after'],
  [
    /^(?:recommendations|areas\s+for\s+(?:priority\s+action|improvement)|what\s+needs\s+to\s+improve)\s*:?$/i,
    'recommendations',
  ],
  [/^summary\s+for\s+children\s+and\s+young\s+people$/i, 'summary_for_children'],
  [
    /^(?:executive\s+summary|summary|contents|(?:inspection|main|key)\s+findings(?:\s+[\u2013-]\s.{3,60})?|inspection\s+judgements?.*|the\s+local\s+authority|leadership,\s+management\s+and\s+governance|information\s+about\s+(?:this|the)\s+inspection|the\s+(?:experiences?|impact)\s+.{10,120})$/i,
    'other',
  ],
];

/** A line that none of them begins is none: most lines are told by this one look. */
const anyHead = new RegExp(sectionHeads.map(([{ source }]) => source).join('|'), 'i');

const bulletMark = /^[\u2022\u25a0\u25aa\u25cf\u00b7\u2023\u25fc\uf0b7\uf06e]\s*/;
const dash = /^(?:[-\u2013\u2014\u2015\u2212\u2500]|\u0336)\s+/;
const paragraphNumber = /^(\d{1,3})\.\s+(?=["'\u2018\u201c]?\p{Lu})/u;
const clause = /^\d{1,2}(?:\.\d{1,2})+\.?\s+/;
const ended = /[.:?!]["'\u2019\u201d)]*$/;

/** No paragraph is longer; what runs on without an end is cut, so that no rule has to look through it all. */
const longestBlock = 6000;
/** No sentence is longer; in a longer one nothing can be told for sure. */
const longestSentence = 1500;

interface Part {
  readonly line: TextLine;
  /** Where the line's text begins in the block, and how much of the line is a mark and no text. */
  readonly at: number;
  readonly skip: number;
}

interface StatementDraft {
  text: string;
  readonly parts: Part[];
  readonly section: Section;
  readonly paragraph: number | undefined;
  readonly bullet: boolean;
  readonly intro: string;
  /** A member under a member. */
  readonly dashed: boolean;
}

/** The part of a report that a line opens as its heading. */
export function sectionOf(text: string): Section | undefined {
  const plain = text.replace(/[\u00b9\u00b2\u00b3]|\t\d+$|\*/g, '').trim();
  // a line of running text may begin with the words of a heading
  if (plain.length > 140 || /^\p{Ll}/u.test(plain) || !anyHead.test(plain)) return undefined;
  return sectionHeads.find(([head]) => head.test(plain))?.[1];
}

function finished({ text, parts, section, paragraph, bullet, intro }: StatementDraft): Block {
  return {
    text,
    section,
    paragraph,
    bullet,
    intro,
    locate(from, to) {
      const found: Locator[] = [];
      for (const { line, at, skip } of parts) {
        const start = Math.max(0, from - at);
        const end = Math.min(line.text.length - skip, to - at);
        if (end <= start) continue;
        found.push({ page: line.page, line: line.number, from: start + skip, to: end + skip });
      }
      return found;
    },
  };
}

/** What begins a line, and how much of it is a mark. */
interface Opening {
  readonly skip: number;
  readonly bullet: boolean;
  readonly dashed: boolean;
  readonly number: number | undefined;
  readonly opens: boolean;
}

function openingOf(text: string): Opening {
  const mark = (bulletMark.exec(text) ?? dash.exec(text))?.[0].length ?? 0;
  const rest = text.slice(mark);
  const number = paragraphNumber.exec(rest);
  const inner = (number ?? clause.exec(rest))?.[0].length ?? 0;
  return {
    skip: mark + inner,
    bullet: mark > 0 && inner === 0,
    dashed: dash.test(text),
    number: number ? Number(number[1]) : undefined,
    opens: mark > 0 || inner > 0,
  };
}

/** Where a line stands to the one before it in a text without places. */
interface Stand {
  /** True where nothing stands between them, and the one before is as long as lines of the text are. */
  readonly wrapped: boolean;
  /** True where a page ended between them. */
  readonly newPage: boolean;
}

/** True where a line goes on with the block before it, whatever stands at its beginning: a page ended within a sentence. */
function goesOn(
  open: StatementDraft | undefined,
  text: string,
  opening: Opening,
  paged: boolean,
  stand: Stand,
): boolean {
  if (!open || open.text === '' || open.text.length > longestBlock) return false;
  const complete = ended.test(open.text.trim());
  const rest = text.slice(opening.skip);
  if (opening.opens) {
    // conversions to text print a list mark where a page begins amid a paragraph
    const broken = opening.dashed && open.paragraph !== undefined && !open.bullet;
    return broken && opening.number === undefined && !complete && /^\p{Ll}/u.test(rest);
  }
  if (!paged) {
    if (stand.wrapped) return !open.text.trim().endsWith(':');
    return !complete && (stand.newPage || /^[\p{Ll}\d]/u.test(rest));
  }
  const last = open.parts.at(-1)?.line;
  const line = open.parts[0]?.line;
  return last !== undefined && line !== undefined;
}

/** In paged documents a wide step down, or a change of type, begins another paragraph. */
function stepsAway(open: StatementDraft, line: TextLine, paged: boolean): boolean {
  const last = open.parts.at(-1)?.line;
  if (!paged || !last) return false;
  if (Math.abs(last.height - line.height) > last.height * 0.15) return true;
  // what a line announces stands apart from it by less
  const usual = open.text.trim().endsWith(':') ? 1.5 : 2;
  return last.page === line.page && line.y - last.y > last.height * usual;
}

/** A line that ends at such a part of the width of the text was broken there. */
const fullLine = 0.75;
/** Lines of a text that was broken into lines are no longer; elsewhere each is a paragraph. */
const longestLine = 200;

/** Where each line of a text without places stands to the one before it; furniture is no line. */
function standsOf(document: DocumentText): (line: TextLine) => Stand {
  const none: Stand = { wrapped: false, newPage: false };
  if (document.paged || isOfParagraphs(document.source)) return () => none;
  const ends = linesOfDocument(document)
    .map(({ x, width }) => x + width)
    .sort((a, b) => a - b);
  const width = ends[Math.floor(ends.length * 0.9)] ?? 0;
  const stands = new Map<TextLine, Stand>();
  let last: TextLine | undefined;
  let newPage = false;
  for (const line of linesOfDocument(document, { furniture: true })) {
    if (line.furniture) {
      newPage = true;
      continue;
    }
    const full = last !== undefined && last.x + last.width >= width * fullLine;
    const wrapped = full && width <= longestLine && line.number === (last?.number ?? 0) + 1;
    stands.set(line, { wrapped, newPage: newPage && full });
    [last, newPage] = [line, false];
  }
  return (line) => stands.get(line) ?? none;
}

/** A member with another mark, or, in plain text, further left, belongs to the list above. */
function outOfList(
  list: { readonly dashed: boolean; readonly x: number },
  opening: Opening,
  line: TextLine,
  paged: boolean,
): boolean {
  return (list.dashed && !opening.dashed) || (!paged && line.x < list.x);
}

/** The paragraphs and list members of a document in reading order, each with its section. */
export function blocksOf(document: DocumentText): readonly Block[] {
  const drafts: StatementDraft[] = [];
  let open: StatementDraft | undefined;
  let section: Section = 'other';
  let paragraph: number | undefined;
  let list = { intro: '', dashed: false, x: 0 };
  const standOf = standsOf(document);
  for (const line of linesOfDocument(document)) {
    const text = line.text.replaceAll('\t', ' ');
    const heading = sectionOf(line.text);
    if (heading) {
      [section, open, paragraph] = [heading, undefined, undefined];
      list = { intro: '', dashed: false, x: 0 };
      continue;
    }
    const opening = openingOf(text);
    if (
      open &&
      goesOn(open, text, opening, document.paged, standOf(line)) &&
      !stepsAway(open, line, document.paged)
    ) {
      open.parts.push({ line, at: open.text.length + 1, skip: opening.opens ? opening.skip : 0 });
      open.text += ` ${text.slice(opening.opens ? opening.skip : 0)}`;
      continue;
    }
    if (opening.number !== undefined) paragraph = opening.number;
    if (open?.text.trim().endsWith(':'))
      list = { intro: open.text, dashed: opening.dashed, x: line.x };
    else if (!opening.bullet || outOfList(list, opening, line, document.paged)) {
      list = { intro: '', dashed: false, x: 0 };
    }
    open = {
      text: text.slice(opening.skip, opening.skip + longestBlock),
      parts: [{ line, at: 0, skip: opening.skip }],
      section,
      paragraph,
      bullet: opening.bullet,
      dashed: opening.dashed,
      intro: list.intro,
    };
    drafts.push(open);
  }
  return drafts.map(finished);
}

/** Ends of sentences: not behind a number of a list or an initial. */
const sentenceEnd = /(?<=[.!?]["'\u2019\u201d)]?)\s+(?=["'\u2018\u201c(]?[\p{Lu}\d])/gu;

const sentences = new WeakMap<Block, readonly Statement[]>();

/** The sentences of a block. Kept with it: every rule for single facts looks through them. */
function sentencesOf(block: Block): readonly Statement[] {
  const known = sentences.get(block);
  if (known) return known;
  const found: Statement[] = [];
  const { text } = block;
  const add = (from: number, to: number): void => {
    if (to - from <= longestSentence) found.push({ text: text.slice(from, to), block, from });
  };
  let from = 0;
  for (const { 0: gap, index } of everyMatch(text, sentenceEnd)) {
    add(from, index);
    from = index + gap.length;
  }
  if (from < text.length) add(from, text.length);
  sentences.set(block, found);
  return found;
}

/** The sentences of some blocks. */
export function statementsOf(blocks: readonly Block[]): readonly Statement[] {
  return blocks.flatMap(sentencesOf);
}

/** Those sentences in which a word stands: looked for in each block before its sentences, most of which need not be looked at then. */
export function statementsWith(blocks: readonly Block[], word: RegExp): readonly Statement[] {
  const saying = blocks.filter(({ text }) => word.test(text));
  return statementsOf(saying).filter(({ text }) => word.test(text));
}

/** The places of a whole statement. */
export function placesOf({ block, from, text }: Statement): readonly Locator[] {
  return block.locate(from, from + text.length);
}

const kept = new WeakMap<DocumentText, readonly Block[]>();

/** As `blocksOf`, kept with the document. */
export function blocksOfDocument(document: DocumentText): readonly Block[] {
  let blocks = kept.get(document);
  if (!blocks) {
    blocks = blocksOf(document);
    kept.set(document, blocks);
  }
  return blocks;
}
