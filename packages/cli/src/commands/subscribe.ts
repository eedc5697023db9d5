import {
  beginning,
  type EventFilter,
  type EventStore,
  type Position,
} from '@monitoring-timeline/core';
import { type EventsWanted, eventsWanted, loadDirectory } from '@monitoring-timeline/projections';
import { filter, firstValueFrom, fromEvent, merge, take } from 'rxjs';
import { type Call, type GlobalOptions, hint } from '../call.ts';
import { askStore } from '../compose/asking.ts';
import { untilStopped } from '../compose/until-stopped.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { commandLine } from '../manner.ts';
import { Lines } from '../output/lines.ts';
import { refuseDates } from './answering.ts';

export interface SubscribeCallOptions extends GlobalOptions {
  readonly from?: string;
  readonly authority?: string;
  readonly region?: string;
  readonly type?: readonly string[];
  readonly untilCaughtUp?: boolean;
}

/**
 * `timeline subscribe`: events after a position, then as they come in, each a JSON line as `export` writes it. Reads on only
 * when the reader of the lines has taken them. Ctrl+C and a reader that goes away end it with 0.
 * @throws UnknownAuthority, AmbiguousAuthority, UnknownRegion, UnknownPosition, WrongCall, the errors of the store
 */
export async function subscribe(call: Call<SubscribeCallOptions>): Promise<ExitCode> {
  const { from, authority, region, type, untilCaughtUp } = call.options;
  refuseDates(call, 'subscribe', ['asOf', 'knownAt', 'recordedAt'], 'give --from a position');
  return askStore(call, async ({ store }) => {
    const wanted = eventsWanted(
      { authority, region, type },
      commandLine,
      await loadDirectory(store),
    );
    const start = from === 'end' ? (await store.head()).position : (from ?? beginning);
    await untilStopped(async (stop) => {
      const lines = new Lines(call.terminal.out, stop);
      let after = await writeUpToEnd(store, start, wanted, lines, stop);
      if (untilCaughtUp || stop.aborted) return;
      hint(call, `Caught up at position ${after || 'beginning'}; Ctrl+C ends.`);
      while (!stop.aborted) {
        await grown(store, after, wanted.filter, stop);
        after = await writeUpToEnd(store, after, wanted, lines, stop);
      }
    });
    return exitCodes.done;
  });
}

/** Writes every wanted event after a position up to the present end of the log; returns where it came to. */
async function writeUpToEnd(
  store: EventStore,
  from: Position,
  wanted: EventsWanted,
  lines: Lines,
  stop: AbortSignal,
): Promise<Position> {
  let after = from;
  while (!stop.aborted) {
    const page = await store.readAll(after, { filter: wanted.filter });
    for (const recorded of page.events) {
      if (stop.aborted) return after;
      if (wanted.wants(recorded)) await lines.write(recorded);
    }
    after = page.next;
    if (page.atEnd) break;
  }
  return after;
}

/** Resolves when the log holds a wanted event after a position, or when stopped. */
async function grown(
  store: EventStore,
  after: Position,
  wanted: EventFilter,
  stop: AbortSignal,
): Promise<void> {
  const events = store
    .subscribe(after, { filter: wanted })
    .pipe(filter(({ kind }) => kind === 'events'));
  const stopped = fromEvent(stop, 'abort');
  await firstValueFrom(merge(events, stopped).pipe(take(1)), { defaultValue: undefined });
}
