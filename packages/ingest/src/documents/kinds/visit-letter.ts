import { readAddressee } from '../fields/addressee.ts';
import { isWritten, type Letter, openingLength, readLetter } from '../fields/letter.ts';
import { readLetterFindings } from '../fields/letter-findings.ts';
import { observedLeader } from '../fields/observed-leader.ts';
import { readPriorityAction } from '../fields/priority-action.ts';
import { publicationInName } from '../fields/publication-in-name.ts';
import { readVisitDays } from '../fields/visit-days.ts';
import { readVisitInspectors } from '../fields/visit-inspectors.ts';
import { readVisitScope, readVisitTopic } from '../fields/visit-topic.ts';
import { readVisitedAuthority } from '../fields/visited-authority.ts';
import type { ExtractContext, Recognition } from '../kind.ts';
import { type DocumentText, locatorOf } from '../model.ts';
import type { DocumentProblem, DocumentReading } from '../reading.ts';

/** How a kind of visit letter is told: by its heading, or by what its first sentence says it is. */
export interface VisitLetterForm {
  readonly heading: RegExp;
  readonly sentence: RegExp;
}

/** The forms of a letter about a kind of visit, named as letters name it: "focused visit". */
export function visitLetterForm(visit: string): VisitLetterForm {
  const words = visit.replace(/ /g, String.raw`\s+`);
  return {
    heading: new RegExp(
      String.raw`^(?:(?:letter|re|subject)\s*:?\s+)?(?:ofsted\s+)?(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth)\s+)?${words}\s+(?:to|of|letter|in|at)\b`,
      'i',
    ),
    sentence: new RegExp(
      String.raw`\b(?:this\s+letter|i\s+am\s+writing|summar\w+|findings|outcome)\b[^.]{0,80}\b(?:the|a|your|our|recent)\s+(?:\w+\s+)?${words}\b`,
      'i',
    ),
  };
}

/** A letter is told surely by its heading, fairly by its first sentence. */
export function recogniseVisitLetter(document: DocumentText, form: VisitLetterForm): Recognition {
  const letter = readLetter(document, form.heading);
  const [heading] = letter.subject;
  const found = form.sentence.exec(letter.opening);
  const said = found && found.index < openingLength / 2 ? found[0] : undefined;
  if (heading && (said || letter.salutation))
    return { score: 0.95, because: `its heading: ${heading.text}` };
  if (heading && isWritten(letter))
    return { score: 0.7, because: `a heading without a salutation: ${heading.text}` };
  if (said && letter.salutation)
    return { score: 0.8, because: `its first sentence: ${said.replace(/\s+/g, ' ')}` };
  return { score: 0, because: 'neither heading nor first sentence of such a letter' };
}

export interface VisitLetterReading {
  readonly letter: Letter;
  readonly common: Omit<DocumentReading, 'kind'>;
}

/** A letter whose days lie before the authority was abolished names that one: the day decides between two of one name. */
export function unknownAuthority(letter: Letter): DocumentProblem {
  const message =
    'The letter names no authority that is known here. Record the visit by hand, or add the name to the directory.';
  return {
    reason: 'unknown_authority',
    message,
    locators: (letter.subject.length > 0 ? letter.subject : letter.lines.slice(0, 1)).map(
      locatorOf,
    ),
  };
}

/** What letters about focused and monitoring visits have in common. */
export function readVisitLetter(
  document: DocumentText,
  context: ExtractContext,
  form: VisitLetterForm,
  visit: 'focused' | 'monitoring',
): VisitLetterReading {
  const letter = readLetter(document, form.heading);
  const { days, letterDate, problems } = readVisitDays(letter);
  const asOf = days?.value.from ?? letterDate?.value;
  const lead = /\bvisit\s+(?:to|of|in|at)\s+(?:the\s+)?/i;
  const authority = readVisitedAuthority(letter, lead, context.directory, asOf);
  const { raised, stillEvident } = readPriorityAction(
    letter.body,
    days?.value.to ?? days?.value.from,
  );
  const addressee = readAddressee(letter);
  return {
    letter,
    common: {
      authority,
      days,
      letterDate,
      published: publicationInName(days?.value, context.file),
      priorityAction: raised,
      findings: readLetterFindings(document, raised.value),
      inspectors: readVisitInspectors(letter),
      addressee,
      topic: readVisitTopic(letter),
      scope: readVisitScope(letter),
      facts: [...observedLeader(addressee, letterDate, context, visit), ...stillEvident],
      problems: authority ? problems : [...problems, unknownAuthority(letter)],
    },
  };
}
