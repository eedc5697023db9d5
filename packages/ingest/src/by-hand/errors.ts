import { TimelineError } from '@monitoring-timeline/core';

/** No claim in the log has this id. */
export class UnknownEvent extends TimelineError {
  readonly code = 'UnknownEvent';
}

/** What a person wants to write down does not fit; `details.place` says where, and nothing was written. */
export class EntryRefused extends TimelineError {
  readonly code = 'EntryRefused';
}
