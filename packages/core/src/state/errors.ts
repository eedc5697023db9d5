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

/** The file of what was worked out is damaged. The log is not touched by it. */
export class StateDamaged extends TimelineError {
  readonly code = 'StateDamaged';

  constructor(path: string, cause: Error) {
    super(
      `${path} is damaged (${cause.message.split('.', 1)[0]}). The log is another file and is not touched by this: end what uses the store, delete ${path} with what stands beside it (-wal, -shm), and start again; what it held is worked out anew. Webhooks have to be given their secrets again.`,
      { path },
      cause,
    );
  }
}
