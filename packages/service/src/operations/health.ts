import { type EventStore, whenAwakeFor } from '@monitoring-timeline/core';
import type { Clock, Lag } from '@monitoring-timeline/projections';
import type { Settings } from '../config/index.ts';

/** Something that follows the log, such as the views. */
export interface Follower {
  readonly name: string;
  /** How far it is behind; null as long as it has not caught up for the first time. */
  lag(): Promise<Lag | null>;
}

/** How a follower stands at a moment. */
export interface Following {
  readonly name: string;
  readonly state: 'current' | 'starting' | 'behind' | 'stalled' | 'stopped';
  /** Events behind the log; null while it is not known. */
  readonly events: number | null;
  /** Seconds since the first of them was recorded; null while it is not known. */
  readonly seconds: number | null;
}

/** Whether requests may be sent here, and why not. */
export interface Readiness {
  readonly ready: boolean;
  /** One sentence each; none of them tells of the inside of the log. */
  readonly reasons: readonly string[];
  readonly followers: readonly Following[];
}

interface Seen {
  readonly reached: string;
  /** When it was first seen to stand there. */
  readonly at: number;
}

/** A store that does not answer in this time counts as out of reach, in ms. */
const storeAnswersWithin = 2000;

/** Watches over what follows the log, and says whether the service is fit to answer. */
export class Health {
  readonly #store: EventStore;
  readonly #clock: Clock;
  readonly #settings: Settings;
  readonly #followers: Follower[] = [];
  readonly #seen = new Map<string, Seen>();
  readonly #closing: AbortSignal;

  constructor(store: EventStore, clock: Clock, settings: Settings, closing: AbortSignal) {
    this.#store = store;
    this.#clock = clock;
    this.#settings = settings;
    this.#closing = closing;
  }

  /** From now on readiness and metrics count this follower in. */
  watch(follower: Follower): void {
    this.#followers.push(follower);
  }

  /** Looks at everything now. Never throws: what cannot be asked is a reason. */
  async look(): Promise<Readiness> {
    const reasons: string[] = [];
    if (this.#closing.aborted) reasons.push('The service is shutting down.');
    if (!(await this.#storeAnswers())) {
      reasons.push('The log cannot be read; the log of the service says why.');
      return { ready: false, reasons, followers: [] };
    }
    const followers = await this.followers();
    for (const follower of followers) {
      const reason = this.#reasonAgainst(follower);
      if (reason !== undefined) reasons.push(reason);
    }
    return { ready: reasons.length === 0, reasons, followers };
  }

  /** How far behind each follower is, and whether it moves. */
  async followers(): Promise<readonly Following[]> {
    return Promise.all(this.#followers.map((follower) => this.#following(follower)));
  }

  async #following({ name, lag }: Follower): Promise<Following> {
    const found = await lag().catch(() => undefined);
    if (found === null) return { name, state: 'starting', events: null, seconds: null };
    if (found === undefined) return { name, state: 'stopped', events: null, seconds: null };
    const { events, seconds, stopped, reached } = found;
    if (stopped !== null) return { name, state: 'stopped', events, seconds };
    if (events === 0) {
      this.#seen.delete(name);
      return { name, state: 'current', events, seconds };
    }
    const stoodMs = this.#stoodMs(name, reached);
    const stalled = stoodMs >= this.#settings.stallSeconds * 1000;
    return { name, state: stalled ? 'stalled' : 'behind', events, seconds };
  }

  /** For how long a follower has been seen at the same place. */
  #stoodMs(name: string, reached: string): number {
    const now = this.#clock.now();
    const before = this.#seen.get(name);
    if (before?.reached === reached) return now - before.at;
    this.#seen.set(name, { reached, at: now });
    return 0;
  }

  #reasonAgainst({ name, state, events, seconds }: Following): string | undefined {
    if (state === 'starting') return `The ${name} are catching up with the log.`;
    if (state === 'stopped') {
      return `The ${name} have stopped; \`timeline lag\` and the log of the service say why.`;
    }
    const far = `${events} events and ${seconds} seconds behind the log`;
    if (state === 'stalled') return `The ${name} are ${far}, and do not move.`;
    const late = state === 'behind' && (seconds ?? 0) > this.#settings.lagSeconds;
    return late ? `The ${name} are ${far}.` : undefined;
  }

  async #storeAnswers(): Promise<boolean> {
    const late = Promise.withResolvers<boolean>();
    const end = whenAwakeFor(storeAnswersWithin, () => late.resolve(false));
    const head = this.#store.head().then(
      () => true,
      () => false,
    );
    try {
      return await Promise.race([head, late.promise]);
    } finally {
      end();
    }
  }
}
