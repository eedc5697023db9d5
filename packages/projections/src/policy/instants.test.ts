import { epochDay } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { coveredLong, inspectedAndReported, rowsOn } from '../testing/due.ts';
import { nextChange, nextChangeAmong } from './instants.ts';

const events = [
  ...inspectedAndReported({
    version: '2018',
    from: '2021-11-15',
    to: '2021-11-30',
    published: '2022-01-17',
    grades: { overall: 'good' },
  }),
  coveredLong,
];
const cycleOn = (day: string) => rowsOn(events, day, { rule: 'ilacs-cycle' })[0]!;

describe('the next change of a row', () => {
  it.each([
    ['2022-02-01', '2024-05-30'],
    ['2024-05-30', '2024-11-30'],
    ['2024-11-30', '2025-05-31'],
    ['2025-05-30', '2025-05-31'],
  ])('after %s falls on %s', (on, next) => {
    expect(nextChange(cycleOn(on))).toBe(epochDay(next));
    expect(cycleOn(next).status).not.toBe(cycleOn(on).status);
  });

  it('is nothing once the window has closed', () => {
    expect(nextChange(cycleOn('2025-05-31'))).toBeUndefined();
  });

  it('among rows is the earliest', () => {
    const rows = rowsOn(events, '2022-02-01');
    expect(nextChangeAmong(rows)).toBe(epochDay('2022-02-28'));
    expect(nextChangeAmong([])).toBeUndefined();
  });
});
