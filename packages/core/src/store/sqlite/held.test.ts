import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStateStore } from '../../state/sqlite.ts';
import { defaultPatience } from './connection.ts';

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
