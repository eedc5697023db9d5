import {
  type ClaimEvent,
  type EventStore,
  recordLimits,
  speaksOfLasting,
} from '@monitoring-timeline/core';
import { missingFrom, type Placed } from '../appending.ts';
import { inTurns } from '../breathe.ts';
import { eventsOf } from '../stream-pages.ts';

/** How much one record may hold. */
export interface RecordLimits {
  readonly claims: number;
  readonly lasting: number;
}

/** What is given to a record that has no room for it. */
export interface NoRoom<T> {
  /** The first that has no place. */
  readonly first: T;
  readonly message: string;
}

/**
 * The records, by their streams, that have no room for what is given to them. What is on record already needs none. Two who write at
 * the same moment may both be let in: the limit is a guard and no exact count.
 */
export async function withoutRoom<T extends Placed>(
  store: EventStore,
  given: Iterable<T>,
  nameOf: (authority: string) => string,
  limits: RecordLimits = recordLimits,
): Promise<ReadonlyMap<string, NoRoom<T>>> {
  const byStream = new Map<string, T[]>();
  for await (const one of inTurns(given)) {
    const list = byStream.get(one.stream);
    if (list) list.push(one);
    else byStream.set(one.stream, [one]);
  }
  const crowded = new Map<string, NoRoom<T>>();
  for (const [stream, all] of byStream) {
    const found = await excessOf(store, stream, all, limits);
    if (!found) continue;
    const { authority } = all[0]!.event as ClaimEvent;
    crowded.set(stream, { first: found.first, message: messageOf(found, nameOf(authority)) });
  }
  return crowded;
}

interface Excess<T> {
  readonly first: T;
  readonly held: number;
  readonly given: number;
  readonly most: number;
  readonly what: string;
}

async function excessOf<T extends Placed>(
  store: EventStore,
  stream: string,
  all: readonly T[],
  limits: RecordLimits,
): Promise<Excess<T> | undefined> {
  const lasting: T[] = [];
  for await (const one of inTurns(all)) if (speaksOfLasting(one.event.type)) lasting.push(one);
  const kinds = [
    { given: all, most: limits.claims, what: 'claims', counts: () => true },
    {
      given: lasting,
      most: limits.lasting,
      what: 'claims about posts, interventions and who delivers its services',
      counts: speaksOfLasting,
    },
  ];
  for (const { given, most, what, counts } of kinds) {
    if (given.length === 0) continue;
    // of nearly every record one look tells that there is room
    const from = Math.max(0, most - given.length);
    const near = given.length > most || (await store.readStream(stream, { from, limit: 1 })).length;
    if (!near) continue;
    let held = 0;
    for await (const { event } of eventsOf(store, stream)) if (counts(event.type)) held += 1;
    // of so many there is one that is not on record and has no place, however many more there are
    const missing = await missingFrom(store, given.slice(0, most + held + 1));
    const first = missing[Math.max(0, most - held)];
    if (first) return { first, held, given: given.length, most, what };
  }
  return undefined;
}

function messageOf({ held, given, most, what }: Excess<unknown>, name: string): string {
  const beside = held === 0 ? '' : ` beside the ${held} on record`;
  return `There is no room for the ${given} ${what} of ${name} here${beside}: a record holds at most ${most}, many times the longest there is. Of ${name} nothing was taken from here. See that the authority is the one that is meant, and give each fact once.`;
}
