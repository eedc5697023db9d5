import { type AuthorityKey, england } from '@monitoring-timeline/core';
import { correctFact, parseCorrections } from '@monitoring-timeline/ingest';
import { loadDirectory } from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call/call.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { readGiven } from '../call/given-file.ts';
import { askStore } from '../compose/asking.ts';
import { byHand } from '../compose/writing-by-hand.ts';
import { refuseDates } from './answering.ts';
import { tellWritten } from './tell-written.ts';

export interface RepairCallOptions extends GlobalOptions {
  readonly source?: string;
  readonly authority?: string;
  readonly by?: string;
}

export interface CorrectCallOptions extends RepairCallOptions {
  readonly file: string;
}

/**
 * `timeline correct EVENT --file F`: appends corrections of places of one event, found by its id.
 * @throws UnknownEvent, EntryRefused, UnknownAuthority, WrongCall, the errors of the store
 */
export async function correctEvent(id: string, call: Call<CorrectCallOptions>): Promise<ExitCode> {
  const { file, source, authority, by } = call.options;
  refuseDates(call, 'correct', ['asOf', 'knownAt', 'recordedAt'], 'the file may say `known`');
  const corrections = parseCorrections(await readGiven('--file', file), file);
  return askStore(call, async (asked) => {
    const key = await keyOf(asked.store, authority);
    const options = { ...byHand(asked, by), source, authority: key };
    await tellWritten(await correctFact(id, corrections, options), 'Corrected', asked, call);
    return exitCodes.done;
  });
}

/** Key of the authority to which the search for an event is narrowed. @throws UnknownAuthority, AmbiguousAuthority */
export async function keyOf(
  store: Parameters<typeof loadDirectory>[0],
  authority: string | undefined,
): Promise<AuthorityKey | undefined> {
  if (authority === undefined || authority.trim().toLowerCase() === england) {
    return authority === undefined ? undefined : england;
  }
  return (await loadDirectory(store)).resolve(authority).key;
}
