import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventStore, streamOf } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { claimEvent } from '@monitoring-timeline/core/testing';
import { shippedEvents } from '../../support/record.ts';
import { type ServingApart, servingApart } from '../service/serving-apart.ts';

/** Serves the shipped record from another process, and writes to its log from this one. */
export async function whileServedApart<T>(
  work: (serving: ServingApart, store: EventStore) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'timeline-bench-'));
  const log = join(folder, 'log.db');
  const store = await openSqliteStore(log);
  for (const [stream, events] of Map.groupBy(shippedEvents(), (event) => streamOf(event))) {
    await store.append(stream, events, { expected: 'any' });
  }
  const serving = await servingApart(log);
  try {
    return await work(serving, store);
  } finally {
    await serving.end();
    await store.close();
    await rm(folder, { recursive: true });
  }
}

/** Appends a visit to Kent that nobody has heard of: carried out and known on a day. */
export async function visited(store: EventStore, day: string): Promise<void> {
  const occurred = { precision: 'day', from: day } as const;
  const visit = claimEvent(
    'VisitCarriedOut',
    { kind: 'focused' },
    { authority: 'kent', occurred, known: day },
  );
  await store.append(streamOf(visit), [visit], { expected: 'any' });
}
