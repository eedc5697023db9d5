import { TimelineError } from '../errors.ts';

/** There is no key in a text, or none of the kind that seals. */
export class InvalidSealKey extends TimelineError {
  readonly code = 'InvalidSealKey';
}

/** A text is no seal and no proof, or not as this program writes them. */
export class InvalidProof extends TimelineError {
  readonly code = 'InvalidProof';
}

/** The log does not begin with what was sealed. */
export class SealBroken extends TimelineError {
  readonly code = 'SealBroken';
}

/** A log without an event, or one that does not verify, is not sealed. */
export class NotSealed extends TimelineError {
  readonly code = 'NotSealed';
}

/** What is to be proved lies behind the seal, or is not in the log. */
export class NotProved extends TimelineError {
  readonly code = 'NotProved';
}
