import { createHash } from 'node:crypto';
import type { Strategy } from './group-settings.ts';
import type { LogRecord } from './log.ts';

/** A consumer as the choice sees it. */
export interface Candidate {
  readonly id: number;
  /** How many more events it takes before it has acknowledged some. */
  readonly free: number;
}

/** Which consumer of a group gets an event; nobody where the one that should has no room. */
export class Dispatcher<C extends Candidate> {
  readonly #strategy: Strategy;
  #turn: C[] = [];

  constructor(strategy: Strategy) {
    this.#strategy = strategy;
  }

  get consumers(): readonly C[] {
    return this.#turn;
  }

  /** A consumer that joins is the next to be served. */
  add(consumer: C): void {
    this.#turn.unshift(consumer);
  }

  remove(consumer: C): void {
    this.#turn = this.#turn.filter((other) => other !== consumer);
  }

  /** True where another event could go to somebody. */
  get hasRoom(): boolean {
    return this.#turn.some(({ free }) => free > 0);
  }

  choose(record: LogRecord): C | undefined {
    switch (this.#strategy) {
      case 'DispatchToSingle':
        return this.#turn.findLast(({ free }) => free > 0);
      case 'RoundRobin':
        return this.#nextInTurn();
      default: {
        const pinned = this.#pinned(this.#key(record));
        return pinned !== undefined && pinned.free > 0 ? pinned : undefined;
      }
    }
  }

  #nextInTurn(): C | undefined {
    const at = this.#turn.findIndex(({ free }) => free > 0);
    if (at < 0) return undefined;
    const [chosen] = this.#turn.splice(at, 1);
    if (chosen !== undefined) this.#turn.push(chosen);
    return chosen;
  }

  #key(record: LogRecord): string {
    if (this.#strategy === 'Pinned') return record.stream;
    try {
      const metadata: unknown = JSON.parse(new TextDecoder().decode(record.metadata));
      const id = (metadata as { $correlationId?: unknown } | null)?.$correlationId;
      return typeof id === 'string' ? id : record.stream;
    } catch {
      return record.stream;
    }
  }

  /** Each key goes to the consumer for which their common hash is largest: few keys move when one comes or goes. */
  #pinned(key: string): C | undefined {
    let best: C | undefined;
    let highest = '';
    for (const consumer of this.#turn) {
      const weight = createHash('sha1').update(`${consumer.id} ${key}`).digest('hex');
      if (weight > highest) {
        highest = weight;
        best = consumer;
      }
    }
    return best;
  }
}
