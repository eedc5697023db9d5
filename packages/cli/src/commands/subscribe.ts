import {
  beginning,
  checkpointOf,
  type EventStore,
  type Position,
  positionOfCheckpoint,
  type Recorded,
} from '@monitoring-timeline/core';
import { eventsWanted } from '@monitoring-timeline/projections/asking';
import { type Call, type GlobalOptions, hint } from '../call/call.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { commandLine } from '../call/manner.ts';
import { askStore, directoryOf } from '../compose/asking.ts';
import { untilStopped } from '../compose/until-stopped.ts';
import { Lines } from '../output/lines.ts';
import { refuseDates } from './answering.ts';

export interface SubscribeCallOptions extends GlobalOptions {
  readonly from?: string;
  readonly authority?: readonly string[];
  readonly region?: string;
  readonly type?: readonly string[];
  readonly untilCaughtUp?: boolean;
}

/**
 * `timeline subscribe`: events after a checkpoint, then as they come in, each a JSON line as `export` writes it. Its
 * position and the beginning of its `chainHash` are the checkpoint after it, which another history of the log refuses. Reads on only
 * when the reader of the lines has taken them. Ctrl+C and a reader that goes away end it with 0.
 * @throws UnknownAuthority, AmbiguousAuthority, UnknownRegion, UnknownPosition, CheckpointOfAnotherHistory, WrongCall, the errors of the store
 */
export async function subscribe(call: Call<SubscribeCallOptions>): Promise<ExitCode> {
  const { from, authority, region, type, untilCaughtUp } = call.options;
  refuseDates(call, 'subscribe', ['asOf', 'knownAt', 'recordedAt'], 'give --from a position');
  return askStore(call, async (asked) => {
    const { store } = asked;
    const wanted = eventsWanted({ authority, region, type }, commandLine, await directoryOf(asked));
    const start =
      from === 'end'
        ? (await store.head()).position
        : await positionOfCheckpoint(store, from ?? beginning);
    await untilStopped(async (stop) => {
      const lines = new Lines(call.terminal.out, stop);
      let caughtUp = false;
      for await (const message of store.follow(start, { filter: wanted.filter, signal: stop })) {
        if (message.kind === 'events') {
          await write(message.events.filter(wanted.wants), lines, stop);
        } else if (!caughtUp) {
          if (untilCaughtUp) break;
          caughtUp = true;
          hint(call, `Caught up at ${await placeOf(store, message.checkpoint)}; Ctrl+C ends.`);
        }
      }
    });
    return exitCodes.done;
  });
}

/** Where to go on from after a position, for a person to copy. */
async function placeOf(store: EventStore, position: Position): Promise<string> {
  return position === beginning
    ? 'the beginning'
    : `checkpoint ${await checkpointOf(store, position)}`;
}

async function write(events: readonly Recorded[], lines: Lines, stop: AbortSignal): Promise<void> {
  for (const recorded of events) {
    if (stop.aborted) return;
    await lines.write(recorded);
  }
}
