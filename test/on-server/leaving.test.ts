import { sampleEvents } from '@monitoring-timeline/core/contract';
import {
  openKurrentPeople,
  openKurrentState,
  openKurrentStore,
} from '@monitoring-timeline/core/kurrentdb';
import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { personIdOf } from '@monitoring-timeline/core/people';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bareClient } from './bare-client.ts';
import { leave, markOf } from './leaving.ts';

const server = new TestServer();
beforeAll(() => server.start());
afterAll(() => server[Symbol.asyncDispose]());

const prefix = 'contract-0123456789ab-';

/** Writes to everything that a log has on a server. */
async function fill(namespace: string): Promise<void> {
  const address = `${server.connectionString}&namespace=${namespace}`;
  const store = await openKurrentStore(address);
  await store.append('a', sampleEvents(2), { expected: 'none' });
  await store.append('b', sampleEvents(1), { expected: 'none' });
  await store.workers('answers').ensure();
  const people = await openKurrentPeople(address);
  const [ada, eve] = ['Ada Example', 'Eve Gone'].map((name) => ({ id: personIdOf(name), name }));
  await people.addAll([ada!, eve!]);
  await people.erase(eve!.id);
  await people.close();
  const state = await openKurrentState(address);
  const header = { checkpoint: '1', storeId: store.id, version: '1' };
  await state.commit('notices', { header, from: undefined });
  await state.close();
  await store.close();
}

it('a server is left as it was: all that a run made is gone, and nothing that others have', async () => {
  await fill('timeline');
  await fill('contract-of-others');
  const mark = await markOf(server.connectionString);
  await fill(`${prefix}one`);
  await fill(`${prefix}two`);
  const { client, asked } = bareClient(server.connectionString);
  await client.setStreamMetadata(`${prefix}three`, { maxCount: 1 }, asked);

  const left = await leave(server.connectionString, prefix, mark);
  expect(left).toMatchObject({ groups: 2, problems: [] });
  expect(left.streams).toBeGreaterThan(10);
  const readable = new Set<string>();
  for await (const { event } of client.readAll({ fromPosition: 'start', ...asked })) {
    const stream = event?.streamId ?? '';
    if (stream.startsWith(prefix)) readable.add(stream);
  }
  const read = async (stream: string): Promise<void> => {
    for await (const _ of client.readStream(stream, { maxCount: 1, ...asked })) return;
  };
  for (const stream of readable) {
    await expect(read(stream)).rejects.toMatchObject({ type: 'stream-deleted' });
  }
  const groups = await client.listPersistentSubscriptionsToAll(asked);
  expect(groups.map(({ groupName }) => groupName).sort()).toEqual([
    'contract-of-others-answers',
    'timeline-answers',
  ]);
  await client.dispose();
  for (const namespace of ['timeline', 'contract-of-others']) {
    const store = await openKurrentStore(`${server.connectionString}&namespace=${namespace}`);
    expect(await store.head()).toMatchObject({ events: 3, streams: 2 });
    await store.close();
  }
  expect(await leave(server.connectionString, prefix, mark)).toMatchObject({ problems: [] });
  await expect(leave(server.connectionString, 'time', mark)).rejects.toThrow('too short');
});
