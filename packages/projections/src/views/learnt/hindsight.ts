import {
  activityOf,
  addDays,
  allSteps,
  type Claim,
  type EpochDay,
  epochDay,
  isoDay,
  isRepair,
  type Steps,
} from '@monitoring-timeline/core';
import type { Hindsight, HindsightSpan, HindsightStep } from '../../answers/hindsight.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { authorityShown, type ViewContext } from '../authority.ts';
import { becauseOfAll } from '../evidence.ts';
import { recordTo } from '../picture/coverage.ts';
import { becauseOfReport, publishedOf, statusOn, uncertainties } from '../standing/in-short.ts';
import { type AreaStanding, standingState } from '../standing/state.ts';

/**
 * What moves a standing: inspections, their reports, and what mends or matches them. A visit does only where a person's ruling, or a
 * correction, may make an inspection of it.
 */
function moving(record: AuthorityRecord): (claim: Claim) => boolean {
  const repairs = [...record.claims()].flatMap(({ event }) => (isRepair(event) ? [event] : []));
  const mended = new Set<string>(repairs.map(({ data }) => data.target));
  const ruled = [...record.claims()].some(({ event }) => event.type === 'MatchRuled');
  return (claim) => {
    const { id, type } = claim.event;
    if (isRepair(claim.event) || type === 'MatchRuled' || mended.has(id)) return true;
    const activity = activityOf(claim)?.activity;
    return activity === 'inspection' || (ruled && activity !== undefined);
  };
}

/**
 * Where an authority stood on each day up to `asOf`, as known on each day up to `knownAt`: only the days on which one of these
 * answers changes are told, those of knowledge one by one, and in each the days that stand alike.
 */
export function hindsight(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
): Hindsight {
  return allSteps(hindsightInSteps(record, coordinates, context));
}

/** The same in steps, for who must not hold up others: what was known is worked out for each day on which anything became known. */
export function* hindsightInSteps(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
): Steps<Hindsight> {
  const { asOf, knownAt, recordedAt } = coordinates;
  const steps: (HindsightStep & { readonly said: string })[] = [];
  const days = record.daysLearnt(moving(record));
  for (const day of [undefined, ...days.filter((one) => one <= knownAt)]) {
    const at = { ...coordinates, knownAt: day ?? before(days, knownAt) };
    const spans = yield* spansOf(record, yield* record.atInSteps(at), at, context);
    const said = JSON.stringify(spans.map(({ because: _, ...one }) => one));
    if (steps.at(-1)?.said === said) continue;
    steps.push({ knownFrom: day === undefined ? null : isoDay(day), knownTo: '', spans, said });
  }
  const told = steps.map(({ knownFrom, spans }, index): HindsightStep => {
    const next = steps[index + 1]?.knownFrom;
    return { knownFrom, knownTo: next ? dayBefore(next) : isoDay(knownAt), spans };
  });
  return {
    authority: authorityShown(record.authority, asOf, context, knownAt).shown,
    asOf: isoDay(asOf),
    knownAt: isoDay(knownAt),
    ...(recordedAt === undefined ? {} : { recordedAt }),
    recordTo: recordTo(context.national, coordinates, 'graded_inspection'),
    steps: told,
    because: becauseOfAll(
      told.flatMap(({ spans }) => spans.map((span) => span.because)),
      (id) => record.claim(id),
    ),
  };
}

/** The days up to `asOf` as known at one day, those that stand alike together. */
function* spansOf(
  { authority }: AuthorityRecord,
  knowledge: Knowledge,
  { asOf }: Coordinates,
  context: ViewContext,
): Steps<readonly HindsightSpan[]> {
  const starts = turningDays(knowledge, context).filter((day) => day <= asOf);
  const spans: { from: string | null; said: string; span: Omit<HindsightSpan, 'from' | 'to'> }[] =
    [];
  for (const day of [undefined, ...starts]) {
    yield;
    const span = stoodOn(authority, knowledge, day ?? before(starts, asOf), context);
    const { because: _, ...compared } = span;
    const said = JSON.stringify(compared);
    if (spans.at(-1)?.said !== said)
      spans.push({ from: day === undefined ? null : isoDay(day), said, span });
  }
  return spans.map(({ from, span }, index) => {
    const next = spans[index + 1]?.from;
    return { from, to: next ? dayBefore(next) : isoDay(asOf), ...span };
  });
}

/** Days on which a standing can turn, as known at one day: a report comes to hold, or surely holds; the authority begins or ends. */
function turningDays(knowledge: Knowledge, { directory }: ViewContext): readonly EpochDay[] {
  const { established, abolished } = directory.get(knowledge.authority) ?? {};
  const days = new Set(knowledge.reports.flatMap((one) => [one.validFrom, one.validSurely]));
  if (established !== undefined) days.add(epochDay(established));
  if (abolished !== undefined) days.add(addDays(epochDay(abolished), 1));
  return [...days].sort((a, b) => a - b);
}

function stoodOn(
  authority: AuthorityRecord['authority'],
  knowledge: Knowledge,
  asOf: EpochDay,
  context: ViewContext,
): Omit<HindsightSpan, 'from' | 'to'> {
  const state = standingState(knowledge, asOf);
  const { report, overall, areas } = state;
  return {
    status: statusOn(authorityShown(authority, asOf, context), state),
    overall: overall?.grade ?? null,
    areas: Object.fromEntries(areas.map(({ area, grade }) => [area, grade])),
    joint: jointOf(areas),
    framework: report?.framework ?? null,
    published: report ? publishedOf(report) : null,
    uncertain: uncertainties(report, asOf).length > 0,
    because: report ? becauseOfReport(report) : [],
  };
}

function jointOf(areas: readonly AreaStanding[]): HindsightSpan['joint'] {
  const own = new Set(areas.map(({ area }) => area));
  return Object.fromEntries(
    areas.flatMap(({ area, covers = [] }) =>
      covers.flatMap((covered) => (own.has(covered) ? [] : [[covered, area]])),
    ),
  );
}

/** A day before all of these, and not after the last. */
function before([first]: readonly EpochDay[], last: EpochDay): EpochDay {
  return first === undefined || first > last ? last : addDays(first, -1);
}

function dayBefore(day: string): string {
  return isoDay(addDays(epochDay(day), -1));
}
