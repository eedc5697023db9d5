import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { skippedBecause, withoutMaterial } from '@monitoring-timeline/core/testing/skipping';
import type { Trajectory } from '@monitoring-timeline/projections';
import { afterEach, describe, expect, it } from 'vitest';
import { type Asking, askAfterImport } from '../support/asking.ts';
import { sharedMaterial, shippedRecord } from '../support/record.ts';

// Seed 003 is a cabinet paper of January 2020 that holds a report and mentions grades of 2013 and July 2015.

const seeds = join(sharedMaterial, 'seeds');
const paper = join(seeds, '003_a6b0cfc54b130192.txt');
const without = existsSync(paper) ? undefined : withoutMaterial;

let ask: Asking;
afterEach(() => ask.remove());

describe('a paper that mentions earlier grades', skippedBecause(without), () => {
  it('sets no standing by the mention of a year that no report on record fits', async () => {
    ask = await askAfterImport([]);
    const path = join(ask.folder.path, 'paper.txt');
    writeFileSync(path, readFileSync(paper, 'utf8').replaceAll('2013', '2009'));
    await ask.take(shippedRecord);
    const before = await ask.standing('cheshire-east', '2026-11-28');
    // what of the paper cannot be proven is put aside, which the call says by its code
    expect((await ask.run('import', path)).code).toBeLessThan(2);
    const after = await ask.standing('cheshire-east', '2026-11-29');
    expect(after.overall).toEqual(before.overall);
    expect(after.overall).toMatchObject({ grade: 'inadequate', since: '2024-05-16' });
    expect(after.mentions).toEqual([
      expect.objectContaining({
        inspected: '2009',
        grades: { overall: 'inadequate' },
        publisher: expect.stringContaining('Cheshire East'),
      }),
    ]);
    const onTheDay = await ask.standing('cheshire-east', '2020-02-01');
    expect(onTheDay.overall).toMatchObject({ grade: 'requires_improvement' });
  });
});

describe('five documents alone', () => {
  it('leave Cheshire East at the report of January 2020, not at the one of 2015 that it mentions', async () => {
    ask = await askAfterImport([join(shippedRecord, 'seeds')]);
    const { overall, report, mentions } = await ask.standing('cheshire-east', '2026-11-29');
    expect(report).toMatchObject({ framework: 'ILACS', published: '2020-01-09' });
    expect(overall).toMatchObject({ grade: 'requires_improvement', since: '2020-01-09' });
    expect(mentions.map(({ inspected, grades }) => [inspected, grades.overall])).toEqual([
      ['2013', 'inadequate'],
      ['2015-07', 'requires_improvement'],
    ]);
  });

  it('tell the history of Cheshire East with what the paper mentions, in the order of inspection (Q22)', async () => {
    ask = await askAfterImport([join(shippedRecord, 'seeds')]);
    const { overall, summary } = (await ask.json(
      'trajectory',
      'cheshire-east',
      '--as-of',
      '2020-02-01',
    )) as Trajectory;
    expect(overall?.points.map(({ published, grade, word }) => [published, grade, word])).toEqual([
      ['2013', 'inadequate', 'mention'],
      ['2015-07', 'requires_improvement', 'mention'],
      ['2020-01-09', 'requires_improvement', undefined],
    ]);
    expect(summary).toMatchObject({ to: '2020-01-09' });
  });
});
