import { monthNumber, monthPattern } from '@monitoring-timeline/core';
import { type Flow, flowOf } from '../flow.ts';
import {
  type DocumentText,
  type Locator,
  linesOfDocument,
  locatorOf,
  type TextLine,
} from '../model.ts';
import { readDay } from './dates.ts';
import { office } from './offices.ts';
import { nameIn } from './people.ts';

/** The day a letter is dated. `iso` is absent where the year is missing or there is no such day. */
export interface PrintedLetterDate {
  readonly printed: string;
  readonly iso?: string | undefined;
  readonly locators: readonly Locator[];
}

/** The parts of a letter from its head to its body. */
export interface Letter {
  readonly date?: PrintedLetterDate | undefined;
  /** The lines between date and salutation: whom it is addressed to, and where. */
  readonly address: readonly TextLine[];
  readonly salutation?: TextLine | undefined;
  /** The lines of its heading: what it is about. */
  readonly subject: readonly TextLine[];
  /** The first of what stands under the heading: its first paragraphs, in which a letter says what it is. */
  readonly opening: string;
  /** Everything under the heading. */
  readonly body: Flow;
  /** The whole letter. */
  readonly lines: readonly TextLine[];
}

/** Characters of the part of a body in which a letter says what it is. */
export const openingLength = 4000;

function openingOf(lines: readonly TextLine[], from: number): string {
  let text = '';
  for (let at = from; at < lines.length && text.length < openingLength; at += 1) {
    text += `${at > from ? '\n' : ''}${lines[at]?.text ?? ''}`;
  }
  return text.slice(0, openingLength);
}

/** A letter names its matter within its first lines; what comes later is bound in or told of. */
const mostHeadLines = 70;
const mostSubjectLines = 5;

const ordinal = '(?:st|nd|rd|th)?';
const wholeDate = new RegExp(
  String.raw`^(?:date\s*:?\s*)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(\d{1,2})${ordinal}\s+(${monthPattern})\b,?\s*((?:19|20)\d{2})?$`,
  'i',
);

/** Words that begin the body under a heading, whatever the letter is about. */
const bodyStart =
  /^(?:this\s+(?:letter|inspection|visit)|h(?:er|is)\s+majesty|between\b|following\b|i\s+am\b|thank\b|inspectors?\b|the\s+(?:visit|inspection)\b|on\s+\d|from\s+\d|summary\b|in\s+\w+\s+\d{4})/i;

function dateOf(line: TextLine): PrintedLetterDate | undefined {
  const text = line.text.replace(/\s+/g, ' ').trim();
  const match = wholeDate.exec(text);
  if (!match || monthNumber(match[2] ?? '') === undefined) return undefined;
  return { printed: text, iso: readDay(text), locators: [locatorOf(line)] };
}

/** Running text, which no heading is. */
function isSentence(text: string): boolean {
  return text.length > 120 || /[a-z\d]\.\s+\p{Lu}/u.test(text);
}

/** The lines of a heading: from the first that tells the matter to the first of the body. */
function subjectFrom(lines: readonly TextLine[], start: number): readonly TextLine[] {
  const subject: TextLine[] = [];
  for (const line of lines.slice(start, start + mostSubjectLines)) {
    const last = subject.at(-1);
    if (last && (bodyStart.test(line.text.trim()) || isSentence(line.text))) break;
    // a heading is set apart from what follows it where places are known
    if (last && line.page === last.page && line.height > 1 && line.y - last.y > last.height * 2.2) {
      break;
    }
    subject.push(line);
  }
  return subject;
}

/** Where in the head of a letter without a date the address begins: at a name with an office under it, not at the letterhead. */
function addresseeAt(head: readonly TextLine[], dear: number): number {
  for (let index = dear - 2; index >= 0; index -= 1) {
    const [name, title] = [head[index]?.text ?? '', head[index + 1]?.text ?? ''];
    if (nameIn(name) && office.test(title) && !office.test(name)) return index;
  }
  return 0;
}

/**
 * The parts of a letter about a matter that its heading tells (`about`). Where there is no salutation, or something else
 * stands between it and the heading, the heading is sought in the first lines.
 */
export function readLetter(document: DocumentText, about: RegExp): Letter {
  const lines = linesOfDocument(document);
  const head = lines.slice(0, mostHeadLines);
  const dear = head.findIndex((line) => /^dear\b/i.test(line.text.trim()));
  const after = head.findIndex(
    (line, index) => index > dear && about.test(line.text.trim()) && !bodyStart.test(line.text),
  );
  const near = after >= 0 && (dear < 0 || after - dear <= 8);
  const subject = near ? subjectFrom(lines, after) : [];
  const upTo = dear >= 0 ? dear : near ? after : 12;
  let dateAt = -1;
  for (let index = upTo - 1; index >= 0 && dateAt < 0; index -= 1) {
    const line = head[index];
    if (line && dateOf(line)) dateAt = index;
  }
  const dated = dateAt >= 0 ? head[dateAt] : undefined;
  const bodyAt = near ? after + subject.length : dear + 1;
  const addressAt = dateAt >= 0 ? dateAt + 1 : addresseeAt(head, dear);
  let body: Flow | undefined;
  return {
    date: dated ? dateOf(dated) : undefined,
    address: dear >= 0 ? head.slice(addressAt, dear) : [],
    salutation: dear >= 0 ? head[dear] : undefined,
    subject,
    opening: openingOf(lines, bodyAt),
    // every kind of letter looks at every document: hardly any goes on to its body
    get body() {
      body ??= flowOf(lines.slice(bodyAt));
      return body;
    },
    lines,
  };
}

/**
 * True for what is written to somebody: it has a salutation, or a date and a close. A page of guidance or a handbook speaks of such letters
 * in its headings and has none of these.
 */
export function isWritten(letter: Letter): boolean {
  if (letter.salutation || letter.date) return true;
  return /\byours?\s+(?:sincerely|faithfully|truly)\b/i.test(letter.body.text);
}
