import { beginning } from '../../events/envelope.ts';
import { emptyLog, type LogState } from '../append.ts';
import { StoreDamaged } from '../errors.ts';
import type { Position } from '../event-store.ts';
import type { StorageProblem } from '../verify.ts';
import type { Connection } from './connection.ts';
import { type Heads, headAfter } from './heads.ts';
import type { LogReader } from './log-reader.ts';
import { positionAt } from './positions.ts';
import { readStreamOnce } from './read.ts';
import { isServersOwn, type ServerEvent } from './record.ts';

/** How many findings are told; where there are more, the extent is clear. */
const mostFindings = 20;
const atOnce = 8;

/** What the whole log shows of one stream. */
interface Counted {
  events: number;
  last: number;
  position: Position;
}

interface Parts {
  readonly connection: Connection;
  readonly reader: LogReader;
  readonly heads: Heads;
  readonly prefix: string;
}

/**
 * Findings that no hash can make: streams that show other events on their own than in the whole log (deleted, cut
 * off by a retention rule, or with an index that is damaged), and heads that were noted once and do not hold.
 * @throws StoreUnavailable
 */
export async function reconciled(parts: Parts): Promise<readonly StorageProblem[]> {
  const { streams, deleted, heads } = await wholeLog(parts);
  const problems: StorageProblem[] = [...deleted];
  const waiting = [...streams];
  const worker = async (): Promise<void> => {
    for (
      let next = waiting.shift();
      next && problems.length < mostFindings;
      next = waiting.shift()
    ) {
      const problem = await difference(parts, ...next);
      if (problem !== undefined) problems.push(problem);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  for await (const { revision, head } of parts.heads.notes()) {
    if (problems.length >= mostFindings) break;
    const found = head && heads.get(head.position);
    const holds =
      found &&
      head &&
      found.hash === head.hash &&
      found.events === head.events &&
      found.streams === head.streams;
    if (holds) continue;
    problems.push({
      reason:
        head === undefined
          ? `note ${revision} of the log's head cannot be read`
          : `when ${head.events} events in ${head.streams} streams were on record, position ${head.position} was noted with another hash: events up to there were changed, or the note was`,
    });
  }
  return problems.slice(0, mostFindings);
}

/** One pass over the log: what it holds of each stream, and its head at every position that was noted. */
async function wholeLog({ reader, heads, prefix }: Parts): Promise<{
  readonly streams: ReadonlyMap<string, Counted>;
  readonly deleted: readonly StorageProblem[];
  readonly heads: ReadonlyMap<Position, LogState>;
}> {
  const noted = new Set<Position>();
  for await (const { head } of heads.notes()) if (head) noted.add(head.position);
  const streams = new Map<string, Counted>();
  const deleted: StorageProblem[] = [];
  const found = new Map<Position, LogState>();
  let end = emptyLog;
  for (;;) {
    const { events, atEnd } = await reader.raw(end.position, { wholly: true });
    for (const event of events) {
      end = headAfter(end, [event], prefix);
      if (noted.has(end.position)) found.set(end.position, end);
      const stream = event.streamId.slice(prefix.length);
      if (isServersOwn(event)) {
        deleted.push({
          reason: `stream ${event.streamId} was deleted for ever at position ${end.position}`,
        });
      } else count(streams, stream, event);
    }
    if (atEnd) return { streams, deleted, heads: found };
  }
}

function count(streams: Map<string, Counted>, stream: string, event: ServerEvent): void {
  const counted = streams.get(stream) ?? { events: 0, last: -1, position: beginning };
  counted.events += 1;
  counted.last = Number(event.revision);
  if (event.position) counted.position = positionAt(event.position);
  streams.set(stream, counted);
}

async function difference(
  { connection, prefix }: Parts,
  stream: string,
  { events, last, position }: Counted,
): Promise<StorageProblem | undefined> {
  const name = `${prefix}${stream}`;
  const place = { position, stream, revision: last };
  try {
    const [first] = (await readStreamOnce(connection, name, { limit: 1 })) ?? [];
    const [end] =
      (await readStreamOnce(connection, name, { direction: 'backwards', limit: 1 })) ?? [];
    if (first === undefined || end === undefined) {
      return {
        reason: `stream ${name} has ${events} events in $all and none of its own: it was deleted or emptied`,
        event: place,
      };
    }
    // events may have come since the log was read, so more than was counted is no finding
    if (Number(first.revision) === 0 && Number(end.revision) >= last && events === last + 1)
      return undefined;
    return {
      reason: `stream ${name} shows revisions ${first.revision} to ${end.revision}, and $all holds ${events} events up to revision ${last}: a retention rule or a deletion took some, or an index is damaged`,
      event: place,
    };
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error;
    return { reason: error.message, event: place };
  }
}
