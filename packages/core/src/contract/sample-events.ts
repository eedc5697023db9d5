import { randomUUID } from 'node:crypto';
import type { EventEnvelope, EventId } from '../index.ts';

/** An id that nobody has used. */
export const newId = (): EventId => randomUUID() as EventId;

/** A small valid claim of the catalogue, different each time unless `id` and `topic` are given. */
export function sampleEvent(
  overrides: { readonly topic?: string } & Partial<EventEnvelope> = {},
): EventEnvelope {
  const { id = newId(), topic = 'supervision for every social worker', ...rest } = overrides;
  return {
    id,
    type: 'CommitmentMade',
    version: 1,
    authority: 'sunderland',
    occurred: { precision: 'day', from: '2016-12-08' },
    known: { from: '2016-12-08', basis: 'letter_dated' },
    source: {
      publisher: 'A publisher of samples',
      rank: 'council',
      title: 'A sample paper',
      locator: 'paragraph 12',
      assertedBy: 'authority',
    },
    data: { topic },
    ...rest,
  };
}

/** A valid claim of another type, for filters. */
export function otherSampleEvent(): EventEnvelope {
  return sampleEvent({ type: 'ContextNoted', data: { kind: 'strategy', topic: 'a strategy' } });
}

/** So many valid claims, each another. */
export function sampleEvents(count: number): EventEnvelope[] {
  return Array.from({ length: count }, (_, n) => sampleEvent({ topic: `sample ${n}` }));
}
