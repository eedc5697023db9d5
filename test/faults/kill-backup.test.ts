import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { streamOf, verifyStore } from '@monitoring-timeline/core';
import { openPeopleRegister, personIdOf } from '@monitoring-timeline/core/people';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCommand, temporaryFolder, timeline, timelineProcess } from '../support/command.ts';
import { randomFrom } from '../support/random.ts';
import { roundsOr } from '../support/rounds.ts';
import { postsAndMore } from './tried-record.ts';

const rounds = roundsOr(1);
const folder = temporaryFolder();
const at = (name: string): string => join(folder.path, name);
let head: string;
/** How long a backup and a restore take that nobody disturbs. */
const takes = { backup: 0, restore: 0 };

async function undisturbed(...words: readonly string[]): Promise<number> {
  const started = performance.now();
  const { code, stderr } = await timelineProcess(folder.path, ...words);
  expect({ words, code, stderr }).toEqual({ words, code: 0, stderr: '' });
  return performance.now() - started;
}

/** Does a command in this process, as whoever comes after a killed one does. */
async function done(...words: readonly string[]): Promise<void> {
  const { code, stderr } = await timeline(folder.path, ...words);
  expect({ words, code, stderr }).toEqual({ words, code: 0, stderr: '' });
}

/** Runs a command and kills it at a moment, unless it ends before. @returns whether it had ended well */
async function killedAt(moment: number, ...words: readonly string[]): Promise<boolean> {
  const child = startCommand(folder.path, words);
  const gone = once(child, 'close');
  await Promise.race([sleep(moment), gone]);
  child.kill('SIGKILL');
  const [code] = await gone;
  return code === 0;
}

beforeAll(async () => {
  const store = await openSqliteStore(at('live.db'));
  for (const [stream, events] of Map.groupBy(postsAndMore.events(), (event) => streamOf(event))) {
    await store.append(stream, events, { expected: 'none' });
  }
  head = (await store.head()).hash;
  await store.close();
  const people = await openPeopleRegister(at('live.people.db'));
  await people.add({ id: personIdOf('Ada Example'), name: 'Ada Example' });
  await people.close();
  takes.backup = await undisturbed('backup', 'good.tar', '--store', 'sqlite:live.db');
  takes.restore = await undisturbed('restore', 'good.tar', '--store', 'sqlite:good.db');
});
afterAll(() => folder.remove());

describe('a command killed at any moment', () => {
  it(`leaves a whole backup or none, and backing up again makes one (${rounds} times)`, async () => {
    const random = randomFrom(20260406);
    for (let round = 1; round <= rounds; round += 1) {
      const moment = random() * takes.backup;
      const told = `round ${round}, killed after ${moment.toFixed(0)} ms`;
      const [file, target] = [`b${round}.tar`, `b${round}.db`];
      const ended = await killedAt(moment, 'backup', file, '--store', 'sqlite:live.db');
      if (ended) expect(existsSync(at(file)), told).toBe(true);
      if (!existsSync(at(file))) {
        const left = readdirSync(folder.path).filter((name) => name.includes(file));
        expect(
          left.filter((name) => !name.startsWith(`.${file}.draft-`)),
          told,
        ).toEqual([]);
        await done('backup', file, '--store', 'sqlite:live.db');
      }
      await done('restore', file, '--store', `sqlite:${target}`);
    }
  });

  it(`leaves a whole store or none, and restoring again makes one (${rounds} times)`, async () => {
    const random = randomFrom(20260407);
    for (let round = 1; round <= rounds; round += 1) {
      const moment = random() * takes.restore;
      const told = `round ${round}, killed after ${moment.toFixed(0)} ms`;
      const target = `r${round}.db`;
      await killedAt(moment, 'restore', 'good.tar', '--store', `sqlite:${target}`);
      if (!existsSync(at(target))) {
        await done('restore', 'good.tar', '--store', `sqlite:${target}`);
      }
      const store = await openSqliteStore(at(target));
      const verification = await verifyStore(store);
      expect(verification, told).toMatchObject({ valid: true, head: { hash: head } });
      await store.close();
      const people = await openPeopleRegister(at(`r${round}.people.db`));
      expect(await people.entries(), told).toHaveLength(1);
      await people.close();
    }
  });
});
