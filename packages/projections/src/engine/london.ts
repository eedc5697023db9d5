import { type EpochDay, utcDay } from '@monitoring-timeline/core';

const dayMs = 86_400_000;
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Milliseconds that London's clocks are ahead of UTC at an instant: nothing in winter, an hour in summer. */
function offset(instant: number): number {
  const shown = Object.fromEntries(
    parts.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
  const asUtc = Date.UTC(
    shown.year,
    shown.month - 1,
    shown.day,
    shown.hour,
    shown.minute,
    shown.second,
  );
  return asUtc - Math.floor(instant / 1000) * 1000;
}

/** The day that it is in London at an instant (ms since 1970). A day of the record ends there at midnight. */
export function londonDay(instant: number): EpochDay {
  return utcDay(instant + offset(instant));
}

/** The instant (ms since 1970) at which a day begins in London. Clocks change at one in the morning, never at midnight. */
export function londonMidnight(day: EpochDay): number {
  const utc = day * dayMs;
  return utc - offset(utc);
}
