import { TimelineError } from '../errors.ts';

/** Another worker has moved the projection's checkpoint meanwhile: read it again and go on from there. */
export class StateMoved extends TimelineError {
  readonly code = 'StateMoved';
}

export function stateMoved(
  projection: string,
  expected: string | undefined,
  found: string | undefined,
): StateMoved {
  return new StateMoved(
    `The projection "${projection}" was at ${found ?? 'its beginning'}, not at ${expected ?? 'its beginning'}: another worker keeps it too. Read its checkpoint again and go on from there.`,
    { projection, expected, found },
  );
}
