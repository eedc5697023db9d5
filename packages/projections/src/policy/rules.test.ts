import { epochDay } from '@monitoring-timeline/core';
import { days, type Grades, dayNumber as n, reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import type { GradedReport } from '../record/graded-report.ts';
import { policyWith } from '../testing/due.ts';
import { on, recordOf } from '../testing/records.ts';
import { englandChildren } from './england-children/index.ts';
import { waitedFor } from './england-children/waited-for.ts';
import { fits, inForce, kindAfter, ruleBook } from './rules.ts';
import type { GradedCondition, PolicyInput } from './schema.ts';

function reportOf(
  grades: Grades,
  given: { readonly framework?: string; readonly version?: string; readonly kind?: string } = {},
): GradedReport {
  const event = reported(grades, {
    framework: 'ILACS',
    version: '2023',
    ...given,
    days: days('2026-06-08', '2026-06-19'),
    published: '2026-08-03',
  });
  return recordOf([event]).at(on('2027-01-01')).reports[0]!;
}

const good = reportOf({ overall: 'good', leadership: 'good' }, { kind: 'standard' });

describe('whether a report meets a condition', () => {
  const fit = (condition: GradedCondition, report = good) => fits(condition, report);

  it('is yes for any report where nothing is asked', () => {
    expect(fit({})).toBe('yes');
  });

  it('is told by framework, and is no where no source names one', () => {
    expect(fit({ frameworks: ['SIF', 'ILACS'] })).toBe('yes');
    expect(fit({ frameworks: ['SIF'] })).toBe('no');
    const unnamed = { ...good, framework: undefined };
    expect(fit({ frameworks: ['ILACS'] }, unnamed)).toBe('no');
    expect(fit({}, unnamed)).toBe('yes');
  });

  it('is told by version: that of the framework, else the one that its source prints', () => {
    expect(fit({ versions: ['2018', '2023'] })).toBe('yes');
    expect(fit({ versions: ['2018'] })).toBe('no');
    const { activity } = good;
    const printed = { ...good, version: undefined, activity: { ...activity, version: '2018' } };
    expect(fit({ versions: ['2018'] }, printed)).toBe('yes');
    expect(fit({ versions: ['2023'] }, printed)).toBe('no');
    const none = { ...printed, activity: { ...activity, version: undefined } };
    expect(fit({ versions: ['2018'] }, none)).toBe('no');
    expect(fit({}, none)).toBe('yes');
  });

  it('is told by kind, and is no where no source gives one', () => {
    expect(fit({ kinds: ['short', 'standard'] })).toBe('yes');
    expect(fit({ kinds: ['short'] })).toBe('no');
    expect(fit({ kinds: ['short'] }, reportOf({ overall: 'good' }))).toBe('no');
    expect(fit({}, reportOf({ overall: 'good' }))).toBe('yes');
  });

  it('is told by the overall grade where the framework gives one', () => {
    expect(fit({ overall: ['good', 'outstanding'] })).toBe('yes');
    expect(fit({ overall: ['inadequate'] })).toBe('no');
    expect(fit({ overall: ['good'] }, reportOf({ leadership: 'good' }))).toBe('no');
    expect(fit({ overall: ['good'] }, reportOf({ overall: 'not_judged' }))).toBe('no');
    expect(fit({ overall: ['good'] }, { ...good, version: undefined })).toBe('yes');
  });

  it('is not told by the areas of a report that has an overall grade', () => {
    const areas = { all: [{ of: ['leadership' as const], in: ['good' as const], atLeast: 1 }] };
    expect(fit({ withoutOverall: { ...areas, verified: true } })).toBe('no');
  });
});

describe('a condition on a report without an overall grade', () => {
  const without = reportOf(
    { leadership: 'good', help_and_protection: 'inadequate', care_leavers: 'inadequate' },
    { version: '2026' },
  );
  const practice = ['help_and_protection', 'children_in_care', 'care_leavers'] as const;
  const areas = (...all: NonNullable<GradedCondition['withoutOverall']>['all']) =>
    fits({ withoutOverall: { all, verified: true } }, without);
  const inadequate = { of: [...practice], in: ['inadequate' as const] };

  it('holds where enough of its areas have one of its grades', () => {
    expect(areas({ ...inadequate, atLeast: 1 })).toBe('yes');
    expect(areas({ ...inadequate, atLeast: 2 })).toBe('yes');
    expect(areas({ ...inadequate, atLeast: 3 })).toBe('no');
  });

  it('holds where no more of its areas than it says have one of its grades', () => {
    expect(areas({ ...inadequate, atMost: 3 })).toBe('yes');
    expect(areas({ ...inadequate, atMost: 2 })).toBe('yes');
    expect(areas({ ...inadequate, atMost: 1 })).toBe('no');
    expect(areas({ of: ['leadership'], in: ['inadequate'], atMost: 0 })).toBe('yes');
    expect(areas({ ...inadequate, atMost: 0 })).toBe('no');
  });

  it('holds only where each of its clauses does', () => {
    const leaders = { of: ['leadership' as const], in: ['good' as const] };
    expect(areas({ ...leaders, atLeast: 1 }, { ...inadequate, atLeast: 2 })).toBe('yes');
    expect(areas({ ...leaders, atLeast: 1 }, { ...inadequate, atLeast: 3 })).toBe('no');
  });

  it('is met without certainty where no primary source confirms it', () => {
    const all = [{ ...inadequate, atLeast: 1 }];
    expect(fits({ withoutOverall: { all, verified: false } }, without)).toBe('unverified');
    expect(fits({ withoutOverall: { all, verified: true } }, without)).toBe('yes');
  });

  it('fails where only an overall grade is asked for, also where a source prints one', () => {
    expect(fits({ overall: ['good', 'inadequate'] }, without)).toBe('no');
    const printed = { ...good, version: without.version };
    expect(fits({ overall: ['good'] }, printed)).toBe('no');
  });
});

describe('a version of a rule', () => {
  const dated = (inForceOn: 'anchor' | 'as_of') => ({
    rule: { ...policyWith(() => {}).rules[0]!, inForceOn },
    from: n(100),
    to: n(200),
  });

  it('is in force from its first to its last day, on the day of the anchor or on the one asked about', () => {
    const days = [99, 100, 200, 201].map(n);
    const expected = [false, true, true, false];
    expect(days.map((day) => inForce(dated('anchor'), day, n(150)))).toEqual(expected);
    expect(days.map((day) => inForce(dated('as_of'), n(150), day))).toEqual(expected);
    expect(inForce(dated('anchor'), n(150), n(999))).toBe(true);
    expect(inForce(dated('as_of'), n(999), n(150))).toBe(true);
  });
});

describe('a policy arranged for asking', () => {
  const source = { title: 'A page' };
  const policy = (change: (policy: PolicyInput) => void = () => {}) =>
    policyWith((input) => {
      const [first] = input.rules;
      const versions = [
        { version: 'a', effective: { to: '2016-04-30' } },
        { version: 'c', effective: { from: '2020-01-01' } },
        { version: 'b', effective: { from: '2016-05-01', to: '2019-12-31' } },
      ];
      input.rules = versions.map((version) => ({ ...first!, id: 'rule', ...version }));
      input.nextKind = [];
      input.suspensions = [];
      change(input);
    });

  it('is named by its id and version, and is arranged once', () => {
    const one = policy();
    expect(ruleBook(one).name).toBe(`${one.id} ${one.version}`);
    expect(ruleBook(one)).toBe(ruleBook(one));
    expect(ruleBook(policy())).not.toBe(ruleBook(one));
  });

  it('holds the versions of a rule together, the latest first, an open end reaching for ever', () => {
    const { rules } = ruleBook(policy());
    expect([...rules.keys()]).toEqual(['rule']);
    expect(rules.get('rule')!.map(({ rule, from, to }) => [rule.version, from, to])).toEqual([
      ['c', epochDay('2020-01-01'), Number.POSITIVE_INFINITY],
      ['b', epochDay('2016-05-01'), epochDay('2019-12-31')],
      ['a', Number.NEGATIVE_INFINITY, epochDay('2016-04-30')],
    ]);
  });

  it('turns on the first day of each version and on the day after its last', () => {
    expect([...ruleBook(policy()).turningDays].sort()).toEqual(
      [epochDay('2016-05-01'), epochDay('2020-01-01')].sort(),
    );
  });

  it('turns on both days of a version that none follows at once', () => {
    const book = ruleBook(
      policy(({ rules }) => {
        rules[0]!.effective = { to: '2014-12-31' };
      }),
    );
    expect([...book.turningDays].sort()).toEqual(
      ['2015-01-01', '2016-05-01', '2020-01-01'].map((day) => epochDay(day)).sort(),
    );
  });

  it('holds the versions the latest first in whatever order they are written', () => {
    const reversed = ruleBook(
      policy((input) => {
        input.rules = input.rules.toReversed();
      }),
    );
    const versions = reversed.rules.get('rule')!.map(({ rule }) => rule.version);
    expect(versions).toEqual(['c', 'b', 'a']);
    const rotated = ruleBook(
      policy((input) => {
        const [a, c, b] = input.rules;
        input.rules = [c!, a!, b!];
      }),
    );
    expect(rotated.rules.get('rule')!.map(({ rule }) => rule.version)).toEqual(['c', 'b', 'a']);
  });

  it('turns on the days of what kind comes next, and on both ends of each suspension', () => {
    const book = ruleBook(
      policy((input) => {
        for (const rule of input.rules) rule.effective = {};
        input.rules = input.rules.slice(0, 1);
        input.nextKind = [
          { kind: 'short', effective: { from: '2018-01-01', to: '2026-03-31' } },
          { kind: 'standard' },
        ];
        input.suspensions = [
          {
            activity: 'graded_inspection',
            from: '2020-03-17',
            to: '2021-06-27',
            reason: 'A',
            source,
          },
          {
            activity: 'monitoring_visit',
            from: '2020-03-18',
            to: '2020-08-31',
            reason: 'B',
            source,
          },
          {
            activity: 'graded_inspection',
            from: '2022-01-03',
            to: '2022-01-09',
            reason: 'C',
            source,
          },
        ];
      }),
    );
    expect([...book.turningDays].sort((a, b) => a - b)).toEqual(
      [
        '2018-01-01',
        '2020-03-17',
        '2020-03-18',
        '2020-09-01',
        '2021-06-28',
        '2022-01-03',
        '2022-01-10',
        '2026-04-01',
      ].map((day) => epochDay(day)),
    );
    const reasons = (activity: Parameters<typeof book.suspended>[0]) =>
      book.suspended(activity).map(({ suspension }) => suspension.reason);
    expect(reasons('graded_inspection')).toEqual(['A', 'C']);
    expect(reasons('monitoring_visit')).toEqual(['B']);
    expect(reasons('jtai')).toEqual([]);
  });
});

describe('the kind that comes next', () => {
  const policy = policyWith((input) => {
    input.nextKind = [
      { kind: 'short', overall: ['good'], effective: { from: '2018-01-01', to: '2026-03-31' } },
      {
        kind: 'reinspection',
        withoutOverall: {
          all: [{ of: ['leadership'], in: ['good'], atLeast: 1 }],
          verified: false,
        },
      },
      { kind: 'standard', overall: ['good', 'inadequate'] },
    ];
  });
  const after = (day: string, report = good) => kindAfter(policy, report, epochDay(day));

  it('is that of the first entry that fits, while it is in force', () => {
    expect(after('2017-12-31')).toEqual({ kind: 'standard', verified: true });
    expect(after('2018-01-01')).toEqual({ kind: 'short', verified: true });
    expect(after('2026-03-31')).toEqual({ kind: 'short', verified: true });
    expect(after('2026-04-01')).toEqual({ kind: 'standard', verified: true });
  });

  it('says where it rests on a test that is not confirmed', () => {
    const without = reportOf({ leadership: 'good' }, { version: '2026' });
    expect(after('2027-01-01', without)).toEqual({ kind: 'reinspection', verified: false });
  });

  it('is unknown where nothing fits', () => {
    expect(after('2027-01-01', reportOf({ overall: 'outstanding' }))).toBeUndefined();
  });
});

describe('what is owed', () => {
  it('has a name under every rule that is shipped', () => {
    const rules = englandChildren.rules.map(({ id }) => id);
    expect(rules.filter((id) => waitedFor(id) === undefined)).toEqual([]);
    expect(waitedFor('ilacs-cycle')).toBe('ILACS inspection');
    expect(waitedFor('a-rule-of-our-own')).toBeUndefined();
  });
});
