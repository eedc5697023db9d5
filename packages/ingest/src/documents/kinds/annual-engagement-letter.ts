import type { KindExample } from '../examples.ts';
import { readAddressee } from '../fields/addressee.ts';
import { readLetter } from '../fields/letter.ts';
import { mostNamedAuthority } from '../fields/most-named-authority.ts';
import { daysBehind } from '../fields/named-parts.ts';
import { observedLeader } from '../fields/observed-leader.ts';
import { readVisitedAuthority } from '../fields/visited-authority.ts';
import { flowOfDocument } from '../flow.ts';
import type { ExtractContext, KindOfDocument } from '../kind.ts';
import { type DocumentText, linesOfDocument } from '../model.ts';
import type { DocumentReading, FactRead, Read } from '../reading.ts';

const heading =
  /^(?:(?:letter|re|subject)\s*:?\s+)?(?:ofsted\s+)?annual\s+(?:engagement|conversation)\b/i;
const headLines = 70;
const lead =
  /\bannual\s+(?:engagement\s+(?:meeting|visit)|engagement|conversation)s?\s+(?:letter\s+)?(?:with|of|for|to|in|at|:|\u2013|-)\s+(?:the\s+)?/i;

/** The region of the inspectorate that it comes from, as its head or its signature names it. */
function regionOf(document: DocumentText, { directory }: ExtractContext): string | undefined {
  const regions = new Set(directory.all().flatMap(({ region }) => region ?? []));
  const said = flowOfDocument(document).findAll(
    /\b(?:regional\s+director|senior\s+(?:HMI|inspector)|region)\b[\s,:\u2013-]*(?:for\s+)?(?:the\s+)?([^\n.;]{3,60})/i,
  );
  const text = said.map(({ groups }) => groups[0]?.toLowerCase() ?? '').join('\n');
  const named = [...regions].filter((region) => text.includes(region.toLowerCase()));
  return named.sort((a, b) => b.length - a.length)[0];
}

/** The last meeting before the letter: one that is still to come, or that of another year, is named in such letters too. */
function meetingBefore(document: DocumentText, written: string | undefined) {
  const told = daysBehind(
    flowOfDocument(document),
    String.raw`\b(?:met|meeting|conversation|discussions?|spoke)\b[^.;]{0,160}?\bon(?:\s+\w+day)?`,
  ).filter(({ value }) => written === undefined || value <= written);
  const [last] = told.toSorted((a, b) => b.value.localeCompare(a.value));
  const sure = written !== undefined && told.every(({ value }) => value === last?.value);
  return last && !sure
    ? { ...last, confidence: 'medium' as const, note: 'the last of the days that it names' }
    : last;
}

function read(document: DocumentText, context: ExtractContext): DocumentReading {
  const letter = readLetter(document, heading);
  const { date } = letter;
  const letterDate: Read<string> | undefined = date?.iso
    ? { value: date.iso, locators: date.locators, confidence: 'high' }
    : undefined;
  const authority =
    readVisitedAuthority(letter, lead, context.directory, letterDate?.value) ??
    mostNamedAuthority(linesOfDocument(document), context.directory, letterDate?.value);
  const addressee = readAddressee(letter);
  const met = meetingBefore(document, letterDate?.value);
  const region = regionOf(document, context);
  const meeting: readonly Read<FactRead>[] = met
    ? [
        {
          ...met,
          value: {
            type: 'ContextNoted',
            occurred: { precision: 'day', from: met.value },
            data: {
              kind: 'meeting',
              topic: `Annual engagement meeting with the inspectorate${region ? ` (region: ${region})` : ''}`,
            },
          },
        },
      ]
    : [];
  const undated = {
    reason: 'unreadable_date',
    message:
      'The letter prints no day on which the meeting was held. Record the meeting by hand where its day is known.',
    locators: [],
  };
  return {
    kind: 'annual_engagement_letter',
    authority,
    letterDate,
    addressee,
    facts: [...meeting, ...observedLeader(addressee, letterDate, context)],
    source: {
      publisher: 'Ofsted',
      rank: 'report',
      title: `Annual engagement letter: ${authority?.value.name ?? 'an authority that is not named'}, dated ${letterDate?.value ?? 'on an unknown day'}`,
      assertedBy: 'inspectorate',
    },
    problems: met ? [] : [undated],
  };
}

const afterMeeting: KindExample = {
  shows: 'a letter after the meeting of a year, with its day and region',
  text: `Ofsted
14 March 2025
Ms Ada Quill
Director of Children\u2019s Services
Town Hall
High Street
Dear Ms Quill
Annual engagement meeting with Durham
Thank you for the meeting with my colleagues on 4 March 2025, at which you told of your own view of your services.
Your plans were talked through.
Yours sincerely
Bo Tern
Regional Director, South West`,
  reads: {
    authority: 'durham',
    letterDate: '2025-03-14',
    addressee: 'Ada Quill',
    facts: ['ContextNoted', 'LeadershipObserved'],
    publisher: 'Ofsted',
  },
};

/**
 * Letters of the inspectorate after its meeting of the year with an authority: the day of the meeting, the region, who is addressed. They
 * grade nothing; what was talked of is not read.
 */
export const annualEngagementLetter: KindOfDocument = {
  kind: 'annual_engagement_letter',
  examples: [afterMeeting],
  recognise(document) {
    const none = { score: 0, because: 'no letter under such a heading' };
    const head = linesOfDocument(document).slice(0, headLines);
    // a letter is taken apart only where it may be one
    if (!head.some(({ text }) => heading.test(text.trim()))) return none;
    const letter = readLetter(document, heading);
    const [subject] = letter.subject;
    if (!subject || !letter.salutation) return none;
    return { score: 0.95, because: `its heading: ${subject.text}` };
  },
  extract: read,
};
