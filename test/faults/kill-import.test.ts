import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginning, operationsStream, verifyStore } from '@monitoring-timeline/core';
import { openPeopleRegister } from '@monitoring-timeline/core/people';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { anId } from '@monitoring-timeline/core/testing';
import { importPaths } from '@monitoring-timeline/ingest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../contract/temporary-folder.ts';
import { startCommand, timeline } from '../support/command.ts';
import { randomFrom } from '../support/random.ts';
import { roundsOr } from '../support/rounds.ts';
import { batchesOf, type Told } from './told.ts';
import { postsAndMore } from './tried-record.ts';

const importer = join(import.meta.dirname, 'telling-import.ts');
const rounds = roundsOr(2);
const commandRounds = roundsOr(1);

/** A log and the register of people beside it, as the command names them. */
function placesIn(folder: string, name: string) {
  return { log: join(folder, `${name}.db`), people: join(folder, `${name}.people.db`) };
}

type Places = ReturnType<typeof placesIn>;

/** Imports the record in this process, as whoever comes after a killed one does. */
async function importAgain({ log, people }: Places) {
  const store = await openSqliteStore(log);
  const register = await openPeopleRegister(people);
  try {
    return await importPaths(postsAndMore.paths, { store, people: register });
  } finally {
    await register.close();
    await store.close();
  }
}

/** Imports the record in a process of its own, killed with SIGKILL after some time unless it ends before. */
async function importTried({ log, people }: Places, killAfterMs?: number) {
  const child = spawn(process.execPath, [importer, log, people, ...postsAndMore.paths], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const started = performance.now();
  const gone = once(child, 'close');
  const told: Told[] = [];
  const lines = createInterface({ input: child.stdout });
  // a line that the kill cut in two tells nothing
  lines.on('line', (line) => line.endsWith('}') && told.push(JSON.parse(line)));
  if (killAfterMs !== undefined) {
    await Promise.race([sleep(killAfterMs, undefined, { ref: false }), gone]);
    child.kill('SIGKILL');
  }
  const [code] = await gone;
  return { code, told, ms: performance.now() - started };
}

/** Everything that a log and its register hold, and what verification says of the log. */
async function heldIn({ log, people }: Places) {
  const store = await openSqliteStore(log);
  const { events } = await store.readAll(beginning, { limit: 100_000 });
  const verification = await verifyStore(store);
  await store.close();
  const register = await openPeopleRegister(people);
  const names = (await register.entries()).map(({ id, name }) => `${id} ${name}`).sort();
  await register.close();
  const ids = (list: typeof events) => list.map(({ event }) => event.id);
  const facts = ids(events.filter(({ stream }) => stream !== operationsStream));
  return { ids: ids(events), facts, names, verification };
}

describe('an import killed at any moment', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  /** How long an import takes that nobody disturbs, and what it leaves. */
  let [ms, whole]: [number, Awaited<ReturnType<typeof heldIn>> | undefined] = [0, undefined];

  beforeAll(async () => {
    folder = await temporaryFolder();
    const undisturbed = placesIn(folder.path, 'undisturbed');
    const { ms: took, told } = await importTried(undisturbed);
    expect(told.at(-1)).toEqual({ kind: 'done', quarantined: 0 });
    ms = took;
    whole = await heldIn(undisturbed);
  });
  afterAll(() => folder.remove());

  async function expectWhole(places: Places, told: string): Promise<void> {
    const { facts, names, verification } = await heldIn(places);
    expect(verification, told).toMatchObject({ valid: true, problems: [] });
    expect(facts.length, told).toBe(whole?.facts.length);
    expect(new Set(facts), told).toEqual(new Set(whole?.facts));
    expect(names, told).toEqual(whole?.names);
  }

  it(`loses no batch that was acknowledged, leaves none half there, and is finished by importing again (${rounds} times)`, async () => {
    const random = randomFrom(20260724);
    for (let round = 1; round <= rounds; round += 1) {
      const places = placesIn(folder.path, `killed-${round}`);
      // the moments lie apart over the whole run, from before the store is made to after the last batch
      const moment = ((round - 1 + random()) / rounds) * ms;
      const { told } = await importTried(places, moment);
      const batches = batchesOf(told);
      const after = `round ${round}, killed after ${moment.toFixed(0)} ms in batch ${batches.length}`;

      const { ids, verification } = await heldIn(places);
      expect(verification, after).toMatchObject({ valid: true, problems: [], events: ids.length });
      const present = new Set(ids);
      expect(present.size, after).toBe(ids.length);
      for (const batch of batches) {
        const there = batch.ids.filter((id) => present.has(anId(id))).length;
        const size = batch.ids.length;
        expect(batch.acknowledged ? [size] : [0, size], after).toContain(there);
        for (const id of batch.ids) present.delete(anId(id));
      }
      expect([...present], `${after}: written without having been told of`).toEqual([]);

      expect((await importAgain(places)).quarantined, after).toEqual([]);
      await expectWhole(places, after);
    }
  });

  it(`by the command itself leaves a log that verifies, and that the same command completes (${commandRounds} times)`, async () => {
    const random = randomFrom(20180725);
    for (let round = 1; round <= commandRounds; round += 1) {
      const places = placesIn(folder.path, `command-${round}`);
      const store = ['--store', `sqlite:${places.log}`, '--json'];
      const child = startCommand(folder.path, ['import', ...postsAndMore.paths, ...store]);
      const gone = once(child, 'close');
      const moment = (0.3 + 0.6 * random()) * ms;
      await Promise.race([sleep(moment), gone]);
      child.kill('SIGKILL');
      await gone;

      const told = `round ${round}, killed after ${moment.toFixed(0)} ms`;
      const { verification } = await heldIn(places);
      expect(verification, told).toMatchObject({ valid: true, problems: [] });
      const again = await timeline(folder.path, 'import', ...postsAndMore.paths, ...store);
      expect({ code: again.code, stderr: again.stderr }, told).toEqual({ code: 0, stderr: '' });
      const { appended, alreadyKnown, proposed } = JSON.parse(again.stdout);
      expect(appended + alreadyKnown, told).toBe(proposed);
      await expectWhole(places, told);
      const verified = await timeline(folder.path, 'verify', ...store);
      expect(verified.code, told).toBe(0);
    }
  });
});
