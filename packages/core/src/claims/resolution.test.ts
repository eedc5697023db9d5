import { describe, expect, it } from 'vitest';
import { epochDay } from '../calendar/index.ts';
import type { ClaimEvent } from '../events/catalogue.ts';
import type { Source } from '../events/envelope.ts';
import {
  claimEvent,
  claimsOf,
  correction,
  day,
  days,
  inspected,
  reported,
  sources,
} from '../testing/claims.ts';
import { activityOf } from './activity.ts';
import { matchActivities } from './matching.ts';
import { effectiveClaims } from './repairs.ts';
import { type Activity, earliestOf, latestOf, resolveActivity } from './resolution.ts';

const actor = { kind: 'person', name: 'R. Reader' } as const;
const onSite = days('2024-01-08', '2024-01-19');

/** What the claims of one inspection or visit come to as known on a day. */
function resolved(events: readonly ClaimEvent[], knownAt = '2030-01-01'): Activity {
  const members = effectiveClaims(claimsOf(...events), epochDay(knownAt)).flatMap(
    (claim) => activityOf(claim) ?? [],
  );
  return resolveActivity({ members, unplaced: false }, epochDay(knownAt));
}

/** Fields with their values, and what is held against them: field, value and what settled it. */
const held = ({ disagreements }: Activity) =>
  disagreements.map(({ field, value, settledBy }) => [field, value, settledBy]);

describe('an inspection from its claims', () => {
  it('has each field from the source with precedence among those that give it', () => {
    const carriedOut = inspected({
      framework: 'ILACS',
      version: '2023',
      kind: 'standard',
      days: onSite,
      source: sources.council,
    });
    const report = reported(
      { overall: 'good' },
      { framework: 'ILACS', published: '2024-03-04', kind: 'short' },
    );
    const one = resolved([carriedOut, report]);
    expect(one).toMatchObject({
      activity: 'inspection',
      unplaced: false,
      framework: 'ILACS',
      version: '2023',
      visitKind: undefined,
      sequence: undefined,
      kind: { value: 'short' },
      start: { value: epochDay('2024-01-08') },
      end: { value: epochDay('2024-01-19') },
      published: { value: epochDay('2024-03-04') },
    });
    expect(one.claims.map(({ event }) => event.id)).toEqual([report.id, carriedOut.id]);
    expect(held(one)).toEqual([['kind', 'standard', 'rank']]);
  });

  it('has its version from the report where nobody saw it carried out', () => {
    const report = reported(
      { overall: 'good' },
      { framework: 'ILACS', version: '2018', days: onSite },
    );
    expect(resolved([report]).version).toBe('2018');
  });

  it('has a day rather than the month that holds it, and no disagreement between them', () => {
    const coarse = reported({ overall: 'good' }, { published: '2024-03', known: '2024-03' });
    const exact = reported(
      { overall: 'good' },
      { published: '2024-03-04', source: sources.council },
    );
    const { published, disagreements } = resolved([coarse, exact]);
    expect(published).toMatchObject({ value: epochDay('2024-03-04'), disagreeing: [] });
    expect(published?.agreeing.map(({ event }) => event.id)).toEqual([coarse.id]);
    expect(disagreements).toEqual([]);
  });

  it.each([
    ['the first day of it', '2024-03-01', true],
    ['the last day of it', '2024-03-31', true],
    ['the day before it', '2024-02-29', false],
    ['the day after it', '2024-04-01', false],
  ])('takes %s for what a month meant only where it lies within', (_, published, within) => {
    const coarse = reported({ overall: 'good' }, { published: '2024-03', known: '2024-03' });
    const exact = reported({ overall: 'good' }, { published, source: sources.council });
    const one = resolved([coarse, exact]);
    expect(typeof one.published?.value).toBe(within ? 'number' : 'object');
    expect(held(one).map(([field]) => field)).toEqual(within ? [] : ['published']);
  });

  it('has a month rather than the year that holds it, but no month rather than itself', () => {
    const year = reported({ overall: 'good' }, { published: '2024', known: '2024' });
    const month = reported(
      { overall: 'good' },
      { published: '2024-03', known: '2024-03', source: sources.council },
    );
    const { published } = resolved([year, month]);
    expect(earliestOf(published!.value)).toBe(epochDay('2024-03-01'));
    expect(latestOf(published!.value)).toBe(epochDay('2024-03-31'));
    const same = reported({ overall: 'good' }, { published: '2024-03', known: '2024-03' });
    expect(resolved([month, same]).published).toMatchObject({
      claim: { event: { id: same.id } },
      agreeing: [{ event: { id: month.id } }],
    });
  });

  it('keeps months that differ as a disagreement', () => {
    const march = reported({ overall: 'good' }, { published: '2024-03', known: '2024-03' });
    const april = reported(
      { overall: 'good' },
      { published: '2024-04', known: '2024-04', source: sources.council },
    );
    expect(held(resolved([march, april])).map(([field, , by]) => [field, by])).toEqual([
      ['published', 'rank'],
    ]);
  });

  it('has the parts that its days on site fell into, from whichever event gives them', () => {
    const parts = [
      { from: '2024-01-08', to: '2024-01-10' },
      { from: '2024-01-17', to: '2024-01-19' },
    ];
    const carriedOut = claimEvent(
      'InspectionCarriedOut',
      { framework: 'ILACS', parts },
      { occurred: onSite },
    );
    const report = claimEvent('ReportPublished', {
      of: { activity: 'inspection', framework: 'ILACS', days: onSite, parts },
      published: '2024-03-04',
    });
    expect(resolved([carriedOut]).parts?.value).toEqual(parts);
    expect(resolved([report]).parts?.value).toEqual(parts);
    expect(resolved([carriedOut, report]).parts).toMatchObject({
      agreeing: [{}],
      disagreeing: [],
    });
    const others = claimEvent(
      'InspectionCarriedOut',
      { framework: 'ILACS', parts: [parts[0], { from: '2024-01-18', to: '2024-01-19' }] },
      { occurred: onSite, source: sources.council },
    );
    expect(held(resolved([carriedOut, others])).map(([field]) => field)).toEqual(['parts']);
  });

  it('has each area’s grade by itself, with who agrees and who does not', () => {
    const report = reported({ overall: 'good', adoption: 'good' }, { published: '2024-03-04' });
    const listed = reported(
      { overall: 'good', adoption: 'outstanding', leadership: 'good' },
      { published: '2024-03-04', source: sources.release2024 },
    );
    const { judgements, disagreements } = resolved([listed, report]);
    expect(
      [...judgements].map(([area, { value, agreeing }]) => [area, value.grade, agreeing.length]),
    ).toEqual([
      ['overall', 'good', 1],
      ['adoption', 'good', 0],
      ['leadership', 'good', 0],
    ]);
    expect(disagreements.map(({ field, settledBy }) => [field, settledBy])).toEqual([
      ['adoption', 'rank'],
    ]);
  });

  it('hears of an edition that differs on the day that it is out', () => {
    const report = reported({ overall: 'good' }, { published: '2024-03-04' });
    const listed = reported(
      { overall: 'inadequate' },
      { published: '2024-03-04', source: sources.release2024 },
    );
    expect(resolved([report, listed], '2024-08-29').disagreements).toEqual([]);
    expect(resolved([report, listed], '2024-08-30').disagreements).toHaveLength(1);
  });
});

