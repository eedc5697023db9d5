import {
  type EventStore,
  type Head,
  recordedAhead,
  type Verifiable,
  whenAwakeFor,
} from '@monitoring-timeline/core';
import type { Clock, Lag } from '@monitoring-timeline/projections';
import type { Settings } from '../config/index.ts';
import type { Disk } from './disk.ts';

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
  /** Where the log ends; null where it cannot be read. */
  readonly head: Pick<Head, 'position' | 'events' | 'hash'> | null;
  /** What does not stop it, and yet should be known to whoever runs it. */
  readonly warnings: readonly string[];
}

interface Seen {
  readonly reached: string;
  /** When it was first seen to stand there. */
  readonly at: number;
}

/** What health is told by. */
export interface HealthParts {
  readonly store: EventStore & Verifiable;
  readonly disk: Disk;
  /** What the end of the log shows against what was kept of it elsewhere. */
  readonly doubts?: ((head: Head) => Promise<readonly string[]>) | undefined;
}

/** A store that does not answer in this time counts as out of reach, in ms. */
const storeAnswersWithin = 2000;

/** Watches over what follows the log, and says whether the service is fit to answer. */
export class Health {
  readonly #store: EventStore & Verifiable;
  readonly #disk: Disk;
  readonly #doubts: NonNullable<HealthParts['doubts']>;
  readonly #clock: Clock;
  readonly #settings: Settings;
  readonly #followers: Follower[] = [];
  readonly #seen = new Map<string, Seen>();
  readonly #closing: AbortSignal;

  constructor(
    { store, disk, doubts = async () => [] }: HealthParts,
    clock: Clock,
    settings: Settings,
    closing: AbortSignal,
  ) {
    this.#store = store;
    this.#disk = disk;
    this.#doubts = doubts;
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
    const end = await this.#end();
    if (end === undefined) {
      reasons.push('The log cannot be read; the log of the service says why.');
      return { ready: false, reasons, followers: [], head: null, warnings: [] };
    }
    if (this.#disk.full) {
      reasons.push('The disk of the log is full: nothing can be written until there is room.');
    }
    const { stateFull } = this.#disk;
    if (stateFull !== null) {
      reasons.push(
        `The disk of the local state (${stateFull}) is full: no notice is issued and no webhook called until there is room.`,
      );
    }
    const followers = await this.followers();
    for (const follower of followers) {
      // that they stopped is told by what stopped them
      if (follower.state === 'stopped' && stateFull !== null) continue;
      const reason = this.#reasonAgainst(follower);
      if (reason !== undefined) reasons.push(reason);
    }
    return { ready: reasons.length === 0, reasons, followers, ...end };
  }

  /** Whether there was room for the log, and for the local state, when something was last written. */
  get room(): { readonly log: boolean; readonly state: boolean } {
    return { log: !this.#disk.full, state: this.#disk.stateFull === null };
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

  /** Where the log ends; undefined where the store does not say so in time. */
  async #end(): Promise<Pick<Readiness, 'head' | 'warnings'> | undefined> {
    const late = Promise.withResolvers<undefined>();
    const end = whenAwakeFor(storeAnswersWithin, () => late.resolve(undefined));
    try {
      return await Promise.race([this.#read().catch(() => undefined), late.promise]);
    } finally {
      end();
    }
  }

  async #read(): Promise<Pick<Readiness, 'head' | 'warnings'>> {
    const end = await this.#store.head();
    const { position, events, hash } = end;
    const recordedTo = (await this.#store.recordedTo?.()) ?? '';
    const ahead = recordedAhead(recordedTo, new Date(this.#clock.now()));
    const warnings = [...(ahead === null ? [] : [ahead]), ...(await this.#doubts(end))];
    return { head: { position, events, hash }, warnings };
  }
}
