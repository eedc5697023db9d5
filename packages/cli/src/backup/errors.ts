import { TimelineError } from '@monitoring-timeline/core';

/** A file is no backup, or not all of one, or not what was written. */
export class BackupUnfit extends TimelineError {
  readonly code = 'BackupUnfit';
}

/** There is something where a backup was to be restored to. */
export class StoreNotEmpty extends TimelineError {
  readonly code = 'StoreNotEmpty';
}
