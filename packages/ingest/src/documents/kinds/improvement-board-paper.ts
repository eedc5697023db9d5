import type { KindExample } from '../examples.ts';
import { mostNamedAuthority } from '../fields/most-named-authority.ts';
import { dayAlone, dayBehind, dayLabelled, nameFound, nameOnLine } from '../fields/named-parts.ts';
import { type Flow, flowOfDocument } from '../flow.ts';
import type { ExtractContext, KindOfDocument } from '../kind.ts';
import { type DocumentText, linesOfDocument } from '../model.ts';
import type { DocumentReading, FactRead, Read } from '../reading.ts';

const headChars = 500;
const board =
  /(?:^|\n)(?:(?:[^\n.]|\bSt\.){0,100}\b)?improvement\s+(?:and\s+\w+\s+)?(?:partnership\s+)?board\b(?!\s+(?:is|was|has|will|meets|met)\b)/i;
/** What the papers of a meeting print at their head. */
const signs: readonly RegExp[] = [
  /\bminutes\b|\bnotes\s+of\s+(?:the|a)\s+meeting\b/i,
  /(?:^|\n)\s*(?:draft\s+|public\s+)?agenda\b/i,
  /(?:^|\n)\s*(?:members\s+)?(?:present|attendees|in\s+attendance|attendance)\b/i,
  /(?:^|\n)\s*apologies\b/i,
  /\b(?:date\s+of\s+(?:the\s+)?meeting|meeting\s+date|meeting\s+(?:held\s+)?on|date\s+and\s+time|held\s+on)\b/i,
  /\b(?:matters\s+arising|action\s+log|terms\s+of\s+reference|date\s+of\s+(?:the\s+)?next\s+meeting|next\s+meeting)\b/i,
];
/** The government has a part in the board: one that a council sets up for itself is no intervention. */
const government =
  /\b(?:DfE|department\s+for\s+education|secretary\s+of\s+state)\b|\bimprovement\s+notice\b|\bstatutory\s+direction\b|\bchildren['\u2018\u2019]s\s+(?:services\s+)?commissioner\b/i;

const next = String.raw`(?:date\s+(?:and\s+time\s+)?of\s+(?:the\s+)?next\s+meeting|next\s+meeting(?:\s+(?:date|will\s+be(?:\s+held)?|is|takes\s+place))?)`;

/** The one that stands before the other. */
function firstIn(
  { lines }: Flow,
  days: readonly (Read<string> | undefined)[],
): Read<string> | undefined {
  const at = ({ locators: [first] }: Read<string>): number =>
    lines.findIndex(({ page, number }) => page === first?.page && number === first.line);
  return days.filter((day) => day !== undefined).sort((a, b) => at(a) - at(b))[0];
}

function meetingDay(flow: Flow, published: string | undefined): Read<string> | undefined {
  const labels = String.raw`date(?:\s+of\s+(?:the\s+)?meeting)?(?:\s+and\s+time)?|meeting\s+date`;
  // a point of the agenda on the minutes of the meeting before stands below the day of this one
  const told = dayBehind(
    flow,
    String.raw`\b(?=meeting\b|held\b)(?<!\b(?:last|previous|next)\s+(?:meeting\s+)?)(?<!(?:^|\n)[ \t]*\d{1,2}[.)]?\s[^\n]{0,80})(?:(?:meeting\s+)?held\s+(?:at\s+[^.;\n]{3,60}\s+)?on|meeting\s+(?:of|on))`,
  );
  const printed = dayLabelled(flow, labels) ?? firstIn(flow, [told, dayAlone(flow, 3 * headChars)]);
  if (printed) return printed;
  const note = 'the day that it was given with';
  return published ? { value: published, locators: [], confidence: 'medium', note } : undefined;
}

/** The day of the meeting after it, behind the words for it. */
function nextMeeting(flow: Flow, after: string): Read<string> | undefined {
  const found = dayBehind(flow, String.raw`${next}(?:\s+on)?`);
  return found && found.value > after ? found : undefined;
}

const chairs: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:^|\n|\t)\s*(?:[Ii]ndependent\s+|[Mm]eeting\s+)?[Cc]hair(?:person|man|woman)?(?:ed\s+by)?\s*[:\t\u2013-]\s*(${nameOnLine})`,
    'u',
  ),
  new RegExp(
    String.raw`(${nameOnLine})\s*(?:\(|,\s*|\t|\u2013\s*|-\s*)(?:[Ii]ndependent\s+)?[Cc]hair(?:person|man|woman)?\b(?!\s+of\s+(?!(?:the\s+|this\s+)?(?:improvement\s+)?board\b))`,
    'u',
  ),
];

function chairOf(flow: Flow) {
  return chairs.map((form) => nameFound(flow.find(form))).find((found) => found !== undefined);
}

function read(document: DocumentText, context: ExtractContext): DocumentReading {
  const flow = flowOfDocument(document);
  const day = meetingDay(flow, context.published);
  const authority = mostNamedAuthority(linesOfDocument(document), context.directory, day?.value);
  const kind = 'improvement_board_paper';
  const source = {
    publisher: `${authority?.value.name ?? 'An authority that is not named'}: improvement board`,
    rank: 'council',
    title: `Improvement board: ${authority?.value.name ?? 'an authority that is not named'}, ${day?.value ?? 'undated'}`,
    assertedBy: 'authority',
    ...(day ? { published: day.value } : {}),
  } as const;
  // it is asked for, as of every document without a day
  if (!day) return { kind, authority, source, problems: [] };
  const occurred = { precision: 'day', from: day.value } as const;
  const data = { kind: 'meeting', topic: 'Meeting of the improvement board' };
  const facts: Read<FactRead>[] = [{ ...day, value: { type: 'ContextNoted', occurred, data } }];
  const chair = chairOf(flow);
  if (chair) {
    facts.push({
      value: {
        type: 'LeadershipObserved',
        occurred,
        data: { role: 'improvement_board_chair', person: context.person(chair.name) },
      },
      locators: chair.locators,
      confidence: 'high',
    });
  }
  const after = nextMeeting(flow, day.value);
  if (after) {
    const due = { precision: 'day', from: after.value };
    const promised = { topic: 'Next meeting of the improvement board', due };
    facts.push({ ...after, value: { type: 'CommitmentMade', occurred, data: promised } });
  }
  const told = flow.find(government);
  if (told) {
    facts.push({
      value: {
        type: 'InterventionStarted',
        occurred: { precision: 'by', from: day.value },
        data: { instrument: 'improvement_board' },
      },
      locators: told.locators,
      confidence: 'medium',
      note: 'the government has a part in it; since when it meets is not said',
    });
  }
  return { kind, authority, published: day, facts, source, problems: [] };
}

const minutes: KindExample = {
  shows: 'minutes with chair, next meeting and the department at the table',
  text: `Durham Children's Services Improvement Board
Minutes of the meeting
Date: 4 March 2025
Chair: Ada Quill
Present: members of the Board of Durham, and an adviser of the Department for Education
1. Matters arising
The plan of Durham was looked at.
Date of next meeting: 6 May 2025`,
  reads: {
    authority: 'durham',
    published: '2025-03-04',
    facts: ['CommitmentMade', 'ContextNoted', 'InterventionStarted', 'LeadershipObserved'],
    publisher: 'Durham: improvement board',
  },
};

const ofItsOwn: KindExample = {
  shows: 'an agenda of a board that a council set up for itself',
  text: `Durham Improvement Board
Agenda
Meeting date: 8 April 2024
1. Apologies
2. What was done in Durham since the last meeting`,
  reads: {
    authority: 'durham',
    published: '2024-04-08',
    facts: ['ContextNoted'],
    publisher: 'Durham: improvement board',
  },
};

/**
 * Agendas, papers and minutes of improvement boards: the meeting, who chaired it, when the next one is, and that the board was there by then
 * where the government has a part in it. What was reported, said and decided is not read.
 */
export const improvementBoardPaper: KindOfDocument = {
  kind: 'improvement_board_paper',
  examples: [minutes, ofItsOwn],
  recognise(document) {
    const { text } = flowOfDocument(document);
    const title = board.exec(text.slice(0, headChars))?.[0].replace(/\s+/g, ' ').trim();
    const found = signs.filter((sign) => sign.test(text.slice(0, 6 * headChars)));
    if (title === undefined || found.length < 2) {
      return { score: 0, because: 'not the head of a paper of an improvement board' };
    }
    return { score: 0.98, because: `its head: ${title}` };
  },
  extract: read,
};
