import {
  bounds,
  epochDay,
  type Known,
  type PartialDate,
  type Source,
} from '@monitoring-timeline/core';
import { type ClaimParts, recordFact } from '@monitoring-timeline/ingest';
import type { Call } from '../call/call.ts';
import { dateOption, dayOption } from '../call/dates.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { askTimeline, type OpenedStore } from '../compose/asking.ts';
import { openPeople } from '../compose/open-people.ts';
import { byHand } from '../compose/writing-by-hand.ts';
import { authorityMeant, refuseDates } from './answering.ts';
import { type FactOptions, factOf, isOwnFact, type Person, personOf } from './own-facts.ts';
import { tellWritten } from './tell-written.ts';

/** What vouches for the word of each rank. */
const assertedBy: Readonly<Partial<Record<Source['rank'], Source['assertedBy']>>> = {
  report: 'inspectorate',
  release: 'inspectorate',
  government: 'government',
  council: 'authority',
  press: 'press',
};

/**
 * `timeline record FACT AUTHORITY`: a fact that a person knows, with who wrote it down. It is known from today unless `--known`
 * says otherwise. The same fact again is already known.
 * @throws UnknownAuthority, AmbiguousAuthority, EntryRefused, InvalidPersonName, WrongCall, the errors of the store
 */
export async function recordOwnFact(
  kind: string,
  text: string,
  call: Call<FactOptions>,
): Promise<ExitCode> {
  const { options } = call;
  if (!isOwnFact(kind)) throw new WrongCall(`There is no fact ${kind} to record.`);
  const authority = authorityMeant(text, 'coverage');
  refuseDates(call, 'record', ['asOf', 'knownAt', 'recordedAt'], 'give --on and --known');
  const occurred = dateOption('--on', options.on);
  const since = options.known === undefined ? undefined : dayOption('--known', options.known);
  const person = personOf(options);
  const source: Source = {
    publisher: options.publisher ?? options.source,
    rank: options.rank,
    title: options.source,
    assertedBy: assertedBy[options.rank] ?? 'analyst',
    ...(options.url === undefined ? {} : { url: options.url }),
  };
  return askTimeline(call, async (timeline, asked) => {
    const { key } = timeline.directory.resolve(authority);
    const by = byHand(asked, options.by);
    const known: Known = { from: since ?? by.today, basis: 'announced' };
    refuseUnplanned(occurred, by.today, options);
    const fact = await factOf(kind, { options, occurred, person, timeline, authority: key });
    const parts: ClaimParts = { authority: key, known, source, ...fact };
    const result = await recordFact(parts, by);
    await keepName(person, asked);
    await tellWritten(result, 'Recorded', asked, call);
    return exitCodes.done;
  });
}

/**
 * A day to come is a slip of the pen more often than a plan, so it is asked back.
 * @throws WrongCall unless it is said to be planned
 */
function refuseUnplanned(occurred: PartialDate, today: string, { on, planned }: FactOptions): void {
  const { startEarliest, startLatest } = bounds(occurred);
  const first = Number.isFinite(startEarliest) ? startEarliest : startLatest;
  if (planned === true || first <= epochDay(today)) return;
  throw new WrongCall(
    `--on ${on} lies after today, ${today}. If it is announced for then, say --planned; otherwise give the day on which it was.`,
  );
}

/** Names stand in the register alone. */
async function keepName(person: Person | undefined, { address }: OpenedStore): Promise<void> {
  if (!person) return;
  const people = await openPeople(address);
  try {
    await people.add(person);
  } finally {
    await people.close();
  }
}
