import { type EpochDay, isoDay, utcDay } from '@monitoring-timeline/core';
import { DateTime, IANAZone } from 'luxon';

let zone: IANAZone | undefined;

/** The zone in which a day of the record begins and ends. To make it takes milliseconds, so it is made when it is needed. */
function london(): IANAZone {
  zone ??= IANAZone.create('Europe/London');
  return zone;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Since then clocks in London are those of UTC or one hour ahead. */
const sinceUtcOrAnHourAhead = Date.UTC(1972, 0);

/** The day that it is in London at an instant (ms since 1970). A day of the record ends there at midnight. */
export function londonDay(instant: number): EpochDay {
  // no clock need be asked but in the last hour of a day of UTC, when it may be the next day in London
  if (instant >= sinceUtcOrAnHourAhead && utcDay(instant) === utcDay(instant + hourMs)) {
    return utcDay(instant);
  }
  return utcDay(instant + london().offset(instant) * minuteMs);
}

let midnight: { readonly day: EpochDay; readonly instant: number } | undefined;

/** The instant (ms since 1970) at which a day begins in London. Clocks change at one in the morning, never at midnight. */
export function londonMidnight(day: EpochDay): number {
  // one day is asked about of everybody in turn
  if (midnight?.day !== day) midnight = { day, instant: londonTime(isoDay(day)) };
  return midnight.instant;
}

/**
 * The instant (ms since 1970) at which clocks in London show a time, written in ISO form without a zone. Of an hour that they show twice
 * the first is meant; one that they leave out is the hour after. NaN where the text is no such time.
 */
export function londonTime(text: string): number {
  const shown = DateTime.fromISO(text, { zone: london() });
  return (shown.getPossibleOffsets()[0] ?? shown).toMillis();
}
