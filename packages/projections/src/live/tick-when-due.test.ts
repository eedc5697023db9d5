import { type EpochDay, epochDay, isoDay } from '@monitoring-timeline/core';
import { map, NEVER, type SchedulerLike, Subject, tap } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../engine/virtual-clock.ts';
import { schedulerOf } from './clock-scheduler.ts';
import { longestWait, tickWhenDue } from './tick-when-due.ts';

/** Frames of a test begin in London with the 2nd of January 1970, an hour ahead of UTC all that year. */
const start = 23 * 3_600_000;

function marbles(test: (frame: TestScheduler, by: SchedulerLike) => void): void {
  const frames = new TestScheduler((is, should) => expect(is).toEqual(should));
  const by: SchedulerLike = {
    now: () => start + frames.now(),
    schedule: frames.schedule.bind(frames),
  };
  frames.run(() => test(frames, by));
}

const dayOf = map((day: EpochDay) => isoDay(day).slice(-2));

describe('tickWhenDue', () => {
  it('ticks at once, and then only on days when something is due', () => {
    marbles((frames, by) => {
      const due = [epochDay('1970-01-04'), epochDay('1970-01-09')];
      const ticks = NEVER.pipe(
        tickWhenDue(() => due[0], by),
        tap((day) => day === due[0] && due.shift()),
        dayOf,
      );
      frames.expectObservable(ticks, '^ 20000m !').toBe('a 2879m 59s 999ms b 7199m 59s 999ms c', {
        a: '02',
        b: '04',
        c: '09',
      });
    });
  });

  it('notices a nearer day at once where the source tells of it', () => {
    marbles((frames, by) => {
      let due = epochDay('1970-02-01');
      const source = frames
        .createHotObservable('1430m n')
        .pipe(tap(() => (due = epochDay('1970-01-03'))));
      const ticks = source.pipe(
        tickWhenDue(() => due, by),
        dayOf,
      );
      frames.expectObservable(ticks, '^ 1500m !').toBe('a 1439m 59s 999ms b', { a: '02', b: '03' });
    });
  });

  it('goes on where the source ends, and ends with its error', () => {
    marbles((frames, by) => {
      const ended = frames.createColdObservable('-|').pipe(
        tickWhenDue(() => epochDay('1970-01-03'), by),
        dayOf,
      );
      frames.expectObservable(ended, '^ 1500m !').toBe('a 1439m 59s 999ms b', { a: '02', b: '03' });
      const broken = frames.createColdObservable('-#').pipe(
        tickWhenDue(() => undefined, by),
        dayOf,
      );
      frames.expectObservable(broken).toBe('a#', { a: '02' });
    });
  });

  it('tells of a clock that was set back, and goes on from there', async () => {
    const clock = createVirtualClock('2026-06-01');
    const days: string[] = [];
    const wake = new Subject<void>();
    const ticking = wake
      .pipe(tickWhenDue(() => epochDay('2026-05-10'), schedulerOf(clock)))
      .subscribe((day) => days.push(isoDay(day)));
    await clock.moveTo('2026-06-01');
    clock.set('2026-05-01');
    wake.next();
    await clock.moveTo('2026-05-10');
    ticking.unsubscribe();
    expect(days).toEqual(['2026-06-01', '2026-05-01', '2026-05-10']);
  });

  it('passes years by the clock in milliseconds, and waits for nothing once nobody listens', async () => {
    const clock = createVirtualClock('2020-01-01');
    const days: string[] = [];
    const ticking = NEVER.pipe(
      tickWhenDue(() => epochDay('2021-06-15'), schedulerOf(clock)),
    ).subscribe((day) => days.push(isoDay(day)));
    await clock.moveTo('2021-06-16');
    ticking.unsubscribe();
    expect(days).toEqual(['2020-01-01', '2021-06-15', '2021-06-16']);
    expect(Math.max(...clock.sleeps)).toBeLessThanOrEqual(longestWait);
    const slept = clock.sleeps.length;
    await clock.moveTo('2021-07-01');
    expect(clock.sleeps.length).toBe(slept);
  });
});
