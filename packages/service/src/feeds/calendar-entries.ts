import { addDays, type EpochDay, epochDay } from '@monitoring-timeline/core';
import type { CalendarClock } from './calendar-clock.ts';
import { doubtsOf, type Part, summaryOf } from './calendar-words.ts';

/** One entry of a calendar: whole days, the last of them in it. */
export interface CalendarEntry {
  readonly part: Part;
  readonly first: EpochDay;
  readonly last: EpochDay;
  readonly summary: string;
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
}

/** Where the record says, or cannot say, that what was to come by a day did not. */
const past: ReadonlySet<string> = new Set(['overdue', 'not_known']);

/** The entries of a clock: its window as a span, the usual point or the deadline, and the day after where that is past. */
export function entriesOf(clock: CalendarClock): readonly CalendarEntry[] {
  return spansOf(clock).map(([part, first, last]) => ({
    part,
    first,
    last,
    summary: summaryOf(clock, part),
    status: statusOf(clock),
  }));
}

type Span = readonly [part: Part, first: EpochDay, last: EpochDay];

function spansOf(clock: CalendarClock): readonly Span[] {
  const { opens, due, closes } = clock.row;
  const spans: Span[] = [];
  const from = opens ?? due;
  if (closes !== null && from !== null) {
    spans.push(['window', epochDay(from), epochDay(closes)]);
  } else if (opens !== null) spans.push(['opens', epochDay(opens), epochDay(opens)]);
  if (due !== null) spans.push(['due', epochDay(due), epochDay(due)]);
  const last = closes ?? due;
  if (last !== null && wasPast(clock, last)) {
    const after = addDays(epochDay(last), 1);
    spans.push(['past', after, after]);
  }
  return spans;
}

/** True where it is past its last day undone, or was when it was done. */
function wasPast({ row, ended }: CalendarClock, last: string): boolean {
  if (ended === 'met') return row.met?.on != null && row.met.on > last;
  return past.has(row.status);
}

/** What is over is cancelled, so that a client strikes it out; what no law or no known day makes sure is tentative. */
function statusOf({ row, ended }: CalendarClock): CalendarEntry['status'] {
  if (ended !== undefined) return 'CANCELLED';
  return doubtsOf(row).length === 0 ? 'CONFIRMED' : 'TENTATIVE';
}
