import { type Clock, systemClock } from '@monitoring-timeline/core';
import { londonToday } from '@monitoring-timeline/projections/reader';

/** Time as an input: nothing below the command asks the machine for it. */
export const clock: Clock = systemClock;

/** Now, as imports note it. */
export function now(): Date {
  return new Date(clock.now());
}

/** Today in London as an ISO day. */
export function today(): string {
  return londonToday(now());
}
