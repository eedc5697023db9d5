import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomes } from '../cli/small-record.ts';
import { type Asking, askAfterImport, gradesOf } from '../support/asking.ts';

// The kinds of no grade are never mixed, and an authority that took another's place inherits nothing.

let ask: Asking;
beforeAll(async () => {
  ask = await askAfterImport();
});
afterAll(() => ask.remove());

describe('a grade that is missing', () => {
  it('because the framework reports none is "not_reported", for Trafford in 2026', async () => {
    const { overall, report } = await ask.standing('Trafford', '2026-08-20');
    expect(overall).toMatchObject({ grade: 'not_reported', printed: null, since: null });
    expect(report?.version).toBe('2026');
  });

  it.each([
    ['Isles of Scilly', '2016-06-27', ['children_in_care', 'adoption', 'care_leavers']],
    ['City of London', '2016-09-20', ['adoption']],
  ])(
    'because inspectors could not judge it is "not_judged", for %s in 2016',
    async (authority, published, areas) => {
      const answer = await ask.standing(authority, published);
      const missing = Object.entries(gradesOf(answer)).filter(
        ([, grade]) => grade === 'not_judged',
      );
      expect(missing.map(([area]) => area)).toEqual(areas);
      expect(answer.overall?.grade).toBe('good');
      expect(answer.report?.published).toBe(published);
    },
  );

  it('because no source on record gives it is "not_read", and is not derived from the areas', async () => {
    const small = await askAfterImport([]);
    const partial = outcomes.replace('2015-07-20,inadequate,', '2015-07-20,,');
    small.folder.write('partial.csv', partial);
    await small.take('partial.csv');
    const answer = await small.standing('sunderland', '2016-01-01');
    expect(answer.overall).toMatchObject({ grade: 'not_read', published: null, since: null });
    expect(answer.areas.leadership?.grade).toBe('inadequate');
    small.folder.write('whole.csv', outcomes);
    await small.take('whole.csv');
    expect((await small.standing('sunderland', '2016-01-01')).overall?.grade).toBe('inadequate');
    small.remove();
  });

  it('because the framework has no such area is simply absent', async () => {
    const answer = await ask.standing('Cheshire East', '2012-01-01');
    expect(answer.report?.framework).toBe('SLAC');
    expect(answer.overall).toBeNull();
    expect(gradesOf(answer)).toEqual({
      help_and_protection: 'adequate',
      children_in_care: 'adequate',
    });
  });

  it('is counted apart from grades in the national picture', async () => {
    const { areas, authorities } = await ask.picture('--as-of', '2026-08-20');
    expect(authorities).toBe(153);
    expect(areas.overall).toMatchObject({ judged: 142, notGraded: { not_reported: 11 } });
    const then = await ask.picture('--as-of', '2016-09-20', '--framework', 'SIF');
    expect(then.areas.adoption?.notGraded).toEqual({ not_judged: 2 });
  });
});

describe('an authority that took the place of another', () => {
  it('does not exist before its first day, and inherits no grade on it', async () => {
    const before = await ask.standing('Cumberland', '2023-03-31');
    const first = await ask.standing('Cumberland', '2023-04-01');
    expect([before.status, first.status]).toEqual(['not_established', 'not_inspected']);
    expect(first).toMatchObject({ overall: null, areas: {}, report: null, because: [] });
    expect(first.predecessors).toMatchObject([{ key: 'cumbria', on: '2023-04-01' }]);
  });

  it('is not inspected until its own first report, also while that is awaited', async () => {
    const waiting = await ask.standing('Cumberland', '2024-11-25');
    expect(waiting.status).toBe('not_inspected');
    expect(waiting.awaitingReport).toMatchObject([{ start: '2024-10-07', end: '2024-10-18' }]);
    const graded = await ask.standing('Cumberland', '2024-11-26');
    expect(graded).toMatchObject({ status: 'graded', overall: { grade: 'good' } });
  });

  it('shows its predecessor’s history as context only', async () => {
    const entries = await ask.history('Cumberland', '2024-10-01');
    const context = entries.filter((entry) => entry.context);
    expect(new Set(context.map(({ authority }) => authority))).toEqual(new Set(['cumbria']));
    const own = entries.filter((entry) => !entry.context);
    expect(own.map(({ type }) => type)).not.toContain('ReportPublished');
  });

  it('leaves the other abolished, which names its successors and keeps its last grades', async () => {
    const last = await ask.standing('Cumbria', '2023-03-31');
    const after = await ask.standing('Cumbria', '2023-04-01');
    expect([last.status, after.status]).toEqual(['graded', 'abolished']);
    expect(after.successors.map(({ name }) => name)).toEqual([
      'Cumberland',
      'Westmorland and Furness',
    ]);
    expect(after.report?.published).toBe('2022-11-15');
  });

  it('under the same name is the one that existed on the day asked about', async () => {
    const [before, after] = await Promise.all([
      ask.standing('Dorset', '2019-03-31'),
      ask.standing('Dorset', '2019-04-01'),
    ]);
    expect([before.authority.key, before.status]).toEqual(['dorset-to-2019', 'graded']);
    expect([after.authority.key, after.status]).toEqual(['dorset', 'not_inspected']);
  });
});
