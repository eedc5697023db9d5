import {
  addDays,
  addMonths,
  addWorkingDays,
  bankHolidayCalendar,
  distantPast,
  type EpochDay,
  earliestDay,
  epochDay,
  type HolidayCalendar,
  latestDay,
} from '@monitoring-timeline/core';
import { openEnd } from './known.ts';
import type { Offset, OffsetStep, Rule, Suspension } from './schema.ts';

/** A suspension with its days as numbers. */
export interface SuspendedSpan {
  /** First day, or the one after an overlapping suspension before it: no day counts twice. */
  readonly from: EpochDay;
  /** Last day. */
  readonly to: EpochDay;
  /** As the policy words it. */
  readonly suspension: Suspension;
}

/** The days of a deadline. Without a window `closes` is undefined, and it is past after `due`. */
export interface Deadline {
  /** First day of the window; undefined where the rule has none. */
  readonly opens: EpochDay | undefined;
  /** The usual point, or the last day on which it is in time. */
  readonly due: EpochDay;
  /** Last day of the window. */
  readonly closes: EpochDay | undefined;
  /** Suspensions that fell between the anchor and the day asked about, in order. */
  readonly suspensions: readonly SuspendedSpan[];
  /** True where these stop the clock. */
  readonly stops: boolean;
  /** Which of its periods these are the days of, where the clock comes round. */
  readonly period?: Period | undefined;
}

/** One turn of a clock that comes round. */
export interface Period {
  /** 1 for the first. */
  readonly number: number;
  /** The day after the one before fell due; of the first none is too early. Its last day is the one on which it falls due. */
  readonly from: EpochDay;
}

/**
 * A day some steps after another. Months keep the day of the month, or end on the last day of a shorter month;
 * working days are those of England and Wales, the day counted from never counted.
 * @throws CalendarRange where working days leave the holiday table.
 */
export function offsetDay(
  from: EpochDay,
  offset: Offset,
  calendar: HolidayCalendar = bankHolidayCalendar,
): EpochDay {
  if (!Array.isArray(offset)) return stepped(from, offset, calendar);
  let day = from;
  for (const step of offset) day = stepped(day, step, calendar);
  return day;
}

function stepped(from: EpochDay, step: OffsetStep, calendar: HolidayCalendar): EpochDay {
  if ('months' in step) return addMonths(from, step.months);
  if ('weeks' in step) return addDays(from, 7 * step.weeks);
  return addWorkingDays(from, step.workingDays, calendar);
}

/**
 * The days of a rule counted from an anchor. Suspensions of its activity are noted; only where the rule says that
 * its clock stops does each day of them that lies after the anchor move later days on by one. A suspension counts from
 * the day it began: before `asOf` reaches that, nobody knew of it. Of a clock that comes round these are the days of the period that
 * `asOf` lies in; it ends with the day on which it falls due.
 * @throws CalendarRange where working days leave the holiday table.
 */
export function deadline(
  { offsets, clockStops, every }: Pick<Rule, 'offsets' | 'clockStops' | 'every'>,
  anchor: EpochDay,
  suspended: readonly SuspendedSpan[],
  asOf: EpochDay,
): Deadline {
  const begun = suspended.filter(({ from, to }) => from <= asOf && to >= anchor);
  const at = (offset: Offset | undefined): EpochDay | undefined => {
    if (offset === undefined) return undefined;
    const day = offsetDay(anchor, offset);
    return clockStops ? stoppedUntil(anchor, day, begun) : day;
  };
  const turn = every && turnOn(anchor, offsets.due, every.months, asOf);
  return {
    opens: at(offsets.opens),
    due: turn?.due ?? at(offsets.due)!,
    closes: at(offsets.closes),
    suspensions: begun,
    stops: clockStops,
    period: turn?.period,
  };
}

/** The first period whose day is not before `asOf`. */
function turnOn(
  anchor: EpochDay,
  offset: Offset,
  months: number,
  asOf: EpochDay,
): { readonly due: EpochDay; readonly period: Period } {
  const dueIn = (number: number) => dueAfter(anchor, offset, (number - 1) * months);
  // no month is longer than 31 days: so many periods have passed at least
  let number = Math.floor(Math.max(0, asOf - dueIn(1)) / (31 * months)) + 1;
  while (dueIn(number) < asOf) number += 1;
  const from = number === 1 ? distantPast : addDays(dueIn(number - 1), 1);
  return { due: dueIn(number), period: { number, from } };
}

/** Months are added up first: a clock of 29 February falls on that day again in four years. */
function dueAfter(anchor: EpochDay, offset: Offset, months: number): EpochDay {
  const [first, ...steps] = Array.isArray(offset) ? offset : [offset];
  if (first && 'months' in first) {
    return offsetDay(anchor, [{ months: first.months + months }, ...steps]);
  }
  return offsetDay(addMonths(anchor, months), offset);
}

/** Where a day comes to lie when the clock stood still in suspensions; they are in order and do not overlap. */
function stoppedUntil(
  anchor: EpochDay,
  day: EpochDay,
  suspended: readonly SuspendedSpan[],
): EpochDay {
  let moved = day;
  for (const { from, to, suspension } of suspended) {
    // how long the clock will stand still is not known: it is read where it stopped
    if (suspension.to === openEnd) break;
    const first = latestDay(from, addDays(anchor, 1));
    if (first > moved) break;
    moved = addDays(moved, to - first + 1);
  }
  return moved;
}

/** The suspension in which a clock stands still on a day. */
export function stoppedBy(
  { suspensions, stops }: Deadline,
  day: EpochDay,
): SuspendedSpan | undefined {
  return stops ? suspensions.find(({ from, to }) => from <= day && day <= to) : undefined;
}

/** Days after one of the days of a deadline up to another; those in which its clock stood still are nobody's, and not counted. */
export function daysAfter({ suspensions, stops }: Deadline, day: EpochDay, asOf: EpochDay): number {
  let past = Math.max(0, asOf - day);
  for (const { from, to } of stops ? suspensions : []) {
    const first = latestDay(from, addDays(day, 1));
    past -= Math.max(0, earliestDay(to, asOf) - first + 1);
  }
  return past;
}

/** True where nobody knows how long a clock will stand still. */
export function isOpen({ suspension }: SuspendedSpan): boolean {
  return suspension.to === openEnd;
}

/** The suspensions of one activity in order, overlapping ones joined for counting. */
export function suspendedSpans(
  suspensions: readonly Suspension[],
  activity: Suspension['activity'],
): readonly SuspendedSpan[] {
  const spans: SuspendedSpan[] = [];
  const own = suspensions
    .filter((suspension) => suspension.activity === activity)
    .map((suspension) => ({
      from: epochDay(suspension.from),
      to: epochDay(suspension.to),
      suspension,
    }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  for (const span of own) {
    const before = spans.at(-1);
    if (before && span.to <= before.to) continue;
    spans.push(before && span.from <= before.to ? { ...span, from: addDays(before.to, 1) } : span);
  }
  return spans;
}
