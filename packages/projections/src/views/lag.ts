import {
  bankHolidayCalendar,
  CalendarRange,
  type EpochDay,
  workingDaysBetween,
} from '@monitoring-timeline/core';

/** How long a report took: measured, never assumed. */
export interface Lag {
  readonly calendarDays: number;
  /** Null where the days lie outside the bank holiday table. */
  readonly workingDays: number | null;
  readonly calendar: string;
}

export function lagBetween(from: EpochDay, to: EpochDay): Lag {
  return {
    calendarDays: to - from,
    workingDays: workingDays(from, to),
    calendar: bankHolidayCalendar.version,
  };
}

function workingDays(from: EpochDay, to: EpochDay): number | null {
  try {
    return workingDaysBetween(from, to);
  } catch (error) {
    if (error instanceof CalendarRange) return null;
    throw error;
  }
}
