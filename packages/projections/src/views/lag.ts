import {
  bankHolidayCalendar,
  CalendarRange,
  type EpochDay,
  workingDaysBetween,
} from '@monitoring-timeline/core';
import type { Lag } from '../answers/common.ts';

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
