import { TimelineError } from '../errors.ts';
import { type Recorded, toPosition } from '../events/envelope.ts';
import { UnknownPosition } from './errors.ts';
import { beginning, type EventStore, type Position } from './event-store.ts';

/** A checkpoint was given by a log that went on otherwise than this one: what it stands for is not known here. */
export class CheckpointOfAnotherHistory extends TimelineError {
  readonly code = 'CheckpointOfAnotherHistory';

  constructor(checkpoint: string, why: string) {
    super(
      `The checkpoint "${checkpoint}" is of another history of the log: ${why}. Start again from an earlier checkpoint, or from the beginning; events that you have are known by their ids.`,
      { checkpoint },
    );
  }
}

const parting = '~';
const markLength = 16;
/** So many digits of a hash tell two events apart; fewer are no mark. */
const leastMark = /^[0-9a-f]{8,64}$/;

/**
 * The checkpoint after an event, as it is given to whoever follows the log from outside: its position, and the beginning of its
 * `chainHash`, by which another history of the log is told, such as one that went on from an earlier backup.
 */
export function checkpointAt({ position, chainHash }: Recorded): string {
  return `${position}${parting}${chainHash.slice(0, markLength)}`;
}

/** The checkpoint at a position of the log as it stands; the position alone where no event is there. */
export async function checkpointOf(store: EventStore, position: Position): Promise<string> {
  const reached = await store.at(position);
  return reached ? checkpointAt(reached) : position;
}

/**
 * Whether a log, as it stands, holds what led to a checkpoint: what was worked out up to there follows from it still. Of a position alone
 * that is so where the log can be read on from it.
 * @throws the errors of the engine
 */
export async function isOfHistory(store: EventStore, checkpoint: string): Promise<boolean> {
  try {
    const position = await positionOfCheckpoint(store, checkpoint);
    if (position === checkpoint) await store.readAll(position, { limit: 1 });
    return true;
  } catch (error) {
    if (error instanceof CheckpointOfAnotherHistory || error instanceof UnknownPosition) {
      return false;
    }
    throw error;
  }
}

/** The position that is written in a checkpoint, whatever its history. */
export function positionWritten(checkpoint: string): Position {
  const [written = ''] = checkpoint.split(parting, 1);
  return toPosition(written);
}

/**
 * The position that a checkpoint stands for in this log. A position alone is taken where it can mean only one thing.
 * @throws CheckpointOfAnotherHistory, UnknownPosition, the errors of the engine
 */
export async function positionOfCheckpoint(
  store: EventStore,
  checkpoint: string,
): Promise<Position> {
  const [, mark] = checkpoint.split(parting, 2);
  const position = positionWritten(checkpoint);
  if (position === beginning) return position;
  if (mark !== undefined) {
    const there = await store.at(position);
    if (leastMark.test(mark) && there?.chainHash.startsWith(mark)) return position;
    const why = there ? 'another event stands there' : 'it does not reach that far';
    throw new CheckpointOfAnotherHistory(checkpoint, why);
  }
  const { restoredAt = beginning } = store;
  if (restoredAt !== beginning && position > restoredAt) {
    throw new CheckpointOfAnotherHistory(
      checkpoint,
      `the log was restored from a backup at ${restoredAt}, and a position after that may be one of before. Give the whole checkpoint that was told, ${parting} and what follows it included`,
    );
  }
  return position;
}
