import { TimelineError } from '@monitoring-timeline/core';

/** A setting cannot be taken; the message names it, where it came from and what it may be. */
export class InvalidSetting extends TimelineError {
  readonly code = 'InvalidSetting';
}
