import { type AuthorityKey, england } from '@monitoring-timeline/core';
import {
  type ByHandResult,
  correctFact,
  correctionsFrom,
  holdingNow,
  parseCorrections,
  placesOf,
  printedLeft,
} from '@monitoring-timeline/ingest';
import { type Call, type GlobalOptions, hint } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { readGiven } from '../call/given-file.ts';
import { askStore, directoryOf, type OpenedStore } from '../compose/asking.ts';
import { namesOf } from '../compose/open-people.ts';
import { byHand } from '../compose/writing-by-hand.ts';
import { writeJson } from '../output/json.ts';
import { refuseDates } from './answering.ts';
import { type Told, tellWritten } from './tell-written.ts';

export interface RepairCallOptions extends GlobalOptions {
  readonly source?: string;
  readonly authority?: string;
  readonly by?: string;
  /** Says what it would write and which answers would change, and writes nothing. */
  readonly dryRun?: boolean;
}

export interface CorrectCallOptions extends RepairCallOptions {
  readonly file?: string;
  readonly set?: readonly string[];
  readonly why?: string;
}

/**
 * `timeline correct EVENT`: with `--set` or `--file` appends corrections of places of one event, found by its id; without lists the
 * places that can be corrected, and writes nothing.
 * @throws UnknownEvent, EntryRefused, UnknownAuthority, WrongCall, the errors of the store
 */
export async function correctEvent(id: string, call: Call<CorrectCallOptions>): Promise<ExitCode> {
  const { file, set = [], why, source, authority, by, dryRun } = call.options;
  refuseDates(call, 'correct', ['asOf', 'knownAt', 'recordedAt'], 'the file may say `known`');
  if (file !== undefined && (set.length > 0 || why !== undefined)) {
    throw new WrongCall(
      '--file says itself what is to be set and why. Leave out --set and --why, or write them into the file.',
    );
  }
  const given = file === undefined ? [] : parseCorrections(await readGiven('--file', file), file);
  return askStore(call, async (asked) => {
    const { store } = asked;
    const key = await keyOf(asked, authority);
    if (file === undefined && set.length === 0) {
      await listPlaces(id, key, asked, call);
      return exitCodes.done;
    }
    const writing = byHand(asked, by);
    const reason = why ?? `Corrected by ${writing.actor.name}`;
    const event = set.length > 0 ? await holdingNow(id, { store, authority: key }) : undefined;
    const corrections = event ? correctionsFrom(event, set, reason) : given;
    const options = { ...writing, source, authority: key };
    const result = dryRun
      ? await triedOut(asked, call, (copy) =>
          correctFact(id, corrections, { ...options, store: copy }),
        )
      : await correctFact(id, corrections, options);
    await tellWritten(result, 'Corrected', asked, call);
    for (const { path, printed } of event ? printedLeft(event, corrections) : []) {
      hint(
        call,
        `What was printed beside the grade goes on being told as "${printed}". Where that was misread, too, say --set ${path}="...".`,
      );
    }
    return exitCodes.done;
  });
}

/** A repair as it would be made. */
export async function triedOut(
  asked: OpenedStore,
  call: Call,
  work: (copy: OpenedStore['store']) => Promise<ByHandResult>,
): Promise<Told> {
  const { rehearseRepair } = await import('./repair-dry.ts');
  const { result, changes } = await rehearseRepair(asked, call, work);
  return { ...result, changes };
}

async function listPlaces(
  id: string,
  authority: AuthorityKey | undefined,
  { store, address }: OpenedStore,
  { options, terminal }: Call,
): Promise<void> {
  const event = await holdingNow(id, { store, authority });
  const places = placesOf(event);
  if (options.json) {
    writeJson(terminal, { id: event.id, type: event.type, places });
    return;
  }
  const [directory, nameOf] = await Promise.all([
    directoryOf({ store, address }),
    namesOf(address),
  ]);
  const { showPlaces } = await import('../output/places.ts');
  showPlaces({ event, places, directory, nameOf }, terminal);
}

/** Key of the authority to which the search for an event is narrowed. @throws UnknownAuthority, AmbiguousAuthority */
export async function keyOf(
  asked: OpenedStore,
  authority: string | undefined,
): Promise<AuthorityKey | undefined> {
  if (authority === undefined || authority.trim().toLowerCase() === england) {
    return authority === undefined ? undefined : england;
  }
  return (await directoryOf(asked)).resolve(authority).key;
}
