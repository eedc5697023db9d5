import {
  addDays,
  type EpochDay,
  isoDay,
  type Moment,
  type PartialDate,
  toText,
} from '@monitoring-timeline/core';

/** A moment in ISO text as precise as it is: a day, a month, a year, or the two ends of a span. */
export function momentText(moment: Moment | undefined): string | null {
  if (moment === undefined) return null;
  if (typeof moment === 'number') return isoDay(moment);
  const [from, to] = [isoDay(moment.from), isoDay(moment.to)];
  if (from.slice(0, 7) === to.slice(0, 7) && from.endsWith('-01') && isLastOfMonth(moment.to)) {
    return from.slice(0, 7);
  }
  if (from.slice(0, 4) === to.slice(0, 4) && from.endsWith('-01-01') && to.endsWith('-12-31')) {
    return from.slice(0, 4);
  }
  return `${from}/${to}`;
}

function isLastOfMonth(day: EpochDay): boolean {
  return isoDay(addDays(day, 1)).endsWith('-01');
}

/** The start of a partial date as text: a tenure `since` November 2017 gives `2017-11`. */
export function startText(date: PartialDate): string {
  return date.precision === 'by' || date.precision === 'financial_year' ? toText(date) : date.from;
}
