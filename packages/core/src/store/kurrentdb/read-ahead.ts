import { beginning } from '../../events/envelope.ts';
import type { Position } from '../event-store.ts';
import { positionAt } from './positions.ts';
import { largestRead } from './read.ts';
import type { ServerEvent } from './record.ts';

/** Who reads in smaller pages looks at some events and does not go through the log. */
const smallestPage = 256;

/** How many readers are read ahead for at once; the others are read for page by page. */
const mostReaders = 4;

/** A reader that does not come back within so many ms is no longer expected. */
const expectedWithin = 5_000;

type Events = readonly ServerEvent[];

/** How the log is read: from a position on, inclusive, so many events at most. */
export interface Reads {
  /** For somebody who waits. */
  asked(from: Position, limit: number): Promise<Events>;
  /** On the chance that somebody will: tried once, and no matter if it fails. */
  ahead(from: Position, limit: number): Promise<Events>;
}

export interface WantedPage {
  /** What is wanted of the log. */
  readonly of: string;
  readonly after: Position;
  /** Events wanted, that at `after` among them. */
  readonly size: number;
  /** Whether an earlier page ended at `after`. */
  readonly goesOn: boolean;
}

/** What was read and not yet given, beginning with the event given last, and the read that follows it. */
interface Left {
  readonly events: Events;
  readonly following: Promise<Events> | undefined;
  readonly gone: NodeJS.Timeout;
}

/**
 * Reads on while a page is dealt with, for those who go through the log page by page: so server and reader work at
 * the same time, and not every page waits for the first events of a call. What was read ahead is given only where it
 * fills a page: events on record never change, but where the log ends is always asked anew.
 */
export class ReadAhead {
  readonly #left = new Map<string, Left>();

  /** The events of a page, as `asked` gives them. */
  async page({ of, after, size, goesOn }: WantedPage, reads: Reads): Promise<Events> {
    const left = this.#take(`${of} ${after}`);
    const ahead = goesOn && size >= smallestPage && this.#left.size < mostReaders;
    const several = severalPages(size);
    let events = left?.events ?? [];
    let following = left?.following;
    if (events.length < size && following !== undefined) {
      events = joined(events, await following);
      following = undefined;
    }
    if (events.length < size) {
      events = await reads.asked(after, ahead ? several : size);
      following = undefined;
    }
    const page = events.slice(0, size);
    const [end, last] = [positionOf(page.at(-1)), positionOf(events.at(-1))];
    if (ahead && events.length > size) following ??= reads.ahead(last, several).catch(() => []);
    if (following === undefined) return page;
    this.#keep(`${of} ${end}`, { events: events.slice(size - 1), following });
    return page;
  }

  #take(key: string): Left | undefined {
    const left = this.#left.get(key);
    clearTimeout(left?.gone);
    this.#left.delete(key);
    return left;
  }

  #keep(key: string, left: Omit<Left, 'gone'>): void {
    this.#take(key);
    const gone = setTimeout(() => this.#left.delete(key), expectedWithin).unref();
    this.#left.set(key, { ...left, gone });
  }
}

/** What was left and what follows it, which begins with the last event of what was left. */
function joined(left: Events, following: Events): Events {
  const fits = following.length > 0 && positionOf(left.at(-1)) === positionOf(following[0]);
  return fits ? [...left.slice(0, -1), ...following] : left;
}

function positionOf(event: ServerEvent | undefined): Position {
  return event?.position ? positionAt(event.position) : beginning;
}

/** As many whole pages as one read may give, each of which begins with the last event of the one before it. */
function severalPages(size: number): number {
  const step = size - 1;
  return 1 + step * Math.max(1, Math.floor((largestRead - 1) / step));
}
