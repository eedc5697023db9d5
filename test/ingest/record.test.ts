import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beginning } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { importPaths } from '@monitoring-timeline/ingest';
import { describe, expect, it } from 'vitest';
import { buildRecord } from '../../scripts/build-record.ts';
import { roundsOr } from '../support/rounds.ts';
import { inFolder } from './desk.ts';
import { root, tables, withoutTables } from './shared.ts';

const data = join(root, 'data');
/** Every table by `pnpm faults`; else some of different kinds. */
const full = roundsOr(1) > 1;
const someTables = [
  'visits.csv',
  'letter_addressees.csv',
  'leadership_in_post.csv',
  'releases/ofsted_2024_latest_judgements.csv',
];

describe('the shipped record', () => {
  it('comes in whole: nothing goes to quarantine, the README is passed over, and a second time adds nothing', async () => {
    const store = createMemoryStore();
    const people = createMemoryPeopleRegister();
    const first = await importPaths([data], { store, people });
    expect(first.quarantined).toEqual([]);
    expect(first.recognised).toBe(first.files);
    expect(first).toMatchObject({ appended: first.proposed, alreadyKnown: 0, corrected: 0 });
    expect(first.appended).toBeGreaterThan(6000);
    const { hash } = await store.head();
    const second = await importPaths([data], { store, people });
    expect(second).toMatchObject({ appended: 0, corrected: 0, alreadyKnown: first.proposed });
    expect((await store.head()).hash).toBe(hash);
  });

  it('says in its README how many lines each file has', async () => {
    const readme = await readFile(join(data, 'README.md'), 'utf8');
    for (const name of (await readdir(data)).filter((file) => file.endsWith('.jsonl'))) {
      const lines = (await readFile(join(data, name), 'utf8')).trimEnd().split('\n').length;
      expect(readme).toContain(`| \`${name}\` | ${lines} |`);
    }
    expect(readme).toContain('licensed under the Open Government Licence v3.0');
  });

  it(
    'is what the builder makes of the published tables',
    skippedBecause(withoutTables),
    async () => {
      for (const [name, text] of await buildRecord(tables)) {
        // compared as a truth value: a difference of megabytes says nothing on a screen
        expect((await readFile(join(data, name), 'utf8')) === text, name).toBe(true);
      }
    },
  );

  it(
    'adds nothing to a store that read the tables themselves but coverage, notices and joint inspections told of elsewhere, and the seeds',
    skippedBecause(withoutTables),
    async () => {
      const store = createMemoryStore();
      const people = createMemoryPeopleRegister();
      await importPaths(full ? [tables] : someTables.map((name) => join(tables, name)), {
        store,
        people,
      });
      const beside = new Set([
        'coverage.jsonl',
        'improvement-notices.jsonl',
        'joint-inspections.jsonl',
      ]);
      const files = (await readdir(data)).filter(
        (file) => file.endsWith('.jsonl') && !beside.has(file),
      );
      // of the tables that were read, where not all of them were
      const held = new Set<string>();
      const { events } = await store.readAll(beginning, { limit: 20_000 });
      for (const { event } of events) held.add(event.id);
      const result = await inFolder(async (folder) => {
        for (const file of files) {
          const lines = (await readFile(join(data, file), 'utf8')).trimEnd().split('\n');
          const own = lines.filter((line) => full || held.has(JSON.parse(line).id));
          if (own.length > 0) await writeFile(join(folder, file), `${own.join('\n')}\n`);
        }
        return importPaths([folder], { store, people });
      });
      expect(result.alreadyKnown).toBeGreaterThan(full ? 5000 : 1000);
      expect(result).toMatchObject({ appended: 0, corrected: 0, quarantined: [] });
    },
  );
});
