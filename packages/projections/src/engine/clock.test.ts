import { addDays, type EpochDay, epochDay, isoDay } from '@monitoring-timeline/core';
import { firstValueFrom, NEVER, Subject, skip, timeout } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { longestSleep, systemClock, type Tick, ticks } from './clock.ts';
import { londonDay, londonMidnight } from './london.ts';
import { createVirtualClock } from './virtual-clock.ts';

function collect(
  clock: ReturnType<typeof createVirtualClock>,
  due: () => EpochDay | undefined,
  wake = new Subject<void>(),
) {
  const days: string[] = [];
  const subscription = ticks(clock, due, wake).subscribe(({ day }: Tick) => days.push(isoDay(day)));
  return { days, wake, stop: () => subscription.unsubscribe() };
}

describe('days in London', () => {
  it('begin an hour before UTC midnight in summer, with it in winter, and change at midnight', () => {
    expect(new Date(londonMidnight(epochDay('2026-07-01'))).toISOString()).toBe(
      '2026-06-30T23:00:00.000Z',
    );
    expect(new Date(londonMidnight(epochDay('2026-12-01'))).toISOString()).toBe(
      '2026-12-01T00:00:00.000Z',
    );
    for (const day of ['2026-03-29', '2026-03-30', '2026-10-25', '2026-10-26']) {
      const midnight = londonMidnight(epochDay(day));
      expect([isoDay(londonDay(midnight - 1)), isoDay(londonDay(midnight))]).toEqual([
        isoDay(addDays(epochDay(day), -1)),
        day,
      ]);
    }
  });
});

describe('the clock stream', () => {
  it('ticks at once, and then only on days when something is due, over years in milliseconds', async () => {
    const clock = createVirtualClock('2020-01-01');
    const due = [epochDay('2021-06-15'), epochDay('2025-02-28')];
    const { days, stop } = collect(clock, () => due[0]);
    await clock.moveTo('2021-06-14');
    expect(days).toEqual(['2020-01-01']);
    await clock.moveTo('2021-06-15');
    due.shift();
    await clock.moveTo('2025-02-28');
    due.shift();
    await clock.moveTo('2031-01-01');
    stop();
    expect(days).toEqual(['2020-01-01', '2021-06-15', '2025-02-28']);
  });

  it('never sleeps longer than an hour in one timer', async () => {
    const clock = createVirtualClock('2026-01-01');
    const { stop } = collect(clock, () => epochDay('2026-03-01'));
    await clock.moveTo('2026-02-01');
    stop();
    expect(clock.sleeps.length).toBeGreaterThan(700);
    expect(Math.max(...clock.sleeps)).toBeLessThanOrEqual(longestSleep);
  });

  it('does not fire early on the real scheduler for a day that lies beyond what one timer can hold', async () => {
    const far = addDays(londonDay(systemClock.now()), 40);
    const early = firstValueFrom(ticks(systemClock, () => far, NEVER).pipe(skip(1), timeout(300)));
    await expect(early).rejects.toThrow('Timeout');
  });

  it('looks again when something new may be due sooner', async () => {
    const clock = createVirtualClock('2026-01-01');
    let due = epochDay('2027-01-01');
    const { days, wake, stop } = collect(clock, () => due);
    await clock.moveTo('2026-01-02');
    due = epochDay('2026-01-03');
    wake.next();
    await clock.moveTo('2026-01-03');
    stop();
    expect(days).toEqual(['2026-01-01', '2026-01-03']);
  });

  it('tells of a clock that jumped back, and goes on from there', async () => {
    const clock = createVirtualClock('2026-06-01');
    const { days, wake, stop } = collect(clock, () => epochDay('2026-05-10'));
    await clock.moveTo('2026-06-01');
    clock.set('2026-05-01');
    wake.next();
    await clock.moveTo('2026-05-10');
    stop();
    expect(days).toEqual(['2026-06-01', '2026-05-01', '2026-05-10']);
  });

  it('stops sleeping when nobody listens any more', async () => {
    const clock = createVirtualClock('2026-06-01');
    const { stop } = collect(clock, () => epochDay('2026-06-10'));
    await clock.moveTo('2026-06-02');
    stop();
    const slept = clock.sleeps.length;
    await clock.moveTo('2026-06-09');
    expect(clock.sleeps.length).toBe(slept);
  });
});
