import {
  type AuthorityKey,
  authorityStream,
  type ClaimEvent,
  type EventStore,
  nationalStream,
  quarantineStream,
} from '@monitoring-timeline/core';
import { type ForeseenChange, foresee, openTimeline } from '@monitoring-timeline/projections';
import type { FastifyReply } from 'fastify';
import type { ServiceContext } from '../context/context.ts';

/** What work would come to, and which answers it would change, the heaviest change first. */
export interface TriedOut<T> {
  readonly result: T;
  readonly changes: readonly ForeseenChange[];
}

/**
 * Carries work out on a copy of those streams of the log that it concerns: what it appends, and which answers change by that. Nothing
 * is written to the log.
 * @param keys authorities that the work is known to be about
 */
export async function triedOut<T extends { readonly events: readonly ClaimEvent[] }>(
  context: ServiceContext,
  keys: readonly string[],
  work: (copy: EventStore) => Promise<T>,
): Promise<TriedOut<T>> {
  const { timeline, clock, names } = context;
  await names.refresh();
  const first = await copyOf(context, keys);
  const { events } = await work(first).finally(() => first.close());
  const copy = await copyOf(context, [...keys, ...events.map(({ authority }) => authority)]);
  const { nameOf } = names;
  const own = await openTimeline({ store: copy, clock, nameOf, policy: timeline.policy });
  try {
    return await foresee(own, () => work(copy));
  } finally {
    await own.close();
    await copy.close();
  }
}

/** Answers a command that was only tried out: as nothing was written, it is kept under no Idempotency-Key. */
export function answerTried<T extends object>(
  reply: FastifyReply,
  { result, changes }: TriedOut<T>,
): FastifyReply {
  return reply.header('cache-control', 'no-store').send({ ...result, changes });
}

/** A log that holds the streams of some authorities, of those that they came from or went into, and of the country, and the quarantine. */
async function copyOf(
  { store, emptyStore, timeline: { directory } }: ServiceContext,
  keys: readonly string[],
): Promise<Awaited<ReturnType<ServiceContext['emptyStore']>>> {
  const all = new Set(keys);
  for (const key of keys) {
    for (const tie of directory.predecessors(key as AuthorityKey)) all.add(tie.key);
    for (const tie of directory.successors(key as AuthorityKey)) all.add(tie.key);
  }
  const copy = await emptyStore();
  const own = [...all].map((key) => authorityStream(key as AuthorityKey));
  for (const stream of new Set([...own, nationalStream, quarantineStream])) {
    const events = (await store.readStream(stream)).map(({ event }) => event);
    if (events.length > 0) await copy.append(stream, events, { expected: 'none' });
  }
  return copy;
}
