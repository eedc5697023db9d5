import { TimelineError } from '@monitoring-timeline/core';

/** What was asked cannot be carried out; the message names the parameter and gives an example. */
export class WrongCall extends TimelineError {
  readonly code = 'WrongCall';
}
