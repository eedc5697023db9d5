import {
  type AuthorityKey,
  authorityStream,
  type ClaimEvent,
  type EventStore,
  nationalStream,
  quarantineStream,
  sentenceOf,
} from '@monitoring-timeline/core';
import type { ChangeShown, Tried } from '@monitoring-timeline/pages';
import { type ForeseenChange, foresee, openTimeline } from '@monitoring-timeline/projections';
import type { ServiceContext } from '../context/context.ts';

/** A change of an answer as a page tells it. */
export function changeShown(
  { timeline: { directory } }: Pick<ServiceContext, 'timeline'>,
  { authority, weight, title, text }: ForeseenChange,
): ChangeShown {
  const name = authority === null ? null : directory.nameOf(authority as AuthorityKey);
  return { authority: name, weight, title, text };
}

/**
 * Carries work out on a copy of those streams of the log that it concerns: what it appends, and which answers change by that. Nothing
 * is written to the log.
 * @param keys authorities that the work is known to be about
 */
export async function triedOut(
  context: ServiceContext,
  keys: readonly string[],
  work: (copy: EventStore) => Promise<readonly ClaimEvent[]>,
): Promise<Tried> {
  const { timeline, clock, names } = context;
  await names.refresh();
  const first = await copyOf(context, keys);
  const touched = await work(first).finally(() => first.close());
  const copy = await copyOf(context, [...keys, ...touched.map(({ authority }) => authority)]);
  const { nameOf } = names;
  const own = await openTimeline({ store: copy, clock, nameOf, policy: timeline.policy });
  try {
    const { result, changes } = await foresee(own, () => work(copy));
    const shown = result.map((event) => ({
      says: sentenceOf(event, nameOf),
      source: [event.source.publisher, event.source.title].join(', '),
      json: JSON.stringify(event, null, 2),
    }));
    return { claims: shown, changes: changes.map((one) => changeShown(context, one)) };
  } finally {
    await own.close();
    await copy.close();
  }
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
