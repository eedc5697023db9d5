import { type EpochDay, epochDay } from '@monitoring-timeline/core';

/** Where on the two time axes (and, for audit, on the third) a question is asked. */
export interface Coordinates {
  /** Valid time: what was true on this day. */
  readonly asOf: EpochDay;
  /** What was public by the end of this day. */
  readonly knownAt: EpochDay;
  /** What this store held at that instant: ISO time stamp. Absent means all that it holds. */
  readonly recordedAt?: string | undefined;
  /** Leaves out what is known only by assumption, such as that inspectors arrived before any report said so. */
  readonly publicOnly?: boolean | undefined;
}

/** Coordinates with both axes on one ISO day. */
export function onDay(day: string): Coordinates {
  return { asOf: epochDay(day), knownAt: epochDay(day) };
}
