import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beginning, verifyStore } from '@monitoring-timeline/core';
import { Recorder, sampleEvents } from '@monitoring-timeline/core/contract';
import { openSqliteStore, type SqliteStore } from '@monitoring-timeline/core/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** Runs `writer.ts` in a process of its own until it ends by itself. */
async function runWriter(path: string, stream: string, count: number, pause = 0): Promise<void> {
  const args = [join(import.meta.dirname, 'writer.ts'), path, stream, String(count), String(pause)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (text) => {
    complaint += String(text);
  });
  const [code] = await once(child, 'close');
  expect(code, complaint).toBe(0);
}

describe('one SQLite file in several processes', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let path: string;
  let store: SqliteStore;
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder.path, 'log.db');
  });
  afterEach(async () => {
    await store.close();
    await folder.remove();
  });

  it('is made once by whoever comes first, and has neither gaps nor doubled positions', async () => {
    const streams = ['a', 'b', 'shared', 'shared'];
    await Promise.all(streams.map((stream) => runWriter(path, stream, 60)));
    store = await openSqliteStore(path);
    const { events } = await store.readAll(beginning, { limit: 1000 });
    expect(events.map(({ position }) => Number(position))).toEqual(
      Array.from({ length: 240 }, (_, n) => n + 1),
    );
    expect(await store.readStream('shared')).toHaveLength(120);
    expect(await verifyStore(store)).toMatchObject({ valid: true, events: 240, streams: 3 });
  });

  it('shows a subscriber in one process what another appends, once and in order', async () => {
    store = await openSqliteStore(path);
    const recorder = new Recorder((signal) => store.follow(beginning, { signal }));
    await recorder.until(({ caughtUp }) => caughtUp);
    // how soon is measured by the bench
    const seen = recorder.until(({ events }) => events.length === 20);
    await Promise.all([runWriter(path, 'theirs', 20, 10), seen]);
    recorder.stop();
    const revisions = Array.from({ length: 20 }, (_, n) => n);
    expect(recorder.events.map(({ revision }) => revision)).toEqual(revisions);
  });

  it('shows own and foreign appends to a subscriber in the order of the log', async () => {
    store = await openSqliteStore(path);
    const recorder = new Recorder((signal) => store.follow(beginning, { signal }));
    const theirs = runWriter(path, 'theirs', 50, 1);
    for (let n = 0; n < 50; n += 1) {
      await store.append('ours', sampleEvents(1), { expected: 'any' });
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await theirs;
    await recorder.until(({ events }) => events.length === 100);
    recorder.stop();
    const { events } = await store.readAll(beginning);
    expect(recorder.events).toEqual(events);
  });

  it('lets a process end by itself that has the file open and no subscriber', async () => {
    store = await openSqliteStore(path);
    const script = `
      import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
      const store = await openSqliteStore(${JSON.stringify(path)});
      for await (const message of store.follow('')) break;
    `;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    expect((await once(child, 'exit'))[0]).toBe(0);
  });
});
