import type { DueRow } from '@monitoring-timeline/projections';

/** A clock as a calendar shows it: still running, or ended. */
export interface CalendarClock {
  /** The same for as long as the clock follows the same report, visit or authority, however its days are corrected. */
  readonly identity: string;
  readonly row: DueRow;
  /** What is owed, in a few words. */
  readonly owed: string;
  /** How it ended; undefined while it runs. */
  readonly ended: 'met' | 'followed' | undefined;
}
