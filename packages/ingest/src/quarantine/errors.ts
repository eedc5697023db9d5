import { TimelineError } from '@monitoring-timeline/core';

/** Nothing in quarantine has this id. */
export class UnknownQuarantined extends TimelineError {
  readonly code = 'UnknownQuarantined';
}

/** A person has decided otherwise already; `details` say who, when and what. Nothing was written. */
export class AlreadyDecided extends TimelineError {
  readonly code = 'AlreadyDecided';
}
