import { setImmediate } from 'node:timers/promises';
import { addDays, addMonths, type EpochDay, epochDay, isoDay } from '@monitoring-timeline/core';
import { attributionText } from '@monitoring-timeline/projections';
import ical, {
  ICalAlarmRelatesTo,
  ICalAlarmType,
  type ICalCalendar,
  ICalCalendarMethod,
  type ICalEvent,
  ICalEventBusyStatus,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { v5 } from 'uuid';
import type { CalendarClock } from './calendar-clock.ts';
import { type CalendarEntry, entriesOf } from './calendar-entries.ts';
import { descriptionOf } from './calendar-words.ts';
import type { AuthorityClocks } from './clocks.ts';
import { entryName } from './entry-changes.ts';

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
  readonly clocks: AsyncIterable<AuthorityClocks>;
  /** So many seconds before an entry, and before a window closes, a client reminds of it; it does not unless given. */
  readonly reminder?: number | undefined;
}

/**
 * Deadlines as an iCalendar file (RFC 5545): all-day entries, windows as the spans that they are. Everything else has its turn after
 * each authority: of all England they are thousands of entries.
 */
export async function calendarText(asked: CalendarAsked): Promise<string> {
  const frame = calendarOf(asked).toString();
  const head = frame.slice(0, -end.length);
  const parts = [head];
  for await (const clocks of asked.clocks) {
    const calendar = calendarOf(asked);
    addEntries(calendar, clocks, asked);
    // the library writes a calendar at one go; lines are folded one by one, so that its parts are those of the whole
    parts.push(calendar.toString().slice(head.length, -end.length));
    await setImmediate();
  }
  return `${parts.join('')}${end}`;
}

const end = 'END:VCALENDAR';

function calendarOf({ title }: CalendarAsked): ICalCalendar {
  return ical({
    name: title,
    description: attributionText,
    prodId: { company: 'Monitoring timeline', product: 'Deadlines', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
    timezone: null,
  });
}

function addEntries(
  calendar: ICalCalendar,
  { clocks: own, changeOf }: AuthorityClocks,
  { today, stamp, base, reminder }: CalendarAsked,
): void {
  const [first, last] = [
    addMonths(epochDay(today), -shown.past),
    addMonths(epochDay(today), shown.ahead),
  ];
  for (const clock of own) {
    if (rhythms.has(clock.row.activity)) continue;
    const { row } = clock;
    for (const entry of entriesOf(clock)) {
      if (entry.first > last || (entry.last < first && !waits(clock))) continue;
      const name = entryName(clock, entry.part);
      const { sequence, recorded } = changeOf(name);
      const event = calendar.createEvent({
        id: v5(name, namespace),
        sequence,
        stamp,
        lastModified: recorded === undefined ? stamp : new Date(recorded),
        start: dateOf(entry.first),
        end: dateOf(addDays(entry.last, 1)),
        allDay: true,
        summary: entry.summary,
        description: descriptionOf(clock),
        status: ICalEventStatus[entry.status],
        transparency: ICalEventTransparency.TRANSPARENT,
        busystatus: ICalEventBusyStatus.FREE,
        categories: [{ name: row.basis ?? 'usual' }],
        ...(base === undefined
          ? {}
          : { url: `${base}/api/due?authority=${row.authority.key}&rule=${row.rule}` }),
      });
      if (reminder !== undefined) remind(event, entry, reminder);
    }
  }
}

/** A text alone, before the entry begins and before a window closes. Of what is over or past there is nothing to remind. */
function remind(event: ICalEvent, { part, status, summary }: CalendarEntry, seconds: number): void {
  if (status === 'CANCELLED' || part === 'past') return;
  const ends =
    part === 'window'
      ? [ICalAlarmRelatesTo.start, ICalAlarmRelatesTo.end]
      : [ICalAlarmRelatesTo.start];
  for (const relatesTo of ends) {
    const alarm = event.createAlarm({
      type: ICalAlarmType.display,
      triggerBefore: seconds,
      description: relatesTo === ICalAlarmRelatesTo.end ? `The window closes. ${summary}` : summary,
    });
    // the library passes over it among the options
    alarm.relatesTo(relatesTo);
  }
}

/** True while somebody still waits, however long ago the day was. */
function waits({ row, ended }: CalendarClock): boolean {
  return ended === undefined && row.status !== 'not_shown';
}

/** Midnight UTC of a day: an all-day entry takes its date alone. */
function dateOf(day: EpochDay): Date {
  return new Date(`${isoDay(day)}T00:00:00Z`);
}
