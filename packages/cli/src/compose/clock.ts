import { type Clock, systemClock } from '@monitoring-timeline/core';

/** Time as an input: nothing below the command asks the machine for it. */
export const clock: Clock = systemClock;

/** Now, as imports note it. */
export function now(): Date {
  return new Date(clock.now());
}
