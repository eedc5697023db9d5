import {
  addDays,
  bounds,
  distantPast,
  type EpochDay,
  earliestDay,
  isoDay,
  latestDay,
} from '@monitoring-timeline/core';
import type { Coordinates } from '../../coordinates.ts';
import type { OwedActivity } from '../../policy/schema.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { ClaimOf, Knowledge } from '../../record/knowledge.ts';
import { oncePer } from '../once.ts';

interface Span {
  from: EpochDay;
  to: EpochDay;
}

/** How far the record of one activity reaches: outside it, silence proves nothing. */
export interface Reach {
  /** Last day of which the record holds what became public; undefined where no source states it. */
  readonly recordTo: EpochDay | undefined;
  /** The same in ISO. */
  readonly recordToText: string | null;
  /** Last day up to which every one that had begun is on record by now; undefined where nobody can tell. */
  readonly begunTo: EpochDay | undefined;
  /** True where a source lists those carried out and not only those published. */
  readonly listsBegun: boolean;
  /** The last day that sources state, also where it lies after the day asked about: beyond it nothing is certain. */
  readonly statedTo: EpochDay | undefined;
  /** The same of lists of those carried out. */
  readonly listedTo: EpochDay | undefined;
  /** Whether something between two days would be on record. */
  readonly covers: (from: EpochDay, to: EpochDay) => boolean;
  /** Whether anything at all between two days would be. */
  readonly touches: (from: EpochDay, to: EpochDay) => boolean;
}

export type ActivityReach = (activity: OwedActivity) => Reach;

const unknown: Reach = {
  recordTo: undefined,
  recordToText: null,
  begunTo: undefined,
  listsBegun: false,
  statedTo: undefined,
  listedTo: undefined,
  covers: () => false,
  touches: () => false,
};

/**
 * How far the record of each activity reaches, as known. What the record covers is said of the record itself, so
 * leaving assumed knowledge out does not hide it; but then nothing counts that became public later than that day.
 * `longest` is the most days that an inspection took from its first day to its report.
 */
export function reachOf(
  national: AuthorityRecord | undefined,
  coordinates: Coordinates,
  longest: number,
): ActivityReach {
  const { publicOnly: _assumed, ...rest } = coordinates;
  if (!national) return () => unknown;
  const knowledge = national.at(rest);
  const { knownAt } = coordinates;
  const last = lastMade(knowledge);
  if (last.made?.knownAt !== knownAt || last.made.longest !== longest) {
    last.made = { knownAt, longest, reach: reachIn(knowledge, knownAt, longest) };
  }
  return last.made.reach;
}

/** Many authorities are asked about one day, one after the other. */
const lastMade = oncePer(
  (
    _: Knowledge,
  ): { made?: { knownAt: EpochDay; longest: number; reach: ActivityReach } | undefined } => ({}),
);

function reachIn(national: Knowledge, knownAt: EpochDay, longest: number): ActivityReach {
  const made = new Map<OwedActivity, Reach>();
  for (const [activity, { spans, begun }] of statedOf(national)) {
    const to = spans.at(-1)!.to;
    // a span that reaches past the day asked about covers what was known then, and no more
    const last = earliestDay(to, knownAt);
    const listedTo = begun.at(-1)?.to;
    const listed = earliestDay(listedTo ?? distantPast, knownAt);
    made.set(activity, {
      recordTo: last,
      recordToText: isoDay(last),
      begunTo: latestDay(addDays(last, -longest), listed),
      listsBegun: begun.length > 0,
      statedTo: to,
      listedTo,
      covers: (from, until) => spans.some((span) => span.from <= from && until <= span.to),
      touches: (from, until) => spans.some((span) => span.from <= until && from <= span.to),
    });
  }
  return (activity) => made.get(activity) ?? unknown;
}

interface Stated {
  /** Of which days the record holds everything, in order, and of which also what was only begun. */
  readonly spans: readonly Span[];
  readonly begun: readonly Span[];
}

/** What sources state of each activity; asked about every authority, and worked out once. */
const statedOf = oncePer((national: Knowledge): ReadonlyMap<OwedActivity, Stated> => {
  const claims = Map.groupBy(national.of('CoverageStated'), ({ event }) => event.data.activity);
  const spansOf = (some: readonly ClaimOf<'CoverageStated'>[]) =>
    joined(some.map(({ event }) => spanOf(event.occurred)));
  return new Map(
    [...claims].map(([activity, own]) => {
      const begun = own.filter(({ event }) => event.data.axis === 'carried_out');
      return [activity, { spans: spansOf(own), begun: spansOf(begun) }];
    }),
  );
});

function spanOf(occurred: Parameters<typeof bounds>[0]): Span {
  const { startEarliest, endLatest } = bounds(occurred);
  return { from: startEarliest, to: endLatest };
}

function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const before = result.at(-1);
    if (before && span.from <= before.to + 1) before.to = latestDay(before.to, span.to);
    else result.push({ ...span });
  }
  return result;
}