describe('a person who corrects a lesser source', () => {
  const person = { source: sources.person, actor };
  const report = reported(
    { overall: 'good' },
    { published: '2024-03-04', kind: 'short', days: onSite },
  );
  const listed = reported(
    { overall: 'inadequate' },
    { published: '2024-03-05', kind: 'standard', days: day('2024-01-09'), source: sources.press },
  );
  const carriedOut = inspected({ kind: 'standard', days: onSite, source: sources.press });

  it.each([
    [listed, '/data/of/kind', 'full', 'kind', 'full'],
    [carriedOut, '/data/kind', 'full', 'kind', 'full'],
    [listed, '/data/published', '2024-03-06', 'published', epochDay('2024-03-06')],
    [listed, '/data/of/days/from', '2024-01-10', 'start', epochDay('2024-01-10')],
    [carriedOut, '/occurred/from', '2024-01-10', 'start', epochDay('2024-01-10')],
    [carriedOut, '/occurred/to', '2024-01-18', 'end', epochDay('2024-01-18')],
  ] as const)('is followed before the report: %#', (target, pointer, value, name, expected) => {
    const one = resolved([report, target, correction(target, pointer, value, person)]);
    expect(one[name]?.value).toBe(expected);
    expect(one[name]?.disagreeing.map(({ settledBy }) => settledBy)).toEqual(['correction']);
  });

  it.each([
    ['/data/published', '2024-03-05', 'kind'],
    ['/data/of/kind', 'full', 'published'],
    ['/data/of/kind', 'full', 'start'],
    ['/data/published', '2024-03-06', 'start'],
  ] as const)('at %s by %s is not followed in the %s', (pointer, value, name) => {
    const one = resolved([report, listed, correction(listed, pointer, value, person)]);
    expect(one[name]?.claim.event.id).toBe(report.id);
  });

  it.each([
    ['/data/kind', 'full', 'end'],
    ['/data/kind', 'full', 'start'],
    ['/occurred/from', '2024-01-10', 'kind'],
  ] as const)(
    'of what was carried out, at %s by %s, is not followed in the %s',
    (pointer, value, name) => {
      const mended = correction(carriedOut, pointer, value, person);
      expect(resolved([report, carriedOut, mended])[name]?.claim.event.id).toBe(report.id);
    },
  );

  it('is followed in the parts, where those were corrected, and not where anything else was', () => {
    const listing = (last: string, source: ClaimEvent['source']) =>
      claimEvent(
        'InspectionCarriedOut',
        {
          framework: 'SIF',
          parts: [
            { from: '2024-01-08', to: '2024-01-10' },
            { from: '2024-01-15', to: last },
          ],
        },
        { occurred: onSite, source },
      );
    const first = listing('2024-01-19', sources.report);
    const second = listing('2024-01-18', sources.press);
    const lastDay = (...events: readonly ClaimEvent[]) =>
      resolved([first, second, ...events]).parts?.value.at(-1)?.to;
    expect(lastDay()).toBe('2024-01-19');
    expect(lastDay(correction(second, '/data/parts/1/to', '2024-01-17', person))).toBe(
      '2024-01-17',
    );
    expect(lastDay(correction(second, '/occurred/to', '2024-01-20', person))).toBe('2024-01-19');
  });

  it('leaves the days on site that differ as disagreements by name', () => {
    const earlier = inspected({ days: days('2024-01-07', '2024-01-18'), source: sources.council });
    expect(held(resolved([report, earlier]))).toEqual([
      ['start', epochDay('2024-01-07'), 'rank'],
      ['end', epochDay('2024-01-18'), 'rank'],
    ]);
  });

  it('is followed in the grade that was corrected, and in no other', () => {
    const two = reported(
      { overall: 'inadequate', adoption: 'inadequate' },
      { published: '2024-03-04', source: sources.press },
    );
    const first = reported({ overall: 'good', adoption: 'good' }, { published: '2024-03-04' });
    const mended = correction(two, '/data/judgements/1/grade', 'outstanding', person);
    const { judgements } = resolved([first, two, mended]);
    expect(judgements.get('adoption')?.value.grade).toBe('outstanding');
    expect(judgements.get('overall')?.value.grade).toBe('good');
  });
});

