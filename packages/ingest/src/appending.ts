import {
  claimTypes,
  type EventEnvelope,
  type EventId,
  type EventStore,
  isTimelineError,
  upcast,
} from '@monitoring-timeline/core';
import canonicalize from 'canonicalize';
import { breathe, inTurns } from './breathe.ts';
import { eventsOf } from './stream-pages.ts';

/** An event and the stream it belongs in. */
export interface Placed {
  readonly stream: string;
  readonly event: EventEnvelope;
}

/** Most events of one append: they are checked and hashed at one go. */
export const batchSize = 100;

/** How often an append that met another importer is decided afresh before the error is passed on. */
const attempts = 50;

/** How many ids are looked up in one go, and how many look-ups are under way: a store on a server answers several nearly as fast as one. */
const lookUp = { ids: 500, atOnce: 8 };

/** Which of these ids each stream holds. */
export async function knownOf(
  store: EventStore,
  byStream: ReadonlyMap<string, Iterable<EventId>>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const known = new Map<string, Set<string>>();
  const lookUps: { readonly stream: string; readonly ids: readonly EventId[] }[] = [];
  for (const [stream, given] of byStream) {
    known.set(stream, new Set());
    const ids = [...given];
    for (let at = 0; at < ids.length; at += lookUp.ids) {
      lookUps.push({ stream, ids: ids.slice(at, at + lookUp.ids) });
    }
  }
  const left = lookUps.values();
  const work = async (): Promise<void> => {
    for (const { stream, ids } of left) {
      for (const id of await store.known(stream, ids)) known.get(stream)?.add(id);
      await breathe();
    }
  };
  await Promise.all(Array.from({ length: lookUp.atOnce }, work));
  return known;
}

/** Which of these events the store does not hold yet, in their order and each id once. */
export async function missingFrom<T extends Placed>(
  store: EventStore,
  events: readonly T[],
): Promise<readonly T[]> {
  const byStream = new Map<string, Set<EventId>>();
  for await (const { stream, event } of inTurns(events)) {
    const ids = byStream.get(stream);
    if (ids) ids.add(event.id);
    else byStream.set(stream, new Set([event.id]));
  }
  const known = await knownOf(store, byStream);
  const taken = new Set<string>();
  const missing: T[] = [];
  for await (const one of inTurns(events)) {
    const key = `${one.stream} ${one.event.id}`;
    if (known.get(one.stream)?.has(one.event.id) || taken.has(key)) continue;
    taken.add(key);
    missing.push(one);
  }
  return missing;
}

/** What an event claims, without where it was read: two readings of one claim may differ in place and bytes. */
function claimed(event: EventEnvelope): string {
  const present: EventEnvelope = upcast(event);
  const { type, authority, occurred, known, data } = present;
  return canonicalize({ type, authority, occurred, known, data }) ?? '';
}

/**
 * Those of these claims whose id already stands for another content: in the store, or earlier among themselves. An id names one
 * claim for ever, so they cannot be told from a forgery. What a system did is not compared, since its words may vary.
 */
export async function conflicting<T extends Placed>(
  store: EventStore,
  events: readonly T[],
): Promise<ReadonlySet<T>> {
  const byStream = new Map<string, T[]>();
  for (const one of events) {
    if (!claimTypes.has(one.event.type)) continue;
    const list = byStream.get(one.stream) ?? [];
    byStream.set(one.stream, list);
    list.push(one);
  }
  const idsOf = [...byStream].map(
    ([stream, given]) => [stream, given.map(({ event }) => event.id)] as const,
  );
  const held = await knownOf(store, new Map(idsOf));
  const conflicts = new Set<T>();
  for (const [stream, given] of byStream) {
    const there = new Map<string, EventEnvelope>();
    if (held.get(stream)?.size) {
      for await (const { event } of eventsOf(store, stream)) {
        if (held.get(stream)?.has(event.id)) there.set(event.id, event);
      }
    }
    for await (const one of inTurns(given)) {
      const before = there.get(one.event.id);
      // nearly every claim is new: what it says is rendered only where it has to be compared
      if (before === undefined) there.set(one.event.id, one.event);
      else if (claimed(before) !== claimed(one.event)) conflicts.add(one);
    }
  }
  return conflicts;
}

function metAnother(error: unknown): boolean {
  return (
    isTimelineError(error) && (error.code === 'PartlyAppended' || error.code === 'EventIdConflict')
  );
}

/** Events as writes, one a stream. */
export function writesOf(batch: readonly Placed[]) {
  const streams = new Map<string, EventEnvelope[]>();
  for (const { stream, event } of batch) {
    const events = streams.get(stream) ?? [];
    streams.set(stream, events);
    events.push(event);
  }
  return [...streams].map(([stream, events]) => ({ stream, events, expected: 'any' as const }));
}

/**
 * Appends what `plan` says is still to be written, in batches. Where another process wrote some of it meanwhile, nothing of that
 * batch is written and the plan is made again on what is there now, so every fact is written once.
 * @returns ids of the events that this call wrote.
 */
export async function appendPlanned(
  store: EventStore,
  plan: () => Promise<readonly Placed[]>,
  onBatch: (events: number) => void = () => {},
): Promise<ReadonlySet<string>> {
  const written = new Set<string>();
  for (let attempt = 1; ; attempt += 1) {
    const events = await plan();
    try {
      for (let at = 0; at < events.length; at += batchSize) {
        const writes = writesOf(events.slice(at, at + batchSize));
        const results = await store.appendMany(writes);
        for (const [index, { alreadyThere }] of results.entries()) {
          if (alreadyThere) continue;
          for (const { id } of writes[index]?.events ?? []) written.add(id);
        }
        await breathe();
        onBatch(Math.min(at + batchSize, events.length));
      }
      return written;
    } catch (error) {
      if (!metAnother(error) || attempt >= attempts) throw error;
    }
  }
}
