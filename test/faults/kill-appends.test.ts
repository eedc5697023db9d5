import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyStore } from '@monitoring-timeline/core';
import { sampleEvents } from '@monitoring-timeline/core/contract';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../contract/temporary-folder.ts';
import { randomFrom } from '../support/random.ts';
import { roundsOr } from '../support/rounds.ts';

const writer = join(import.meta.dirname, '../contract/writer.ts');
const rounds = roundsOr(7);

/**
 * Appends batches of a size in a process of its own and kills it with SIGKILL some time after the first was acknowledged.
 * Gives the last revision that was acknowledged.
 */
async function appendUntilKilled(path: string, batch: number, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [writer, path, 'a', '1000000', '0', String(batch)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'close');
  let acknowledged = -1;
  const lines = createInterface({ input: child.stdout });
  const first = once(lines, 'line');
  lines.on('line', (line) => {
    acknowledged = Number(line);
  });
  await first;
  await sleep(afterMs);
  child.kill('SIGKILL');
  const [code, signal] = await gone;
  expect([code, signal]).toEqual([null, 'SIGKILL']);
  return acknowledged;
}

describe('a process killed while it appends', () => {
  it.each([
    {
      manner: 'in batches, none of them half there',
      batch: 25,
      times: Math.floor(rounds / 2),
    },
    { manner: 'event by event', batch: 1, times: Math.ceil(rounds / 2) },
  ])('loses nothing that was acknowledged $manner ($times times)', async ({ batch, times }) => {
    const random = randomFrom(20260101);
    const folder = await temporaryFolder();
    const path = join(folder.path, 'log.db');
    for (let round = 1; round <= times; round += 1) {
      const acknowledged = await appendUntilKilled(path, batch, random() * 120);
      const store = await openSqliteStore(path);
      const { events } = await store.head();
      const told = `round ${round}`;
      expect(events, told).toBeGreaterThan(acknowledged);
      // each append was a batch of the same size, so a part of one would show
      expect(events % batch, told).toBe(0);
      const verification = await verifyStore(store);
      expect(verification, told).toMatchObject({ valid: true, events, problems: [] });
      const result = await store.append('a', sampleEvents(batch), { expected: events - 1 });
      expect(result.firstRevision, told).toBe(events);
      await store.close();
    }
    await folder.remove();
  });
});
