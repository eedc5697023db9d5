import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, askAfterImport, gradesOf } from '../support/asking.ts';

// What became of the three authorities of the seed documents afterwards, and questions 32 and 33.

let ask: Asking;
beforeAll(async () => {
  ask = await askAfterImport();
});
afterAll(() => ask.remove());

const letters = {
  O: 'outstanding',
  G: 'good',
  R: 'requires_improvement',
  I: 'inadequate',
} as const;

/** Grades in the order named, written as one letter each. */
function grades(areas: readonly string[], given: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    areas.map((area, index) => [area, letters[given[index] as keyof typeof letters]]),
  );
}

const sif = [
  ...['overall', 'leadership', 'help_and_protection', 'children_in_care'],
  ...['care_leavers', 'adoption', 'lscb'],
];
const combined = ['overall', 'leadership', 'help_and_protection', 'children_in_care'];
const split = [...combined, 'care_leavers'];

/** Authority, first and last day on site, publication, kind, framework and version, grades. */
const inspections = [
  [
    'Sunderland',
    '2015-05-11',
    '2015-06-04',
    '2015-07-20',
    'full',
    'SIF 2013',
    grades(sif, 'IIIIIII'),
  ],
  [
    'Sunderland',
    '2021-06-28',
    '2021-07-09',
    '2021-08-20',
    'standard',
    'ILACS 2018',
    grades(combined, 'OOGO'),
  ],
  [
    'Sunderland',
    '2025-01-27',
    '2025-01-31',
    '2025-03-11',
    'short',
    'ILACS 2023',
    grades(split, 'OOOOG'),
  ],
  [
    'Stockton-on-Tees',
    '2019-05-20',
    '2019-05-24',
    '2019-07-01',
    'short',
    'ILACS 2018',
    grades(combined, 'RRRR'),
  ],
  [
    'Stockton-on-Tees',
    '2023-03-06',
    '2023-03-17',
    '2023-05-09',
    'standard',
    'ILACS 2023',
    grades(split, 'RRRRR'),
  ],
  [
    'Cheshire East',
    '2015-07-06',
    '2015-07-30',
    '2015-09-15',
    'full',
    'SIF 2013',
    grades(sif, 'RRRRRGR'),
  ],
  [
    'Cheshire East',
    '2024-02-26',
    '2024-03-08',
    '2024-05-16',
    'standard',
    'ILACS 2023',
    grades(split, 'IRRRI'),
  ],
] as const;

describe('the next inspection', () => {
  it.each(inspections)(
    'of %s from %s to %s, published %s, sets the standing of that day',
    async (authority, start, end, published, kind, framework, expected) => {
      const answer = await ask.standing(authority, published);
      expect(answer.report).toMatchObject({ start, end, published, kind });
      expect(`${answer.report?.framework} ${answer.report?.version}`).toBe(framework);
      expect(gradesOf(answer)).toEqual(expected);
    },
  );

  it('in another framework leaves nothing of areas that the framework does not judge', async () => {
    const before = await ask.standing('Sunderland', '2021-08-19');
    const after = await ask.standing('Sunderland', '2021-08-20');
    expect(Object.keys(before.areas)).toEqual(expect.arrayContaining(['adoption', 'lscb']));
    expect(after.areas).not.toHaveProperty('adoption');
    expect(after.areas).not.toHaveProperty('lscb');
    expect(after.areas.children_in_care?.covers).toEqual(['children_in_care', 'care_leavers']);
  });

  it('leaves ungraded visits before it without any grade', async () => {
    const sunderland = await ask.standing('Sunderland', '2021-05-31');
    const stockton = await ask.standing('Stockton-on-Tees', '2022-12-31');
    const cheshire = await ask.standing('Cheshire East', '2022-12-31');
    const visits = [sunderland, stockton, cheshire].flatMap((answer) => answer.visits);
    expect(visits.map(({ kind, start }) => `${kind} ${start}`)).toEqual([
      'focused 2021-03-24',
      'focused 2021-12-07',
      'focused 2022-09-21',
      'focused 2021-11-03',
      'jtai 2022-07-11',
    ]);
    expect(new Set(visits.map(({ grade }) => grade))).toEqual(new Set([null]));
    expect(visits[2]).toMatchObject({ priorityAction: true });
    expect(stockton.overall).toMatchObject({ published: '2019-07-01' });
  });
});

describe('after 2018', () => {
  it('Sunderland alone of the three improved overall (Q32)', async () => {
    const [sunderland, stockton, cheshire] = await Promise.all(
      ['Sunderland', 'Stockton-on-Tees', 'Cheshire East'].map((authority) =>
        ask.standing(authority, '2026-08-20'),
      ),
    );
    expect(sunderland?.overall).toMatchObject({ grade: 'outstanding', since: '2021-08-20' });
    expect(stockton?.overall).toMatchObject({
      grade: 'requires_improvement',
      since: '2019-07-01',
      published: '2023-05-09',
    });
    expect(cheshire?.overall).toMatchObject({ grade: 'inadequate', since: '2024-05-16' });
    expect(cheshire?.inadequateAreas).toEqual(['care_leavers']);
  });
});

describe('Trafford after June 2026', () => {
  it('has no overall grade to report, and says what is inadequate (Q33)', async () => {
    const answer = await ask.standing('Trafford', '2026-08-20');
    expect(gradesOf(answer)).toEqual({
      overall: 'not_reported',
      leadership: 'inadequate',
      help_and_protection: 'inadequate',
      children_in_care: 'good',
      care_leavers: 'requires_improvement',
    });
    expect(answer.report).toMatchObject({ framework: 'ILACS', version: '2026' });
    expect(answer.inadequateAreas).toEqual(['leadership', 'help_and_protection']);
  });

  it('stood on its report of January 2023 until the day before the next came out', async () => {
    const { overall, awaitingReport } = await ask.standing('Trafford', '2026-08-02');
    expect(overall).toMatchObject({ grade: 'requires_improvement', published: '2023-01-31' });
    expect(awaitingReport).toMatchObject([{ start: '2026-06-08', end: '2026-06-19' }]);
  });
});