describe('a visit from its claims', () => {
  it('has its kind and its place in the sequence', () => {
    const visit = claimEvent(
      'VisitCarriedOut',
      { kind: 'monitoring', sequence: 3 },
      { occurred: day('2024-01-08') },
    );
    expect(resolved([visit])).toMatchObject({
      activity: 'visit',
      visitKind: 'monitoring',
      sequence: 3,
      framework: undefined,
      version: undefined,
      parts: undefined,
      end: undefined,
      published: undefined,
    });
  });

  it('has the date of its letter where that alone is given', () => {
    const letter = claimEvent('ReportPublished', {
      of: { activity: 'visit', visitKind: 'monitoring', days: day('2024-01-08') },
      letterDated: '2024-02-02',
    });
    expect(resolved([letter]).published?.value).toBe(epochDay('2024-02-02'));
    const mended = correction(letter, '/data/letterDated', '2024-02-03', {
      source: sources.person,
      actor,
    });
    expect(resolved([letter, mended]).published?.value).toBe(epochDay('2024-02-03'));
  });
});

describe('what was only supposed', () => {
  const bytes = (source: Source): Source => ({ ...source, sha256: 'a'.repeat(64) });
  const guessed = { from: '2025-03-01', basis: 'assumed' } as const;

  it('is no publication where one is on record, whichever came first: neither a day in the name of a file nor that of a letter', () => {
    const table = reported({ overall: 'good' }, { published: '2024-03-04', days: onSite });
    const saved = reported(
      { overall: 'good' },
      { published: '2025-03-01', known: guessed, days: onSite, source: bytes(sources.report) },
    );
    expect(resolved([table, saved])).toMatchObject({
      published: { value: epochDay('2024-03-04') },
      disagreements: [],
    });
    expect(resolved([saved]).published?.value).toBe(epochDay('2025-03-01'));

    const of = { activity: 'visit', visitKind: 'focused', days: day('2024-01-08') };
    const listed = claimEvent(
      'ReportPublished',
      { of, published: '2024-02-02' },
      { known: '2024-02-02' },
    );
    const letter = claimEvent(
      'ReportPublished',
      { of, letterDated: '2024-02-06' },
      { known: '2024-02-06', source: bytes(sources.report) },
    );
    expect(resolved([listed, letter])).toMatchObject({
      published: { value: epochDay('2024-02-02'), claim: { event: { id: listed.id } } },
      disagreements: [],
    });
  });

  it('is no kind where one is stated, and neither is what the same source repeats of it', () => {
    const stated = inspected({ kind: 'reinspection', days: onSite });
    const titled = { ...bytes(sources.report), title: 'Inspection report: another title' };
    const supposed = claimEvent(
      'InspectionCarriedOut',
      { framework: 'SIF', kind: 'full', kindInferred: true },
      { occurred: onSite, known: { from: '2024-01-08', basis: 'assumed' }, source: titled },
    );
    const repeated = reported(
      { overall: 'good' },
      { kind: 'full', days: onSite, published: '2024-03-04', source: titled },
    );
    const one = resolved([stated, supposed, repeated]);
    expect(one.kind).toMatchObject({ value: 'reinspection', disagreeing: [] });
    expect(resolved([supposed, repeated]).kind?.value).toBe('full');
    const told = correction(supposed, '/data/kind', 'full', { source: sources.person, actor });
    expect(resolved([stated, supposed, told]).kind?.value).toBe('full');
  });

  it('yields to the document itself in the days on site, whichever became known first', () => {
    const row = claimEvent(
      'VisitCarriedOut',
      { kind: 'focused' },
      { occurred: day('2025-07-16'), known: { from: '2025-07-16', basis: 'assumed' } },
    );
    const letter = claimEvent(
      'VisitCarriedOut',
      { kind: 'focused' },
      {
        occurred: days('2025-07-15', '2025-07-21'),
        known: { from: '2025-07-15', basis: 'assumed' },
        source: bytes(sources.report),
      },
    );
    const one = resolved([row, letter]);
    expect(one.start?.value).toBe(epochDay('2025-07-15'));
    expect(one.end?.value).toBe(epochDay('2025-07-21'));
  });
});

