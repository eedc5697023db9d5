import type { PreparedWrite } from '../append.ts';
import { InvalidRequest } from '../errors.ts';

/** The server takes this many bytes in one append, unless it is configured otherwise. */
export const largestAppend = 1_048_576;

/** What goes beside each event, with the two members that tracing adds; all of it has one length. */
const metadataSize = JSON.stringify({
  recorded: '2026-01-01T00:00:00.000Z',
  contentHash: '0'.repeat(64),
  chainHash: '0'.repeat(64),
  $traceId: '0'.repeat(32),
  $spanId: '0'.repeat(16),
}).length;

interface Sized {
  readonly type: string;
  /** The event as JSON. */
  readonly text: string;
}

/**
 * Bytes of an event as servers from 24.10.4 and 25.0 count them: data, metadata, and the type at two bytes a
 * character. Earlier ones count the data alone.
 */
export function sizeOf({ type, text }: Sized): number {
  return Buffer.byteLength(text) + metadataSize + 2 * type.length;
}

/** Runs of events that each fit into one append, as long as they can be; an event too large for any is a run alone. */
export function runsOf<T extends Sized>(events: readonly T[]): T[][] {
  const runs: T[][] = [];
  let bytes = 0;
  for (const event of events) {
    const size = sizeOf(event);
    bytes += size;
    if (runs.length > 0 && bytes <= largestAppend) {
      runs.at(-1)!.push(event);
    } else {
      runs.push([event]);
      bytes = size;
    }
  }
  return runs;
}

/**
 * The rest of what the client mishandles never gets here: `prepareWrite` refuses empty appends, revisions below 0,
 * ids that are not UUIDs, and values that JSON has no form for, whose appends would never be answered.
 * @throws InvalidRequest where the server could not take the write in one append
 */
export function checkSize({ stream, events }: PreparedWrite): void {
  const bytes = events.reduce((sum, event) => sum + sizeOf(event), 0);
  if (bytes <= largestAppend) return;
  throw new InvalidRequest(
    `Append to ${stream}`,
    `its ${events.length} events have ${bytes} bytes together, types and metadata counted, and the server takes ${largestAppend} in one append; append them in several parts`,
  );
}
