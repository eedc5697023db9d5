import { daysBetween, readDay } from '../../fields/dates.ts';
import {
  type DocumentText,
  type Locator,
  linesOfDocument,
  locatorOf,
  type TextLine,
} from '../../model.ts';
import type { Read } from '../../reading.ts';

/** Text of a line without the marks of emphasis that conversions leave. */
export const plainLine = (line: TextLine): string =>
  line.text
    .replace(/\*\*|\t/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** How far down the head of a paper reaches: an agenda may stand before it. */
const headLines = 80;

interface Sign {
  readonly name: string;
  readonly told: RegExp;
}

/** What a paper to a meeting of a council prints and a report of the inspectorate does not. */
const signs: readonly Sign[] = [
  { name: 'a meeting and its date', told: /\b(?:date\s+of\s+meeting|meeting\s+date)\s*:?/i },
  { name: 'an agenda', told: /^(?:supplementary\s+)?agenda\b/i },
  {
    name: 'its addressee',
    told: /^report\s+to\s+(?:the\s+)?(?:\w+\s+){0,4}(?:cabinet|board|committee|council|executive|panel|health)/i,
  },
  {
    name: 'its author',
    told: /^(?:report\s+of\s+(?:the\s+)?(?:\w+\s+)*(?:director|executive|officer|portfolio|cabinet)|(?:senior|lead|report|contact)\s+officer\s*:|report\s+author\s*:)/i,
  },
  {
    name: 'a portfolio holder',
    told: /^(?:portfolio\s+holder|cabinet\s+member|lead\s+member)\s*:/i,
  },
  {
    name: 'what the meeting is asked',
    told: /\b(?:cabinet|board|committee|council|panel|members|executive)\s+(?:is|are)\s+(?:recommended|requested|asked|invited)\s+to\b/i,
  },
  {
    name: 'the parts of a paper',
    told: /^(?:\d+\.?\s*)?(?:report\s+summary|purpose\s+of\s+(?:the\s+)?report|reasons?\s+for\s+(?:the\s+)?recommendations?|other\s+options\s+considered|(?:legal|finance|financial)\s+implications|key\s+decision\b.*)$/i,
  },
];

/** Which of the signs stand in the head of a document, or among the headings of its first part. */
export function signsOfPaper(document: DocumentText): readonly string[] {
  const lines = linesOfDocument(document).slice(0, headLines);
  const texts = lines.map(plainLine);
  return signs
    .filter(({ told }) =>
      texts.some(
        (text, index) => told.test(text) || told.test(`${text} ${texts[index + 1] ?? ''}`),
      ),
    )
    .map(({ name }) => name);
}

export interface Meeting {
  /** "Cabinet", "Health and wellbeing board": as printed, in sentence case. */
  readonly body: string;
  readonly day: Read<string>;
}

const bodyForms: readonly RegExp[] = [
  /\breport\s+to\s+(?:the\s+)?((?:[\w&,]+\s+){0,7}?(?:cabinet|board|committee|council|panel|executive))\b/i,
  /^((?:[A-Z][\w&,]*\s+(?:and\s+|of\s+|for\s+)?){0,6}(?:Cabinet|Board|Committee|Panel|Executive))$/,
];

function sentenceCase(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim().toLowerCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

function bodyOf(lines: readonly TextLine[]): string {
  for (const form of bodyForms) {
    for (const [index, line] of lines.entries()) {
      const next = lines[index + 1];
      // an addressee in capitals may run over two lines
      const text =
        /report\s+to/i.test(line.text) && next
          ? `${plainLine(line)} ${plainLine(next)}`
          : plainLine(line);
      const found = form.exec(text)?.[1];
      if (found) return sentenceCase(found);
    }
  }
  return 'Meeting';
}

const labelled = /^(?:date(?:\s+of\s+(?:the\s+)?meeting)?|meeting\s+date)\s*:?\s*(.+)$/i;

function withoutOrdinals(text: string): string {
  return text
    .replace(/(\d{1,2})(?:st|nd|rd|th)\b/g, '$1')
    .replace(/,/g, ' ')
    .replace(/\s+/g, ' ');
}

/** The meeting that a paper is for. Its day is also when the paper became public; undefined where it prints none. */
export function readMeeting(document: DocumentText): Meeting | undefined {
  const lines = linesOfDocument(document).slice(0, headLines);
  const days: {
    readonly day: string;
    readonly locators: readonly Locator[];
    readonly named: boolean;
  }[] = [];
  for (const line of lines) {
    const text = plainLine(line);
    const said = labelled.exec(text)?.[1];
    const alone = /^(?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]+,?\s+20\d{2}$/.test(text);
    const day = said || alone ? readDay(withoutOrdinals(said ?? text)) : undefined;
    if (day) days.push({ day, locators: [locatorOf(line)], named: said !== undefined });
  }
  const chosen = days.find(({ named }) => named) ?? days[0];
  if (!chosen) return undefined;
  const { day, locators } = chosen;
  const agreed = days.every((other) => Math.abs(daysBetween(other.day, day)) === 0);
  return {
    body: bodyOf(lines),
    day: {
      value: day,
      locators,
      confidence: agreed ? 'high' : 'medium',
      ...(agreed ? {} : { note: 'other days stand in the head too' }),
    },
  };
}
