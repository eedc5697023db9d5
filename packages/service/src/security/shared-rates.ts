import { hash, randomUUID } from 'node:crypto';
import { changeState, type StatePart } from '@monitoring-timeline/core/shared-state';

/** Length of the time in which requests are counted, ms. */
export const windowMs = 60_000;
/** How often a process tells others what it counted, and looks at what they did, ms. */
export const lookMs = 1000;
/** A client is told of once it has this part of its limit in one process: of all others nothing is written or read. */
const toldFrom = 0.1;
/** How many clients are counted at one time, and how many a process tells of; the longest unused, and the least busy, are let go. */
const mostCounted = 10_000;
const mostTold = 500;

interface Window {
  count: number;
  limit: number;
  /** By the clock of this process, ms. */
  readonly began: number;
}

/** What a process tells: how often it has told, and of each client its count and how long that still holds, ms. */
interface Told {
  readonly number: number;
  readonly clients: Readonly<Record<string, readonly [count: number, left: number]>>;
}

/** What one process counted of a client, and until when that holds by the clock of this one, ms. */
interface Counted {
  readonly count: number;
  readonly until: number;
}

/**
 * Counts the requests of clients, together with what other processes over the same state counted. Each counts by itself and answers at
 * once; of who asks much they tell each other every second. So a client that is spread over all of them has its limit once, and as much
 * more as it can ask for in a second, and a tenth of the limit for each process that it asks less than that. No two machines have to
 * agree on the hour: what another told holds for as long as it says from when it was first seen here.
 */
export class SharedRates {
  readonly #part: StatePart;
  readonly #now: () => number;
  readonly #id = randomUUID();
  readonly #own = new Map<string, Window>();
  #others = new Map<string, Counted[]>();
  /** When what another process tells was first seen, by its id. */
  #seen = new Map<string, { readonly number: number; readonly at: number }>();
  #number = 0;
  /** What was told last; empty where nothing of ours stands there. */
  #told = '';

  /** @param now ms that go on at an even pace */
  constructor(part: Omit<StatePart, 'projection'>, now: () => number = () => performance.now()) {
    this.#part = { ...part, projection: 'request-rates' };
    this.#now = now;
  }

  /**
   * Counts a request. @returns how many there were in all, and for how many ms they count on here; where they are too many, in how many
   * ms they no longer are
   */
  count(client: string, limit: number): { readonly current: number; readonly ttl: number } {
    const now = this.#now();
    const before = this.#own.get(client);
    const alive = before !== undefined && before.began + windowMs > now;
    const window = alive ? before : { count: 0, limit, began: now };
    window.count += 1;
    window.limit = limit;
    // the last used stands last
    this.#own.delete(client);
    this.#own.set(client, window);
    if (this.#own.size > mostCounted) {
      const [longestUnused] = this.#own.keys();
      if (longestUnused !== undefined) this.#own.delete(longestUnused);
    }
    const own = { count: window.count, until: window.began + windowMs };
    const all = [own, ...this.#countsOfOthers(client, now)];
    const current = sumOf(all);
    const until = current > limit ? endOfTooMany(all, limit) : own.until;
    return { current, ttl: Math.max(0, until - now) };
  }

  /** Tells others of who asks much here, and takes in what they tell; where nobody asks much it costs nothing. */
  async exchange(): Promise<void> {
    const busy = this.#busy();
    if (busy.length === 0 && this.#told === '') {
      this.#others.clear();
      this.#seen.clear();
      return;
    }
    const over = await this.#takeIn();
    const told = JSON.stringify(busy.map(([name, { count, began }]) => [name, count, began]));
    if (busy.length > 0 && told === this.#told) return;
    const now = this.#now();
    this.#number += 1;
    const value: Told = {
      number: this.#number,
      clients: Object.fromEntries(
        busy.map(([name, { count, began }]) => [
          hashOf(name),
          [count, Math.ceil(began + windowMs - now)],
        ]),
      ),
    };
    const put = busy.length === 0 ? [] : [{ key: this.#id, value: JSON.stringify(value) }];
    const remove = busy.length === 0 ? [...over, this.#id] : over;
    await changeState(this.#part, async () => ({ result: undefined, put, remove }));
    this.#told = busy.length === 0 ? '' : told;
  }

  /** Takes back what was told, as this process ends. */
  async end(): Promise<void> {
    this.#own.clear();
    await this.exchange();
  }

  #busy(): readonly (readonly [string, Window])[] {
    const now = this.#now();
    return [...this.#own]
      .filter(([, { count, limit, began }]) => count >= limit * toldFrom && began + windowMs > now)
      .sort(([, one], [, other]) => other.count - one.count)
      .slice(0, mostTold);
  }

  /** Reads what others told. @returns ids of those whose word has ended, and who have not told since */
  async #takeIn(): Promise<readonly string[]> {
    const { state, projection } = this.#part;
    const entries = await state.entries(projection);
    const now = this.#now();
    const others = new Map<string, Counted[]>();
    const seen = new Map<string, { readonly number: number; readonly at: number }>();
    const over: string[] = [];
    for (const { key, value } of entries) {
      if (key === this.#id) continue;
      const { number, clients } = JSON.parse(value) as Told;
      const before = this.#seen.get(key);
      const at = before?.number === number ? before.at : now;
      seen.set(key, { number, at });
      if (at + windowMs <= now) over.push(key);
      for (const [name, [count, left]] of Object.entries(clients)) {
        const list = others.get(name) ?? [];
        list.push({ count, until: at + Math.min(left, windowMs) });
        others.set(name, list);
      }
    }
    this.#others = others;
    this.#seen = seen;
    return over;
  }

  #countsOfOthers(client: string, now: number): readonly Counted[] {
    if (this.#others.size === 0) return [];
    const counts = this.#others.get(hashOf(client)) ?? [];
    return counts.filter(({ until }) => until > now);
  }
}

function sumOf(counts: readonly Counted[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** When so many have been forgotten that one more request would be within the limit. */
function endOfTooMany(counts: readonly Counted[], limit: number): number {
  const inTurn = counts.toSorted((one, other) => one.until - other.until);
  const enough = inTurn.find((_, at) => sumOf(inTurn.slice(at + 1)) < limit);
  return enough?.until ?? 0;
}

/** No address of anybody is written down. */
function hashOf(client: string): string {
  return hash('sha256', `rate ${client}`, 'base64url').slice(0, 22);
}
