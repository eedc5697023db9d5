import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { personIdOf } from './person-id.ts';
import { openPeopleRegister } from './sqlite.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-held-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('a write that waits for another process leaves this one free for all else, and is made once the other is done', async () => {
  const path = join(folder, 'people.db');
  const patience = 60_000;
  const register = await openPeopleRegister(path, { patience });
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  const turns = monitorEventLoopDelay({ resolution: 10 });
  turns.enable();
  const person = { id: personIdOf('Una Held'), name: 'Una Held' };
  const adding = register.add(person);
  await sleep(100);
  turns.disable();
  other.exec('COMMIT');
  expect(await adding).toBe('added');
  // one that waits in SQLite itself is not back before its patience is at an end
  expect(turns.max / 1e6).toBeLessThan(patience / 2);
  other.close();
  await register.close();
});
