import type { PreparedWrite } from '../append.ts';
import { InvalidRequest } from '../errors.ts';

/** The server takes this many bytes of data in one append, unless it is configured otherwise; metadata does not count. */
export const largestAppend = 1_048_576;

/**
 * The rest of what the client mishandles never gets here: `prepareWrite` refuses empty appends, revisions below 0,
 * ids that are not UUIDs, and values that JSON has no form for, whose appends would never be answered.
 * @throws InvalidRequest where the server could not take the write in one append
 */
export function checkSize({ stream, events }: PreparedWrite): void {
  const bytes = events.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  if (bytes <= largestAppend) return;
  throw new InvalidRequest(
    `Append to ${stream}`,
    `its ${events.length} events have ${bytes} bytes together, and the server takes ${largestAppend} in one append; append them in several parts`,
  );
}
