import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { toPosition, validateForAppend, verifyStore } from '@monitoring-timeline/core';
import { openPeopleRegister } from '@monitoring-timeline/core/people';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { importPaths, readPaths } from '@monitoring-timeline/ingest';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../contract/temporary-folder.ts';
import { randomFrom } from '../faults/rounds.ts';
import type { Random } from './mutations.ts';
import {
  asHtml,
  asOdt,
  asPdf,
  asWord,
  type Original,
  ownOriginals,
  realOriginals,
  realReports,
} from './originals.ts';
import { type Tally, unaccounted } from './outcomes.ts';

const full = process.env.TIMELINE_FUZZ === 'full';
const files = full ? 10_000 : 160;
const inBatch = full ? 500 : 160;
/** One file in so many is a real report, which takes as long as twenty of ours. */
const realIn = full ? 25 : 160;
const wanted = process.env.TIMELINE_SEED ?? '20180123';
const seed = wanted === 'random' ? Date.now() % 1_000_000_007 : Number(wanted);
const now = new Date('2026-11-21T12:00:00Z');

interface Mutant {
  readonly name: string;
  readonly bytes: Buffer;
  /** What was done to it, so that a failure can be had again. */
  readonly told: string;
}

/** A file with one to three things done to it; a letter among them at times set as a PDF, as a page of a site or in a text processor. */
function mutantOf(original: Original, index: number, random: Random): Mutant {
  const names = Object.keys(original.mutations);
  const done: string[] = [];
  let { bytes, name } = original;
  for (let left = 1 + Math.floor(random() * 3); left > 0; left -= 1) {
    const which = names[Math.floor(random() * names.length)] as string;
    if (bytes.length === 0) break;
    bytes = original.mutations[which]?.(bytes, random) ?? bytes;
    done.push(which);
  }
  const set = original.letter ? random() : 1;
  if (set < 0.35) [bytes, name] = [asPdf(bytes.toString('utf8')), `${name}.pdf`];
  else if (set < 0.55) [bytes, name] = [asHtml(bytes.toString('utf8')), `${name}.html`];
  else if (set < 0.65) [bytes, name] = [asWord(bytes.toString('utf8')), `${name}.docx`];
  else if (set < 0.75) [bytes, name] = [asOdt(bytes.toString('utf8')), `${name}.odt`];
  const numbered = `${String(index).padStart(5, '0')}_${name}`;
  return { name: numbered, bytes, told: `${numbered}: ${done.join(', ')}` };
}

describe(`${files} damaged files and letters (${realReports})`, () => {
  const tally: Tally = { read: new Map(), refused: new Map() };
  const add = (counts: Map<string, number>, key: string): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  const started = performance.now();

  afterAll(() => {
    if (!full) return;
    const seconds = Math.round((performance.now() - started) / 1000);
    const rows = (counts: ReadonlyMap<string, number>): string =>
      [...counts]
        .sort((a, b) => b[1] - a[1])
        .map(([name, count]) => `  ${String(count).padStart(7)}  ${name}`)
        .join('\n');
    const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    process.stdout.write(
      `\n${files} files in ${seconds} s, at most ${megabytes} MB\nFiles by kind\n${rows(tally.read)}\nProblems by reason\n${rows(tally.refused)}\n`,
    );
  });

  it('are each read or told of, and leave a log of valid events that verifies', async () => {
    const random = randomFrom(seed);
    const folder = await temporaryFolder();
    const store = await openSqliteStore(join(folder.path, 'log.db'));
    const people = await openPeopleRegister(join(folder.path, 'people.db'));
    for (let first = 0; first < files; first += inBatch) {
      const batch = join(folder.path, String(first));
      await mkdir(batch);
      const told = new Map<string, string>();
      for (let index = first; index < Math.min(files, first + inBatch); index += 1) {
        const real = index % realIn === 0 ? realOriginals(1, random) : [];
        const own = ownOriginals[Math.floor(random() * ownOriginals.length)] as Original;
        const mutant = mutantOf(real[0] ?? own, index, random);
        await writeFile(join(batch, mutant.name), mutant.bytes);
        told.set(mutant.name, mutant.told);
      }
      const read: string[] = [];
      let attached = 0;
      let name: string | undefined;
      // each as it comes: what is held of all at once is no memory of the program
      for await (const reading of readPaths([batch], { now })) {
        // what came with a mail is told of after it
        if (reading.within === undefined) read.push(basename(reading.file));
        else attached += 1;
        name = told.get(basename(reading.file)) ?? name;
        for (const { event } of reading.proposals) {
          expect(() => validateForAppend(event), name).not.toThrow();
        }
        expect(await unaccounted(reading), name).toEqual([]);
        add(tally.read, reading.kind);
        for (const { reason, message } of reading.problems) {
          expect(reason, `${name}: ${message}`).not.toBe('reader_failed');
          add(tally.refused, reason);
        }
      }
      expect(read).toEqual([...told.keys()]);
      const imported = await importPaths([batch], { store, people, now });
      expect(imported.files).toBe(told.size + attached);
      await rm(batch, { recursive: true });
    }
    const verification = await verifyStore(store);
    expect(verification).toMatchObject({ valid: true, problems: [] });
    let after = '';
    for (;;) {
      const { events } = await store.readAll(toPosition(after), { limit: 1000 });
      for (const { event } of events) expect(() => validateForAppend(event)).not.toThrow();
      const last = events.at(-1);
      if (!last) break;
      after = last.position;
    }
    expect(tally.read.size).toBeGreaterThan(5);
    expect(tally.refused.size).toBeGreaterThan(8);
    await store.close();
    await people.close();
    await folder.remove();
  });
});
