import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDirectory } from '@monitoring-timeline/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inFolder, readAll } from '../testing/files.ts';
import { drawOut } from './draw-out.ts';
import { kindsOfDocument } from './kinds/index.ts';
import { alphabet } from './testing/alphabet.ts';
import { documentOf } from './testing/documents.ts';

const directory = createDirectory();

/** An example of each kind, by which a text is taken for one, so that the rules of its kind read what follows. */
const heads = new Map(
  kindsOfDocument.map(({ kind, examples }) => [kind, `${examples[0]?.text.trimEnd()}\n`]),
);

/** Long runs of these have made a pattern look again from each of its places. */
const known = [
  '(',
  '*',
  '16-',
  'Ai',
  'inspection of ',
  ', ',
  'good\n',
  ',',
  'Good\t',
  'Requires\t',
  '1. ',
];

const whole = process.env.TIMELINE_FUZZ === 'full';

/** Every piece by `pnpm fuzz`, and those that have been slow with some others in the ordinary run. */
const pieces = whole
  ? [...new Set([...known, ...alphabet])]
  : [...known, ...fc.sample(fc.constantFrom(...alphabet), { numRuns: 3, seed: 13 })];

const settings = { directory, today: '2026-11-21', published: undefined };

/** What a text is taken for, and the processor time of that in ms. Other threads of the process do not count. */
function worked(text: string) {
  const document = documentOf(text);
  const before = process.threadCpuUsage();
  const { kind } = drawOut(document, settings);
  const { user, system } = process.threadCpuUsage(before);
  return { kind, took: (user + system) / 1000 };
}

/**
 * By how much more a long text takes than a short one. What else a machine does can only add to what was measured, so each is the least
 * of all runs, and runs are made until it is below what is wanted or clear that it is not.
 */
function growth(short: string, long: string, wanted: number): number {
  let [least, leastOfLong] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let run = 1; run <= 12; run += 1) {
    least = Math.min(least, worked(short).took);
    leastOfLong = Math.min(leastOfLong, worked(long).took);
    if (run >= 2 && leastOfLong / least < wanted) break;
  }
  return leastOfLong / least;
}

/** Less than this, in ms, is too little to tell how it grows; what takes a 16th of it at a fourth of the length cannot come to more by its square. */
const worthMeasuring = 200;
const mostGrown = 3.2;

describe('a text made to hold up the rules', () => {
  it.each([...heads])('takes the rules no more than its length asks for: %s', (kind, head) => {
    const run = (piece: string, size: number): string =>
      `${head}${piece.repeat(Math.max(1, size / piece.length))}\nYours sincerely`;
    // one that stands in documents of another kind alone makes the text no longer one of this
    const own = pieces.filter((piece) => worked(run(piece, 1)).kind === kind);
    expect(own.length).toBeGreaterThan(pieces.length * 0.9);
    for (const piece of own) {
      if (worked(run(piece, 10_000)).took * 16 < worthMeasuring) continue;
      const once = worked(run(piece, 40_000));
      expect(once.kind, piece).toBe(kind);
      if (once.took < worthMeasuring) continue;
      // twice as long takes twice as much, and four times where each place is looked at again from each
      const grown = growth(run(piece, 40_000), run(piece, 80_000), mostGrown);
      expect(grown, `${JSON.stringify(piece)} of twice the length`).toBeLessThan(mostGrown);
    }
  });

  it.each(['txt', 'html'])(
    'is left when its time is up, and the next file is read: .%s',
    async (ending) => {
      await inFolder(async (folder) => {
        const paths = [join(folder, `a.${ending}`), join(folder, 'b.csv')];
        const letter = heads.get('monitoring_visit_letter') ?? '';
        await writeFile(paths[0] ?? '', ending === 'html' ? `<html><p>${letter}` : letter);
        await writeFile(
          paths[1] ?? '',
          'authority,role,in_post_since,report_published\nNorfolk,dcs,2017-10,2018-01-19\n',
        );
        const [text, table] = await readAll(paths, { pdf: { milliseconds: 1 } });
        expect(text?.problems.map(({ reason }) => reason)).toEqual(['too_slow']);
        expect(table).toMatchObject({ kind: 'leadership_in_post', problems: [] });
      });
    },
  );
});
