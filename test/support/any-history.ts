import {
  addDays,
  type ClaimEvent,
  type EpochDay,
  isoDay,
  type PartialDate,
} from '@monitoring-timeline/core';
import {
  claimEvent,
  correction,
  day,
  dayNumber,
  days,
  inspected,
  reported,
  retraction,
  sources,
} from '@monitoring-timeline/core/testing';
import fc from 'fast-check';

/** The days that random histories and the questions about them fall on. */
export const firstDay = dayNumber(15_000);
export const lastDay = dayNumber(20_500);

const aDay = fc.integer({ min: firstDay, max: lastDay }) as fc.Arbitrary<EpochDay>;
const grade = fc.constantFrom('outstanding', 'good', 'requires_improvement', 'inadequate');
const oldGrade = fc.constantFrom('outstanding', 'good', 'adequate', 'inadequate');
const source = fc.constantFrom(
  sources.report,
  sources.release2023,
  sources.release2025,
  sources.council,
  sources.press,
);
const person = fc.constantFrom(
  undefined,
  'p-00000000000000000001',
  'p-00000000000000000002',
  'p-00000000000000000003',
);

const underFramework = fc.oneof(
  fc.record({
    framework: fc.constant({ framework: 'SLAC', version: '2009' }),
    grades: fc.record({ help_and_protection: oldGrade, children_in_care: oldGrade }),
    covers: fc.constant(undefined),
  }),
  fc.record({
    framework: fc.constant({ framework: 'SIF', version: '2013' }),
    grades: fc.record(
      {
        overall: grade,
        leadership: grade,
        help_and_protection: grade,
        children_in_care: grade,
        care_leavers: grade,
        adoption: fc.oneof(grade, fc.constant('not_judged' as const)),
        lscb: grade,
      },
      { requiredKeys: ['overall', 'leadership'] },
    ),
    covers: fc.constant(undefined),
  }),
  fc.record({
    framework: fc.constant({ framework: 'ILACS', version: '2018' }),
    grades: fc.record({ overall: grade, leadership: grade, children_in_care: grade }),
    covers: fc.constant(['children_in_care', 'care_leavers'] as const),
  }),
  fc.record({
    framework: fc.constant({ framework: 'ILACS', version: '2026' }),
    grades: fc.record({ leadership: grade, children_in_care: grade, care_leavers: grade }),
    covers: fc.constant(undefined),
  }),
);

const inspection = fc
  .record({
    start: aDay,
    lasts: fc.integer({ min: 3, max: 25 }),
    out: fc.integer({ min: 20, max: 200 }),
    underFramework,
    source,
  })
  .map(({ start, lasts, out, underFramework: { framework, grades, covers }, source: from }) => {
    const on = days(isoDay(start), isoDay(addDays(start, lasts)));
    const published = isoDay(addDays(start, lasts + out));
    return [
      inspected({ ...framework, days: on }),
      reported(grades, {
        ...framework,
        days: on,
        published,
        source: from,
        ...(covers ? { covers } : {}),
      }),
    ];
  });

const visit = fc
  .record({
    start: aDay,
    sequence: fc.integer({ min: 1, max: 6 }),
    after: fc.integer({ min: 10, max: 60 }),
  })
  .map(({ start, sequence, after }) => [
    claimEvent(
      'VisitCarriedOut',
      { kind: 'monitoring', sequence },
      {
        occurred: days(isoDay(start), isoDay(addDays(start, 1))),
        known: isoDay(addDays(start, after)),
      },
    ),
  ]);

/** A date that a source gives to the day, to the month, as since or as by. */
const partial = fc
  .record({ on: aDay, precision: fc.constantFrom('day', 'month', 'since', 'by') })
  .map(({ on, precision }): PartialDate => {
    const from = isoDay(on);
    if (precision === 'day') return day(from);
    return { precision, from: from.slice(0, 7) } as PartialDate;
  });

const told = fc
  .record({ occurred: partial, known: aDay, source })
  .map(({ occurred, known, source: from }) => ({ occurred, known: isoDay(known), source: from }));

const leadership = fc
  .record({
    role: fc.constantFrom('dcs', 'chief_executive', 'lscb_chair'),
    change: fc.constantFrom('started', 'ended', 'appointed', 'seen'),
    person,
    status: fc.constantFrom(undefined, 'interim', 'permanent'),
    told,
  })
  .map(({ role, change, person: who, status, told: given }) => {
    const post = { role, ...(who ? { person: who } : {}), ...(status ? { status } : {}) };
    return [
      change === 'seen'
        ? claimEvent('LeadershipObserved', post, given)
        : claimEvent('LeadershipChanged', { ...post, change }, given),
    ];
  });

const intervention = fc
  .record({
    instrument: fc.constantFrom('direction', 'commissioner'),
    type: fc.constantFrom('InterventionStarted' as const, 'InterventionEnded' as const),
    told,
  })
  .map(({ instrument, type, told: given }) => [claimEvent(type, { instrument }, given)]);

const theme = fc
  .record({
    theme: fc.constantFrom('supervision', 'thresholds'),
    type: fc.constantFrom(
      'ThemeRaised' as const,
      'ThemeStillEvident' as const,
      'ThemeResolved' as const,
    ),
    told,
    byAnalyst: fc.boolean(),
  })
  .map(({ theme: code, type, told: given, byAnalyst }) => [
    claimEvent(
      type,
      { theme: code, topic: code },
      byAnalyst ? { ...given, source: { ...given.source, assertedBy: 'analyst' } } : given,
    ),
  ]);

const indicator = fc
  .record({ value: fc.integer({ min: 0, max: 99 }), told })
  .map(({ value, told: given }) => [
    claimEvent(
      'IndicatorObserved',
      { indicator: 'in_touch', topic: 'in touch', printed: `${value}%`, value, unit: 'percent' },
      given,
    ),
  ]);

const facts = fc
  .array(fc.oneof(inspection, inspection, visit, leadership, intervention, theme, indicator), {
    minLength: 1,
    maxLength: 14,
  })
  .map((groups) => groups.flat());

const repair = fc.record({
  of: fc.nat(),
  cause: fc.constantFrom('source' as const, 'ours' as const),
  known: aDay,
  takesBack: fc.boolean(),
});

/** A random history of one authority: facts of every kind, then repairs of some of them. */
export const anyHistory: fc.Arbitrary<readonly ClaimEvent[]> = fc
  .tuple(facts, fc.array(repair, { maxLength: 4 }))
  .map(([events, repairs]) => {
    const all: ClaimEvent[] = unique(events);
    for (const { of, cause, known, takesBack } of repairs) {
      const target = all[of % all.length]!;
      const given = { cause, known: isoDay(known) };
      const judged = target.type === 'ReportPublished' && target.data.judgements !== undefined;
      all.push(
        judged && !takesBack
          ? correction(target, '/data/judgements/0/grade', 'good', given)
          : retraction(target, given),
      );
    }
    return unique(all);
  });

function unique(events: readonly ClaimEvent[]): ClaimEvent[] {
  return [...new Map(events.map((event) => [event.id, event])).values()];
}

/** Two or more days in order, to ask questions on. */
export const someDays = (count: number): fc.Arbitrary<readonly EpochDay[]> =>
  fc
    .array(fc.integer({ min: firstDay - 100, max: lastDay + 400 }).map(dayNumber), {
      minLength: count,
      maxLength: count,
    })
    .map((list) => list.toSorted((a, b) => a - b));
