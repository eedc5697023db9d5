import { claimEvent, days, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { weigh } from './weighing.ts';

const onSite = days('2018-04-23', '2018-05-18');
const table = sources.report;
const bytes = (of: string) => ({ ...sources.report, sha256: of.repeat(64) });

/** A report of which a source tells so much. */
const report = (said: Readonly<Record<string, unknown>>, source = table) =>
  claimEvent(
    'ReportPublished',
    { of: { activity: 'inspection', framework: 'SIF', days: onSite }, ...said },
    { source },
  );

const inspection = (
  said: Readonly<Record<string, unknown>>,
  source = table,
  occurred: Parameters<typeof claimEvent>[2] = { occurred: onSite },
) => claimEvent('InspectionCarriedOut', { framework: 'SIF', ...said }, { source, ...occurred });

const grade = (area: string, given: string, printed?: string) => ({
  area,
  grade: given,
  ...(printed ? { printed, locator: 'page 1, line 9' } : {}),
});

const weighed = (before: ReturnType<typeof report>, after: typeof before) => {
  const { adds, asks } = weigh(before, before, after);
  const said = ({ pointer, value }: { pointer: string; value?: unknown }) => [pointer, value];
  return { adds: adds.map(said), asks: asks.map(said) };
};

describe('a document read beside what is on record from its source', () => {
  it('adds what the record leaves out', () => {
    const before = report({ judgements: [grade('overall', 'inadequate')] });
    const after = report(
      {
        judgements: [
          grade('overall', 'inadequate', 'Inadequate'),
          grade('adoption', 'good', 'Good'),
        ],
        findings: [{ kind: 'recommendation', number: 1, topic: 'Plans' }],
      },
      bytes('a'),
    );
    expect(weighed(before, after)).toEqual({
      adds: [
        ['/data/findings', [{ kind: 'recommendation', number: 1, topic: 'Plans' }]],
        [
          '/data/judgements',
          [
            { area: 'overall', grade: 'inadequate', printed: 'Inadequate' },
            grade('adoption', 'good', 'Good'),
          ],
        ],
      ],
      asks: [],
    });
  });

  it('takes nothing away by what it does not say, unless the same bytes said it', () => {
    const whole = { judgements: [grade('overall', 'inadequate'), grade('adoption', 'good')] };
    const part = { judgements: [grade('overall', 'inadequate')] };
    for (const source of [table, bytes('b')]) {
      expect(weighed(report(whole, source), report(part, bytes('a')))).toEqual({
        adds: [],
        asks: [],
      });
    }
    expect(weighed(report(whole, bytes('a')), report(part, bytes('a')))).toEqual({
      adds: [],
      asks: [['/data/judgements', part.judgements]],
    });
  });

  it('is asked about where it says otherwise, grade by grade, and the rest of it is added', () => {
    const before = report({ judgements: [grade('overall', 'good'), grade('lscb', 'good')] });
    const after = report(
      { judgements: [grade('overall', 'inadequate'), grade('adoption', 'good')] },
      bytes('a'),
    );
    expect(weighed(before, after)).toEqual({
      adds: [
        [
          '/data/judgements',
          [grade('overall', 'good'), grade('lscb', 'good'), grade('adoption', 'good')],
        ],
      ],
      asks: [['/data/judgements/0', grade('overall', 'inadequate')]],
    });
  });

  it('makes a month a day, and no day a month', () => {
    const month = report({ published: '2018-07' });
    const day = report({ published: '2018-07-25' }, bytes('a'));
    expect(weighed(month, day)).toEqual({ adds: [['/data/published', '2018-07-25']], asks: [] });
    expect(weighed(day, month)).toEqual({ adds: [], asks: [] });
    const other = report({ published: '2018-08-01' }, bytes('a'));
    expect(weighed(month, other).asks).toEqual([['/data/published', '2018-08-01']]);
  });

  it('puts no kind right with one that it only infers, and an inferred one right with one that it states', () => {
    const stated = inspection({ kind: 'reinspection' });
    const supposed = inspection({ kind: 'full', kindInferred: true }, bytes('a'));
    expect(weighed(stated, supposed)).toEqual({ adds: [], asks: [] });
    expect(weighed(supposed, stated)).toEqual({
      adds: [
        ['/data/kind', 'reinspection'],
        ['/data/kindInferred', undefined],
      ],
      asks: [],
    });
  });

  it('shortens no inspection, and gives more days than a table does', () => {
    const whole = inspection({});
    const partly = inspection({}, bytes('a'), { occurred: days('2018-04-23', '2018-04-26') });
    expect(weighed(whole, partly)).toEqual({
      adds: [],
      asks: [['/occurred', days('2018-04-23', '2018-04-26')]],
    });
    const parts = [
      { from: '2018-04-23', to: '2018-05-18' },
      { from: '2018-06-04', to: '2018-06-05' },
    ];
    const longer = inspection({ parts }, bytes('a'), {
      occurred: days('2018-04-23', '2018-06-05'),
    });
    expect(weighed(whole, longer)).toEqual({
      adds: [
        ['/data/parts', parts],
        ['/occurred', days('2018-04-23', '2018-06-05')],
      ],
      asks: [],
    });
    expect(weighed(partly, inspection({ parts }, bytes('b'))).asks).toEqual([
      ['/data/parts', parts],
      ['/occurred', onSite],
    ]);
  });

  it('holds no guess at the day of its publication against anything', () => {
    const before = report({ published: '2018-07-25' });
    const after = claimEvent(
      'ReportPublished',
      { of: { activity: 'inspection', framework: 'SIF', days: onSite }, published: '2025-03-01' },
      {
        source: bytes('a'),
        occurred: { precision: 'day', from: '2025-03-01' },
        known: { from: '2025-03-01', basis: 'assumed' },
      },
    );
    expect(weighed(before, after)).toEqual({ adds: [], asks: [] });
  });
});
