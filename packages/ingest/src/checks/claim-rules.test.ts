import { type ClaimEvent, createDirectory } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { unlawfulness, violationOf } from './claim-rules.ts';

const rules = { directory: createDirectory(), today: '2026-11-21' };

function report(
  of: Readonly<Record<string, unknown>>,
  judgements: readonly (readonly [area: string, grade: string])[],
  other: Readonly<Record<string, unknown>> = {},
): ClaimEvent {
  return {
    id: '00000000-0000-5000-8000-000000000001',
    type: 'ReportPublished',
    version: 1,
    authority: 'kent',
    occurred: { precision: 'day', from: '2022-07-08' },
    known: { from: '2022-07-08', basis: 'published' },
    source: { publisher: 'Ofsted', rank: 'report', title: 'R', assertedBy: 'inspectorate' },
    data: {
      of: { activity: 'inspection', ...of },
      published: '2022-07-08',
      judgements: judgements.map(([area, grade]) => ({ area, grade })),
    },
    ...other,
  } as unknown as ClaimEvent;
}

const reasonOf = (event: ClaimEvent) => violationOf(event, rules)?.reason;

describe('the rules for a claim', () => {
  it('want an authority of the directory, England, or one that is established', () => {
    const of = (authority: string) => report({}, [], { authority });
    expect(reasonOf(of('kent'))).toBeUndefined();
    expect(reasonOf(of('england'))).toBeUndefined();
    expect(reasonOf(of('atlantis'))).toBe('unknown_authority');
    const established = new Set(['atlantis']);
    expect(violationOf(of('atlantis'), { ...rules, established })).toBeUndefined();
  });

  it('want areas that the framework judges in the version given, or in any where none is', () => {
    const ilacs = (version?: string) =>
      version ? { framework: 'ILACS', version } : { framework: 'ILACS' };
    expect(reasonOf(report(ilacs(), [['care_leavers', 'good']]))).toBeUndefined();
    expect(reasonOf(report(ilacs('2018'), [['children_in_care', 'good']]))).toBeUndefined();
    expect(reasonOf(report(ilacs('2018'), [['care_leavers', 'good']]))).toBe(
      'area_not_in_framework',
    );
    expect(reasonOf(report(ilacs(), [['lscb', 'good']]))).toBe('area_not_in_framework');
    expect(reasonOf(report(ilacs('2026'), [['overall', 'good']]))).toBe('area_not_in_framework');
    expect(reasonOf(report(ilacs('2026'), [['overall', 'not_reported']]))).toBeUndefined();
    expect(reasonOf(report({ framework: 'JTAI' }, [['overall', 'good']]))).toBe(
      'area_not_in_framework',
    );
    expect(reasonOf(report({}, [['lscb', 'good']]))).toBeUndefined();
  });

  it('want grades of the scale: adequate ended with the single inspection framework', () => {
    const graded = (framework: string, grade: string) =>
      reasonOf(report({ framework }, [['help_and_protection', grade]]));
    expect(graded('SLAC', 'adequate')).toBeUndefined();
    expect(graded('SLAC', 'requires_improvement')).toBe('grade_not_in_scale');
    expect(graded('SIF', 'adequate')).toBe('grade_not_in_scale');
    expect(graded('SIF', 'not_judged')).toBeUndefined();
    expect(graded('SLAC', 'not_reported')).toBeUndefined();
  });

  it('want a publication and a day of knowing that are not after today', () => {
    const known = (from: string) => report({}, [], { known: { from, basis: 'published' } });
    expect(reasonOf(known('2026-11-21'))).toBeUndefined();
    expect(reasonOf(known('2026-11-22'))).toBe('not_published');
    const published = (day: string) =>
      report({}, [], {
        known: { from: '2026-11-21', basis: 'published' },
        data: { of: {}, published: day },
      });
    expect(reasonOf(published('2026-11'))).toBeUndefined();
    expect(reasonOf(published('2027'))).toBe('not_published');
  });

  it('want an authority that existed then, the months in which a late report comes out aside', () => {
    const of = (authority: string, day: string) =>
      reasonOf(
        report({ days: { precision: 'day', from: day } }, [], {
          authority,
          known: { from: '2026-11-01', basis: 'published' },
          data: { of: { activity: 'inspection', days: { precision: 'day', from: day } } },
        }),
      );
    expect(of('cumberland', '2022-05-09')).toBe('authority_not_in_existence');
    expect(of('cumberland', '2024-05-09')).toBeUndefined();
    expect(of('cumbria', '2024-05-09')).toBe('authority_not_in_existence');
    expect(of('cumbria', '2022-05-09')).toBeUndefined();
  });

  it('want one grade an area', () => {
    const twice = report({ framework: 'SIF' }, [
      ['overall', 'good'],
      ['leadership', 'good'],
      ['overall', 'inadequate'],
    ]);
    expect(reasonOf(twice)).toBe('area_judged_twice');
  });

  it('want dates that go together: days on site, publication, what came out when, and what was known when', () => {
    const dated = (
      onSite: string,
      published: string,
      known: string,
      source: Readonly<Record<string, string>> = {},
    ) =>
      reasonOf(
        report({}, [], {
          known: { from: known, basis: 'published' },
          source: { publisher: 'O', rank: 'release', title: 'R', assertedBy: 'analyst', ...source },
          data: {
            of: { activity: 'inspection', days: { precision: 'day', from: onSite } },
            ...(published ? { published } : {}),
          },
        }),
      );
    expect(dated('2022-05-09', '2022-07-08', '2022-07-08')).toBeUndefined();
    expect(dated('2022-05', '2022-05-08', '2022-05-08')).toBeUndefined();
    expect(dated('2022-07-09', '2022-07-08', '2022-07-10')).toBe('dates_contradict');
    expect(dated('2022-05-09', '2022-07-08', '2022-07-07')).toBe('dates_contradict');
    expect(dated('2022-05-09', '', '2022-05-08')).toBe('dates_contradict');
    const release = { published: '2022-06-30' };
    expect(dated('2022-05-09', '2022-06-08', '2022-06-08', release)).toBeUndefined();
    expect(dated('2022-05-09', '2022-07-08', '2022-07-08', release)).toBe('dates_contradict');
    expect(dated('2022-07-01', '', '2022-07-02', release)).toBe('dates_contradict');
  });

  it('let an inspection be announced before it begins', () => {
    const begun = (basis: string) =>
      reasonOf(
        report({}, [], {
          type: 'InspectionCarriedOut',
          occurred: { precision: 'day', from: '2022-05-09' },
          known: { from: '2022-05-02', basis },
          data: { framework: 'ILACS' },
        }),
      );
    expect(begun('announced')).toBeUndefined();
    expect(begun('published')).toBe('dates_contradict');
  });

  it('hold for who agrees to a claim too, but for dates that may be printed so', () => {
    const claim = report({}, [], { known: { from: '2022-07-01', basis: 'published' } });
    expect(reasonOf(claim)).toBe('dates_contradict');
    expect(unlawfulness(claim, rules)).toBeUndefined();
  });
});
