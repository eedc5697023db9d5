import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../contract/temporary-folder.ts';
import { randomFrom } from '../support/random.ts';
import type { Random } from './mutations.ts';
import {
  asHtml,
  asOdt,
  asOneFile,
  asPdf,
  asWord,
  type Original,
  ownOriginals,
  realOriginals,
  realReports,
} from './originals.ts';
import { Reader } from './reader.ts';

const full = process.env.TIMELINE_FUZZ === 'full';
const files = full ? 10_000 : 96;
/** What the process which reads and imports may hold at most at any time, in MB. */
const mostMegabytes = 400;
const inBatch = full ? 500 : 96;
/** One file in so many is a real report, which takes as long as twenty of ours. */
const realIn = full ? 25 : 96;
const wanted = process.env.TIMELINE_SEED ?? '20180123';
const seed = wanted === 'random' ? Date.now() % 1_000_000_007 : Number(wanted);

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
  else if (set < 0.8) [bytes, name] = [asOneFile(bytes.toString('utf8')), `${name}.mhtml`];
  const numbered = `${String(index).padStart(5, '0')}_${name}`;
  return { name: numbered, bytes, told: `${numbered}: ${done.join(', ')}` };
}

describe(`${files} damaged files and letters (${realReports})`, () => {
  /** How many files were read as each kind, and how many problems of each reason there were. */
  const tally = { read: new Map<string, number>(), refused: new Map<string, number>() };
  const add = (counts: Map<string, number>, key: string): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  const started = performance.now();

  let reader: Reader | undefined;
  let megabytes = { reading: 0, verified: 0 };

  afterAll(() => {
    reader?.kill();
    if (!full) return;
    const seconds = Math.round((performance.now() - started) / 1000);
    const rows = (counts: ReadonlyMap<string, number>): string =>
      [...counts]
        .sort((a, b) => b[1] - a[1])
        .map(([name, count]) => `  ${String(count).padStart(7)}  ${name}`)
        .join('\n');
    process.stdout.write(
      `\n${files} files in ${seconds} s, at most ${megabytes.reading} MB read and imported, ${megabytes.verified} MB with the log verified (${mostMegabytes} while reading and importing at most)\nFiles by kind\n${rows(tally.read)}\nProblems by reason\n${rows(tally.refused)}\n`,
    );
  });

  it('are each read or told of, and leave a log of valid events that verifies', async () => {
    const random = randomFrom(seed);
    const folder = await temporaryFolder();
    if (full) await compileOnce(folder.path);
    reader = new Reader(folder.path);
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
      const { read, kinds, reasons, imported, faults } = await reader.read(batch);
      expect(faults.map(({ file, what }) => `${told.get(file) ?? file}: ${what}`)).toEqual([]);
      expect(read).toEqual([...told.keys()]);
      // with what came with mails
      expect(imported).toBe(kinds.length);
      for (const kind of kinds) add(tally.read, kind);
      for (const reason of reasons) add(tally.refused, reason);
      await rm(batch, { recursive: true });
    }
    const log = await reader.end();
    megabytes = log.megabytes;
    expect(log).toMatchObject({ valid: true, problems: [] });
    expect(log.events).toBeGreaterThan(0);
    if (full) expect(megabytes.reading).toBeLessThanOrEqual(mostMegabytes);
    expect(tally.read.size).toBeGreaterThan(5);
    expect(tally.refused.size).toBeGreaterThan(8);
    await folder.remove();
  });
});

/** Reads a file of each kind in a process that is not measured, so that the one that is has nothing to compile. */
async function compileOnce(folder: string): Promise<void> {
  const own = join(folder, 'compiled');
  await mkdir(join(own, 'files'), { recursive: true });
  for (const { name, bytes } of ownOriginals) await writeFile(join(own, 'files', name), bytes);
  const first = new Reader(own);
  try {
    await first.read(join(own, 'files'));
    await first.end();
  } finally {
    first.kill();
  }
}
