import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore } from '@monitoring-timeline/core/state';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Serving, startServing } from './serving.ts';
import { caughtUp, subscribeTo } from './subscriber.ts';

let folder: string;
let serving: Serving;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-two-'));
  const store = await openSqliteStore(join(folder, 'log.db'));
  const state = await openStateStore(join(folder, 'log.state.db'));
  serving = await startServing({ store, state });
});
afterAll(async () => {
  await serving.stop();
  await serving.parts.state.close();
  await rm(folder, { recursive: true });
});

it('an event that another process appends reaches the subscribers of this one: as event, as notice and as a changed standing', async () => {
  const paths = ['events', 'notices', 'standing?after=now'];
  const subscribers = await Promise.all(
    paths.map((path) => subscribeTo(`${serving.url}/api/subscribe/${path}`)),
  );
  await Promise.all(subscribers.map((subscriber) => subscriber.until(caughtUp)));
  const script = join(import.meta.dirname, 'writing-process.ts');
  const writer = spawn(process.execPath, [script, join(folder, 'log.db'), '1', '0']);
  await Promise.all(subscribers.map((one) => one.until(({ events }) => events.length > 0)));
  expect(subscribers.map(({ events }) => events[0]?.subject)).toEqual([
    'merton',
    'merton',
    'merton',
  ]);
  if (writer.exitCode === null) await new Promise((resolve) => writer.once('exit', resolve));
  for (const subscriber of subscribers) subscriber.cut();
});
