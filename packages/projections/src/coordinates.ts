import { type EpochDay, epochDay } from '@monitoring-timeline/core';

/** Where on the two time axes (and, for audit, on the third) a question is asked. */
export interface Coordinates {
  /** Valid time: what was true on this day. */
  readonly asOf: EpochDay;
  /** What was public by the end of this day. */
  readonly knownAt: EpochDay;
  /** What this store held at that instant: ISO time stamp. Absent means all that it holds. */
  readonly recordedAt?: string | undefined;
  /** What the log held up to this position: the same axis as `recordedAt`, event by event. */
  readonly upTo?: string | undefined;
  /** Leaves out what is known only by assumption, such as that inspectors arrived before any report said so. */
  readonly publicOnly?: boolean | undefined;
}

/** Coordinates with both axes on one ISO day. */
export function onDay(day: string): Coordinates {
  return { asOf: epochDay(day), knownAt: epochDay(day) };
}

/** A question's dates as people give them: days in ISO form, `recordedAt` a time stamp. */
export interface Dates {
  /** What was true on this day; today unless given. */
  readonly asOf?: string | undefined;
  /** What was public by the end of this day; the day of `asOf` unless given. */
  readonly knownAt?: string | undefined;
  /** What this store held at that instant; all that it holds unless given. */
  readonly recordedAt?: string | undefined;
  /** Leaves out what is known only by assumption, such as that inspectors arrived before any report said so. */
  readonly publicOnly?: boolean | undefined;
  /** Nothing that the log took in after this position: pages of one answer stay those of one log. */
  readonly upTo?: string | undefined;
}

/**
 * Coordinates from dates: `asOf` alone sets both axes, `knownAt` moves the second alone, neither means today.
 * @throws InvalidDay where a day is none
 */
export function coordinatesOf(dates: Dates, today: EpochDay): Coordinates {
  const asOf = dates.asOf === undefined ? today : epochDay(dates.asOf);
  return {
    asOf,
    knownAt: dates.knownAt === undefined ? asOf : epochDay(dates.knownAt),
    recordedAt: dates.recordedAt,
    publicOnly: dates.publicOnly,
    ...(dates.upTo === undefined ? {} : { upTo: dates.upTo }),
  };
}
