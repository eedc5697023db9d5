import { checkPersonId, type PersonId, personIdOf } from '@monitoring-timeline/core/people';
import type { Call, GlobalOptions } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { askStore } from '../compose/asking.ts';
import { erasePerson } from '../compose/erasing.ts';
import { byHand } from '../compose/writing-by-hand.ts';
import { writeJson } from '../output/json.ts';
import { refuseDates } from './answering.ts';

export interface EraseCallOptions extends GlobalOptions {
  readonly why?: string;
  readonly by?: string;
  readonly spelled?: readonly string[];
  readonly documents?: boolean;
}

/**
 * `timeline people erase`: takes a name out of all that is kept, and notes who did so and why; exit code 1 where the name still stands
 * somewhere that this call does not reach.
 * @throws WrongCall, InvalidPersonName, InvalidPersonId, StoreMissing, StoreUnavailable
 */
export async function eraseName(given: string, call: Call<EraseCallOptions>): Promise<ExitCode> {
  const { options, terminal } = call;
  refuseDates(call, 'people erase', ['asOf', 'knownAt', 'recordedAt'], 'a name is erased for good');
  const { why, spelled = [], documents = false } = options;
  if (why === undefined || why.trim() === '') {
    throw new WrongCall('people erase needs --why TEXT: the reason, without naming anybody.');
  }
  const person = personGiven(given);
  const spellings = [...(person === given.trim() ? [] : [given.trim()]), ...spelled];
  for (const spelling of spellings) checkSpelling(spelling);
  const erased = await askStore(call, (asked) =>
    erasePerson(asked, {
      person,
      spellings,
      why: why.trim(),
      actor: byHand(asked, options.by).actor,
      documents,
    }),
  );
  if (options.json) writeJson(terminal, erased);
  else {
    const { showErased } = await import('../output/people.ts');
    showErased(erased, terminal);
  }
  const left = erased.inLog.length > 0 || erased.documents.some(({ removed }) => !removed);
  return left ? exitCodes.no : exitCodes.done;
}

/** A given and a family name, or an initial and one: what is written so is struck wherever it stands, so a word alone would take others with it. */
const ofTwoWords = /^\s*[\p{L}\p{M}.'\u2019-]+(?:\s+[\p{L}\p{M}.'\u2019-]+)+\s*$/u;

/** @throws WrongCall where more than this person would be struck */
function checkSpelling(name: string): void {
  if (ofTwoWords.test(name)) return;
  throw new WrongCall(
    `"${name}" is no full name: it would be struck wherever these letters stand. Write the name as the source prints it, first and last.`,
  );
}

function personGiven(given: string): PersonId {
  const text = given.trim();
  if (!/^p-/.test(text)) return personIdOf(text);
  checkPersonId(text);
  return text;
}
