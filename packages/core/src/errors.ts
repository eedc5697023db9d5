/**
 * Base of every error this project throws on purpose. `code` is stable and meant for programs;
 * `message` tells a person what to do next; `details` carries the typed particulars.
 */
export abstract class TimelineError extends Error {
  /** Stable name of the error, for programs: the name of its class. */
  abstract readonly code: string;
  /** The particulars of this case, as JSON; which there are, its class says. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.details = details;
  }
}

/** True for any error of ours, also one from another copy of the package. */
export function isTimelineError(error: unknown): error is TimelineError {
  return (
    error instanceof Error &&
    typeof (error as { code?: unknown }).code === 'string' &&
    'details' in error
  );
}
