import {
  addDays,
  addMonths,
  authorityStream,
  type EpochDay,
  england,
  epochDay,
  isoDay,
} from '@monitoring-timeline/core';
import { attributionText } from '@monitoring-timeline/projections';
import ical, {
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { v5 } from 'uuid';
import { descriptionOf, type Part, summaryOf } from './calendar-words.ts';
import type { CalendarClock } from './clocks.ts';
import type { StreamEnd } from './stream-ends.ts';

/** Fixed for ever: the ids of all entries hang on it. */
const namespace = '5b0c1f7e-9f0a-5f4c-8c1b-3f1f1a6f2a77';

/** Clients ask again after so long. */
const refreshSeconds = 6 * 3600;

/** Months that are shown: before today, where nobody waits any more, and after. */
const shown = { past: 24, ahead: 60 } as const;

/** Activities of which only a rhythm is usual: their days are no appointment that a calendar would remind of. */
const rhythms: ReadonlySet<string> = new Set(['engagement', 'focused_visit']);

export interface CalendarAsked {
  /** As a reader sees it in a list of calendars. */
  readonly title: string;
  readonly today: string;
  /** When the log changed last. */
  readonly stamp: Date;
  /** Where the service is called, without a path: entries lead there. */
  readonly base?: string;
  readonly clocks: AsyncIterable<CalendarClock>;
  readonly endOf: (stream: string) => StreamEnd | undefined;
}

/** Deadlines as an iCalendar file (RFC 5545): an all-day entry for each day of a clock. */
export async function calendarText(asked: CalendarAsked): Promise<string> {
  const { title, today, stamp, base, clocks, endOf } = asked;
  const calendar = ical({
    name: title,
    description: attributionText,
    prodId: { company: 'Monitoring timeline', product: 'Deadlines', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
    timezone: null,
  });
  const [first, last] = [
    addMonths(epochDay(today), -shown.past),
    addMonths(epochDay(today), shown.ahead),
  ];
  for await (const clock of clocks) {
    if (rhythms.has(clock.row.activity)) continue;
    const { sequence, modified } = changeOf(clock, endOf);
    for (const [part, day] of daysOf(clock)) {
      if (day > last || (day < first && !waits(clock))) continue;
      calendar.createEvent({
        id: v5(`${clock.identity} ${part}`, namespace),
        sequence,
        stamp,
        lastModified: modified ?? stamp,
        start: dateOf(day),
        end: dateOf(addDays(day, 1)),
        allDay: true,
        summary: summaryOf(clock, part),
        description: descriptionOf(clock),
        status: statusOf(clock),
        transparency: ICalEventTransparency.TRANSPARENT,
        busystatus: ICalEventBusyStatus.FREE,
        categories: [{ name: clock.row.basis ?? 'usual' }],
        ...(base === undefined
          ? {}
          : { url: `${base}/api/due?authority=${clock.row.authority.key}&rule=${clock.row.rule}` }),
      });
    }
  }
  return calendar.toString();
}

/** True while somebody still waits, however long ago the day was. */
function waits({ row, ended }: CalendarClock): boolean {
  return ended === undefined && row.status !== 'not_shown';
}

function daysOf({ row }: CalendarClock): readonly (readonly [Part, EpochDay])[] {
  return (['opens', 'due', 'closes'] as const).flatMap((part) => {
    const day = row[part];
    return day === null ? [] : [[part, epochDay(day)] as const];
  });
}

/** Midnight UTC of a day: an all-day entry takes its date alone. */
function dateOf(day: EpochDay): Date {
  return new Date(`${isoDay(day)}T00:00:00Z`);
}

/** What is over is cancelled, so that a client strikes it out; what only usage or past waits say is tentative. */
function statusOf({ row, ended }: CalendarClock): ICalEventStatus {
  if (ended !== undefined) return ICalEventStatus.CANCELLED;
  return row.basis === 'statutory' ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE;
}

/**
 * An entry follows from the events of its authority and of the country: as many as there are is its sequence, which therefore never
 * falls, and the last of them is when it was changed.
 */
function changeOf(
  { row }: CalendarClock,
  endOf: CalendarAsked['endOf'],
): { readonly sequence: number; readonly modified: Date | undefined } {
  const ends = [endOf(authorityStream(row.authority.key)), endOf(authorityStream(england))];
  const recorded = ends
    .flatMap((end) => end?.recorded ?? [])
    .sort()
    .at(-1);
  return {
    sequence: ends.reduce((sum, end) => sum + (end?.events ?? 0), 0),
    modified: recorded === undefined ? undefined : new Date(recorded),
  };
}
