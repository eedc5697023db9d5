import { TimelineError } from '@monitoring-timeline/core';

/** The publication day given for releases that state none is no day, or lies after today. */
export class InvalidPublished extends TimelineError {
  readonly code = 'InvalidPublished';
}

/** @throws InvalidPublished */
export function checkPublished(published: string | undefined, today: string): void {
  if (published === undefined) return;
  const exists =
    /^\d{4}-\d{2}-\d{2}$/.test(published) &&
    new Date(`${published}T00:00:00Z`).toJSON()?.slice(0, 10) === published;
  if (exists && published <= today) return;
  throw new InvalidPublished(
    exists
      ? `The publication day ${published} lies after today, ${today}. Give the day on which the release came out, and import it then or later.`
      : `"${published}" is not a publication day; write it as 2025-09-25.`,
    { published, today },
  );
}
