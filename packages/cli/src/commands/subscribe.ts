import {
  authorityStream,
  beginning,
  claimTypes,
  type Directory,
  type EventFilter,
  type EventStore,
  operationalTypes,
  type Position,
} from '@monitoring-timeline/core';
import { loadDirectory, regionsMeant } from '@monitoring-timeline/projections';
import { filter, firstValueFrom, fromEvent, merge, take } from 'rxjs';
import { type Call, type GlobalOptions, hint } from '../call.ts';
import { askStore } from '../compose/asking.ts';
import { untilStopped } from '../compose/until-stopped.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { Lines } from '../output/lines.ts';
import { authorityMeant, choice, refuseDates } from './answering.ts';

export interface SubscribeCallOptions extends GlobalOptions {
  readonly from?: string;
  readonly authority?: string;
  readonly region?: string;
  readonly type?: readonly string[];
  readonly untilCaughtUp?: boolean;
}

/** Which events are wanted: what the store can pass over, and what is left to us. */
interface Wanted {
  readonly filter: EventFilter;
  readonly streams: ReadonlySet<string> | undefined;
}

/**
 * `timeline subscribe`: events after a position, then as they come in, each a JSON line as `export` writes it. Reads on only
 * when the reader of the lines has taken them. Ctrl+C and a reader that goes away end it with 0.
 * @throws UnknownAuthority, AmbiguousAuthority, UnknownRegion, UnknownPosition, WrongCall, the errors of the store
 */
export async function subscribe(call: Call<SubscribeCallOptions>): Promise<ExitCode> {
  const { from, type, untilCaughtUp } = call.options;
  const types = type?.map((one) => choice('--type', one, [...claimTypes, ...operationalTypes]));
  refuseDates(call, 'subscribe', ['asOf', 'knownAt', 'recordedAt'], 'give --from a position');
  return askStore(call, async ({ store }) => {
    const wanted = wantedOf(call, await loadDirectory(store), types);
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
  { filter: wanted, streams }: Wanted,
  lines: Lines,
  stop: AbortSignal,
): Promise<Position> {
  let after = from;
  while (!stop.aborted) {
    const page = await store.readAll(after, { filter: wanted });
    for (const recorded of page.events) {
      if (stop.aborted) return after;
      if (!streams || streams.has(recorded.stream)) await lines.write(recorded);
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

function wantedOf(
  { options: { authority: named, region } }: Call<SubscribeCallOptions>,
  directory: Directory,
  types: readonly string[] | undefined,
): Wanted {
  const authority = named === undefined ? undefined : directory.resolve(authorityMeant(named)).key;
  const regions = region === undefined ? undefined : regionsMeant(region);
  const keys = directory
    .all()
    .filter(({ key }) => authority === undefined || key === authority)
    .filter(({ key }) => !regions || regions.has(directory.region(key) ?? ''))
    .map(({ key }) => key);
  const everywhere = authority === undefined && regions === undefined;
  return {
    filter: {
      ...(types ? { types } : {}),
      ...(authority === undefined ? {} : { streamPrefix: authorityStream(authority) }),
    },
    streams: everywhere ? undefined : new Set(keys.map((key) => authorityStream(key))),
  };
}
