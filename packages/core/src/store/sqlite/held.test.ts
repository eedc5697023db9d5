import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStateStore } from '../../state/sqlite.ts';
import { defaultPatience, openFile, reading } from './connection.ts';
import { logFile } from './log-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-held-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('a write that waits for another process leaves this one free for all else, and is made once the other is done', async () => {
  const path = join(folder, 'state.db');
  const state = await openStateStore(path);
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  const turns = monitorEventLoopDelay({ resolution: 10 });
  turns.enable();
  const header = { checkpoint: '1', storeId: 'log', version: '1' };
  const writing = state.commit('work', { header, from: undefined });
  await sleep(200);
  turns.disable();
  other.exec('COMMIT');
  await writing;
  expect(await state.header('work')).toEqual(header);
  // one that waits in SQLite itself is not back before its patience is at an end
  expect(turns.max / 1e6).toBeLessThan(defaultPatience / 2);
  other.close();
  await state.close();
});

it('a read that meets a process that has the file to itself waits for it, and a write then waits no longer than before', async () => {
  const db = await openFile(join(folder, 'log.db'), logFile);
  const waits = (): unknown => db.prepare('PRAGMA busy_timeout').get()?.timeout;
  const short = waits();
  const waited: unknown[] = [];
  const read = reading(db, () => {
    waited.push(waits());
    if (waited.length === 1) throw Object.assign(new Error('database is locked'), { errcode: 5 });
    return 'read';
  });
  expect(read).toBe('read');
  expect(waited).toEqual([short, defaultPatience]);
  expect(waits()).toBe(short);
  expect(short).toBeLessThan(defaultPatience / 10);
  const wrong = new Error('another');
  expect(() =>
    reading(db, () => {
      throw wrong;
    }),
  ).toThrow(wrong);
  db.close();
});
