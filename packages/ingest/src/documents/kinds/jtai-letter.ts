import type { KindExample } from '../examples.ts';
import { readFirstOfPartners } from '../fields/addressee.ts';
import { isWritten, openingLength, readLetter } from '../fields/letter.ts';
import { readLetterFindings } from '../fields/letter-findings.ts';
import { observedLeader } from '../fields/observed-leader.ts';
import { readPriorityAction } from '../fields/priority-action.ts';
import { publicationInName } from '../fields/publication-in-name.ts';
import { readVisitDays } from '../fields/visit-days.ts';
import { readVisitedAuthority } from '../fields/visited-authority.ts';
import type { Flow, Found } from '../flow.ts';
import type { KindOfDocument } from '../kind.ts';
import { locatorOf } from '../model.ts';
import type { DocumentReading } from '../reading.ts';
import { unknownAuthority } from './visit-letter.ts';

/** The matter of a joint inspection stands in its heading, else in what comes first under it. */
const firstSentences = 700;

const heading = /^joint\s+targeted\s+area\s+inspection\b/i;
// a name begins with a capital: "in Reading" names an authority, "in reading" does not
const lead =
  /\b(?:[Ii]nspection|[Pp]artnership)\s+(?:of|in)\s+(?!the\s+multi)(?:the\s+)?|\bin\s+(?:the\s+)?(?=\p{Lu})/u;

/** Subjects of the joint inspections, in the order of the programmes. */
const subjects: readonly (readonly [code: string, told: RegExp])[] = [
  ['child_sexual_exploitation', /\bsexual\s+exploitation/i],
  ['criminal_exploitation', /criminal\s+exploitation/i],
  ['domestic_abuse', /domestic\s+(?:abuse|violence)/i],
  [
    'sexual_abuse_in_the_family',
    /sexual\s+abuse\s+(?:in|within)\s+(?:the\s+)?famil|intra-?familial\s+(?:child\s+)?sexual\s+abuse/i,
  ],
  ['mental_health', /mental\s+health/i],
  ['serious_youth_violence', /serious\s+youth\s+violence/i],
  ['unborn_and_under_sevens', /unborn|babies|aged?\s+0\s*(?:to|-|\u2013)\s*7/i],
  [
    'identification_of_need_and_risk',
    /identification\s+(?:and\s+response\s+to|of)\s+(?:initial\s+)?need|families\s+who\s+need\s+help|front\s+door|need\s+help/i,
  ],
  ['neglect', /neglect/i],
];

function topicOfLetter(
  text: string,
): { readonly code: string; readonly match: RegExpExecArray } | undefined {
  let best: { readonly code: string; readonly match: RegExpExecArray } | undefined;
  for (const [code, told] of subjects) {
    const match = told.exec(text);
    if (match && (!best || match.index < best.match.index)) best = { code, match };
  }
  return best;
}

/**
 * The sentence that says into what the inspectors looked more deeply. From 2016 to 2019 that is the subject, and the heading speaks of
 * abuse and neglect at large.
 */
function deepDive(body: Flow): Found | undefined {
  // looked for first: what stands before it is sought at every place of the text
  if (!/\bdeep[-\s]+dive\b/i.test(body.text)) return undefined;
  const found = body.find(/[^.]{0,200}\bdeep[-\s]+dive\b[^.]{0,300}/i);
  return found && found.index < openingLength ? found : undefined;
}

const onDomesticAbuse: KindExample = {
  shows: 'a letter to the partners of one area on one matter',
  text: `3 June 2022
Ada Quill, Director of Children\u2019s Services, Durham Council
Bo Tern, Chief Nurse, a health board for the
area around
Cy Wren, Chief Constable, a police force
Dear local partnership
Joint targeted area inspection of the multi-agency response to domestic abuse in Durham
This inspection took place from 25 to 29 April 2022.
Areas for priority action
\u25fc There are no areas for priority action
Areas for improvement
\u25fc Sharing of information among partners.
Case study
Next steps`,
  reads: {
    authority: 'durham',
    framework: 'JTAI',
    visitKind: 'jtai',
    days: { from: '2022-04-25', to: '2022-04-29' },
    letterDate: '2022-06-03',
    findings: ['improvement_point partnership'],
    addressee: 'Ada Quill',
    topic: 'domestic_abuse',
    priorityAction: false,
    facts: ['LeadershipObserved'],
  },
};

/** Letters of Ofsted, CQC, HMICFRS and, until 2022 and again since, HMI Probation to the partners of one area: one theme, no grade. */
export const jtaiLetter: KindOfDocument = {
  kind: 'jtai_letter',
  examples: [onDomesticAbuse],
  recognise(document) {
    const letter = readLetter(document, heading);
    const { subject, salutation } = letter;
    const [line] = subject;
    if (!line || !isWritten(letter))
      return {
        score: 0,
        because: 'no letter with the heading of a joint targeted area inspection',
      };
    return { score: salutation ? 0.95 : 0.7, because: `its heading: ${line.text}` };
  },
  extract(document, context) {
    const letter = readLetter(document, heading);
    const { days, letterDate, problems } = readVisitDays(letter);
    const asOf = days?.value.from ?? letterDate?.value;
    const authority = readVisitedAuthority(letter, lead, context.directory, asOf);
    const { raised, stillEvident } = readPriorityAction(
      letter.body,
      days?.value.to ?? days?.value.from,
    );
    const addressee = readFirstOfPartners(letter);
    const locators = letter.subject.map(locatorOf);
    const opening = letter.body.text.slice(0, firstSentences);
    const titled = letter.subject.map(({ text }) => text).join('\n');
    const deep = deepDive(letter.body);
    const topic =
      (deep && topicOfLetter(deep.text)) ?? topicOfLetter(titled) ?? topicOfLetter(opening);
    const inTitle = topic?.match.input === titled;
    const reading: DocumentReading = {
      kind: 'jtai_letter',
      authority,
      framework: { value: 'JTAI', locators, confidence: 'high' },
      visitKind: { value: 'jtai', locators, confidence: 'high' },
      days,
      letterDate,
      published: publicationInName(days?.value, context.file),
      priorityAction: raised,
      findings: readLetterFindings(document, raised.value),
      addressee,
      topic: topic
        ? {
            value: { code: topic.code, printed: topic.match[0].replace(/\s+/g, ' ') },
            locators: inTitle
              ? locators
              : topic.match.input === deep?.text
                ? deep.locators
                : letter.body.locate(topic.match.index, topic.match.index + topic.match[0].length),
            confidence: inTitle || topic.match.input === deep?.text ? 'high' : 'medium',
          }
        : undefined,
      facts: [...observedLeader(addressee, letterDate, context, 'jtai'), ...stillEvident],
      problems: authority ? problems : [...problems, unknownAuthority(letter)],
    };
    return reading;
  },
};
