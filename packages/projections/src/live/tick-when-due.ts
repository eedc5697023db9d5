import { addDays, type EpochDay, latestDay } from '@monitoring-timeline/core';
import {
  defer,
  filter,
  map,
  type OperatorFunction,
  repeat,
  type SchedulerLike,
  scan,
  startWith,
  switchMap,
  timer,
} from 'rxjs';
import { londonDay, londonMidnight } from '../engine/london.ts';

/**
 * Longest single wait, in ms: an hour. A timer of more than 24.8 days fires at once (`setTimeout` overflows), and a laptop
 * that slept or a clock that was set is noticed within the hour.
 */
export const longestWait = 3_600_000;

/**
 * Gives the day that it is in London when first listened to, when a day is reached on which something is due, and when the
 * clock was set back to an earlier one: who listens must not undo what was done on the later day. Days on which nothing is
 * due pass in silence, and after a pause of any length there is one tick.
 *
 * The source says that a nearer day may be due now; its values are of no matter, and its end stops nothing.
 *
 * @param nextDue the next day after one on which anything changes by time alone, undefined for never; asked before each wait
 */
export function tickWhenDue(
  nextDue: (after: EpochDay) => EpochDay | undefined,
  scheduler: SchedulerLike,
): OperatorFunction<unknown, EpochDay> {
  const today = () => londonDay(scheduler.now());
  const wait = defer(() => timer(untilNextLook(scheduler.now(), nextDue(today())), scheduler));
  return (source) =>
    source.pipe(
      startWith(undefined),
      switchMap(() => wait.pipe(repeat(), startWith(undefined))),
      map(today),
      scan(
        (before: Look | undefined, day) => look(before, day, before && nextDue(before.day)),
        undefined,
      ),
      filter((seen): seen is Look => seen?.ticks === true),
      map(({ day }) => day),
    );
}

/** The day of the last tick, and whether this look at the clock was it. */
interface Look {
  readonly day: EpochDay;
  readonly ticks: boolean;
}

function look(before: Look | undefined, day: EpochDay, due: EpochDay | undefined): Look {
  const ticks =
    before === undefined ||
    day < before.day ||
    (day > before.day && due !== undefined && due <= day);
  return { day: ticks ? day : before.day, ticks };
}

function untilNextLook(now: number, due: EpochDay | undefined): number {
  if (due === undefined) return longestWait;
  const until = londonMidnight(latestDay(due, addDays(londonDay(now), 1))) - now;
  return Math.min(Math.max(until, 1), longestWait);
}
