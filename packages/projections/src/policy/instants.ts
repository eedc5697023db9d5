import { type EpochDay, epochDay } from '@monitoring-timeline/core';

/** The days of a row that a change of status can fall on; ISO, null where it has none. */
export interface Dated {
  readonly opens: string | null;
  readonly due: string | null;
  readonly closes: string | null;
  readonly next: { readonly on: string } | null;
}

/**
 * The day on which the status of a row changes by the calendar alone, if no further event comes; undefined where it
 * will not. Overdue is the day after the window closed.
 */
export function nextChange({ next }: Dated): EpochDay | undefined {
  return next === null ? undefined : epochDay(next.on);
}

/** The earliest such day among rows. */
export function nextChangeAmong(rows: readonly Dated[]): EpochDay | undefined {
  let first: EpochDay | undefined;
  for (const row of rows) {
    const day = nextChange(row);
    if (day !== undefined && (first === undefined || day < first)) first = day;
  }
  return first;
}