describe('what a later report tells of an inspection before', () => {
  const told = (month: string, grade: string) =>
    claimEvent(
      'ReportPublished',
      {
        of: { activity: 'inspection', framework: 'SIF' },
        published: month,
        restated: true,
        judgements: [{ area: 'overall', grade }],
      },
      { known: month, occurred: { precision: 'month', from: month } },
    );
  const matched = (...events: readonly ClaimEvent[]) =>
    matchActivities(claimsOf(...events).flatMap((claim) => activityOf(claim) ?? [])).map((one) =>
      resolveActivity(one, epochDay('2030-01-01')),
    );

  it('is that inspection where nothing else is on record of it', () => {
    const [one, ...others] = matched(told('2015-07', 'inadequate'));
    expect(others).toEqual([]);
    expect(one?.judgements.get('overall')?.value.grade).toBe('inadequate');
    expect(earliestOf(one!.published!.value)).toBe(epochDay('2015-07-01'));
  });

  it.each(['2015-09', '2015-11', '2015-08'])(
    'makes no second inspection and contradicts nothing where it is on record, told of %s',
    (month) => {
      const report = reported(
        { overall: 'good' },
        { published: '2015-11-27', days: days('2015-09-14', '2015-10-08') },
      );
      const [one, ...others] = matched(report, told(month, 'inadequate'));
      expect(others).toEqual([]);
      expect(one).toMatchObject({
        published: { value: epochDay('2015-11-27') },
        start: { value: epochDay('2015-09-14') },
        disagreements: [],
      });
      expect(one?.judgements.get('overall')?.value.grade).toBe('good');
    },
  );

  it('joins the inspection of that year where neither framework nor month is told', () => {
    const report = reported(
      { overall: 'good' },
      { published: '2015-11-27', days: days('2015-09-14', '2015-10-08') },
    );
    const bare = claimEvent(
      'ReportPublished',
      {
        of: { activity: 'inspection', days: { precision: 'year', from: '2015' } },
        restated: true,
        judgements: [{ area: 'overall', grade: 'inadequate' }],
      },
      { occurred: { precision: 'year', from: '2015' } },
    );
    const [one, ...others] = matched(report, bare);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ disagreements: [] });
    expect(one?.judgements.get('overall')?.value.grade).toBe('good');
  });

  it('is another inspection than one years away', () => {
    const later = reported({ overall: 'good' }, { published: '2018-07-25' });
    expect(matched(later, told('2015-07', 'inadequate'))).toHaveLength(2);
  });
});
