import { authorityStream } from '@monitoring-timeline/core';
import type { ClaimParts } from '../proposal.ts';
import { checkEntry, checkRoom } from './check-entry.ts';
import { type ByHand, type ByHandResult, entryOf, write } from './entry.ts';

/**
 * A fact that a person knows and no file says, such as that inspectors have arrived. The same fact of the same source,
 * known from the same day, is already known the second time, whoever writes it down.
 * @throws EntryRefused where it does not fit or breaks a rule that every claim meets; the errors of the store
 */
export async function recordFact(fact: ClaimParts, by: ByHand): Promise<ByHandResult> {
  const event = entryOf(fact, by.actor);
  await checkEntry(event, by);
  await checkRoom([event], by);
  return write(by, authorityStream(event.authority, by.prefix), [event]);
}
