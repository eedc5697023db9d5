import { addDays, epochDay, isoDay } from '@monitoring-timeline/core';
import { instantGiven, londonToday } from '@monitoring-timeline/projections';
import { type DigestGiven, weekdays } from '../config/index.ts';

type Times = Pick<DigestGiven, 'every' | 'on' | 'at'>;

/** Days are looked through until one of the schedule is found. */
const week = 7;

/** The instant of the last digest that was to be sent by now, in ms: its period ends then. */
export function lastDue(times: Times, now: number): number {
  return find(times, now, -1, (instant) => instant <= now);
}

/** The instant of the next one. */
export function nextDue(times: Times, now: number): number {
  return find(times, now, 1, (instant) => instant > now);
}

function find(
  { every, on, at }: Times,
  now: number,
  step: 1 | -1,
  fits: (instant: number) => boolean,
): number {
  const today = epochDay(londonToday(new Date(now)));
  for (let away = 0; away <= week; away += 1) {
    const day = isoDay(addDays(today, step * away));
    if (every === 'week' && weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] !== on) continue;
    const instant = Date.parse(instantGiven(named, `${day}T${at}`));
    if (fits(instant)) return instant;
  }
  throw new RangeError(`No day of a week fits ${every} ${on} ${at}.`);
}

const named = { name: 'at', example: (value: string) => value };
