import type { AuthorityKey, EventStore } from '@monitoring-timeline/core';
import { type Clock, londonToday } from '@monitoring-timeline/projections';
import { samePlace } from './checkpoint.ts';
import { days } from './days.ts';
import { either } from './either.ts';
import type { LogTail } from './log-tail.ts';
import { isOf, type Place, type Projection, type Row } from './projection.ts';
import { Pulse } from './pulse.ts';
import { changesOf, inOne, type Step } from './step.ts';

/** So many of the last steps, and changes in them, are at hand for every reader. */
const keptSteps = 1000;
const keptChanges = 2000;
const retryMs = 2000;

export interface ProjectionTailOptions {
  readonly projection: Projection;
  readonly store: EventStore;
  readonly clock: Clock;
  readonly log: LogTail;
}

/** Works out how a projection changes, once for all who are told of it in this process, for as long as anybody is. */
export class ProjectionTail {
  readonly #options: ProjectionTailOptions;
  readonly #pulse = new Pulse();
  #steps: Step[] = [];
  #rows = new Map<string, Row>();
  #at: Place | undefined;
  #trouble: unknown;
  #stop: AbortController | undefined;
  #readers = 0;

  constructor(options: ProjectionTailOptions) {
    this.#options = options;
  }

  get projection(): Projection {
    return this.#options.projection;
  }

  get idle(): boolean {
    return this.#readers === 0;
  }

  /** Keeps the changes being worked out until the returned function is called. */
  follow(): () => void {
    this.#readers += 1;
    if (this.#readers === 1) {
      this.#stop = new AbortController();
      this.#run(this.#stop.signal).catch(() => undefined);
    }
    let following = true;
    return () => {
      if (!following) return;
      following = false;
      this.#readers -= 1;
      if (this.#readers > 0) return;
      this.#stop?.abort();
      this.#stop = undefined;
      this.#steps = [];
      this.#rows = new Map();
      this.#at = undefined;
    };
  }

  /** How often the projection has moved while it was followed. */
  get seen(): number {
    return this.#pulse.count;
  }

  moved(seen: number, signal: AbortSignal): Promise<void> {
    return this.#pulse.moreThan(seen, signal);
  }

  /** The present end: what was worked out last, once it has come as far as the log and the day are at this moment. */
  async present(signal: AbortSignal): Promise<Place> {
    const now = await this.#now();
    for (;;) {
      const [seen, at] = [this.#pulse.count, this.#at];
      if (at && at.position >= now.position && at.day >= now.day) return at;
      if (signal.aborted) return now;
      if (this.#trouble !== undefined) throw this.#trouble;
      await this.#pulse.moreThan(seen, signal);
    }
  }

  /** What changed from a place to the present end, each difference once; undefined at the end. */
  async stepFrom(from: Place | null, signal: AbortSignal): Promise<Step | undefined> {
    const first = this.#steps.findIndex((step) => samePlace(step.from, from));
    if (first >= 0) return inOne(this.#steps.slice(first), this.projection.settled);
    const to = this.#at ?? (await this.present(signal));
    // who is ahead of what was worked out here waits until that is there, too
    if (from && (from.position > to.position || from.day > to.day)) return undefined;
    return samePlace(from, to) ? undefined : this.step(from, to);
  }

  /** What changed between two places: as it was kept, or worked out from the log. */
  async step(from: Place | null, to: Place): Promise<Step> {
    const kept = this.#steps.find((step) => samePlace(step.from, from) && samePlace(step.to, to));
    if (kept) return kept;
    const { projection } = this.#options;
    const moved = from === null ? 'everything' : await projection.moved(from, to);
    const before = from === null ? new Map() : await projection.rows(from, moved);
    const after =
      from === null && samePlace(this.#at ?? null, to)
        ? this.#rows
        : await projection.rows(to, moved);
    return { from, to, changes: changesOf(before, after, projection.settled) };
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#options;
    const leave = log.follow();
    const turned = new Pulse();
    const ticking = days(clock).subscribe(() => turned.beat());
    try {
      while (!signal.aborted) {
        const [seen, reached] = [log.seen, turned.count];
        try {
          await this.#workOut(signal);
          this.#trouble = undefined;
        } catch (error) {
          // whoever waits for an answer is told; what is missed now is worked out when it can be
          this.#trouble = error;
          this.#pulse.beat();
          await clock.sleep(retryMs, signal);
          continue;
        }
        await either(
          signal,
          (over) => log.grown(seen, over),
          (over) => turned.moreThan(reached, over),
        );
      }
    } finally {
      ticking.unsubscribe();
      leave();
    }
  }

  async #now(): Promise<Place> {
    const { clock, store } = this.#options;
    const { position } = await store.head();
    return { day: londonToday(new Date(clock.now())), position };
  }

  async #workOut(signal: AbortSignal): Promise<void> {
    const { projection } = this.#options;
    const from = this.#at;
    const to = await this.#now();
    if (from && samePlace(from, to)) return;
    const moved = from ? await projection.moved(from, to) : 'everything';
    const fresh = await projection.rows(to, moved);
    if (signal.aborted) return;
    const rows = new Map([...this.#rows].filter(([name]) => !this.#touches(name, moved)));
    const before = new Map([...this.#rows].filter(([name]) => this.#touches(name, moved)));
    for (const [name, row] of fresh) rows.set(name, row);
    this.#rows = rows;
    this.#at = to;
    if (from) this.#keep({ from, to, changes: changesOf(before, fresh, projection.settled) });
    this.#pulse.beat();
  }

  #touches(name: string, moved: ReadonlySet<AuthorityKey> | 'everything'): boolean {
    return this.#options.projection.ofWhole || isOf(name, moved);
  }

  #keep(step: Step): void {
    this.#steps.push(step);
    let changes = 0;
    const fitting = this.#steps.findLastIndex((one) => {
      changes += one.changes.length;
      return changes > keptChanges;
    });
    const drop = Math.max(fitting + 1, this.#steps.length - keptSteps);
    // the last step is kept however large, for those who stand right before it
    if (drop > 0) this.#steps = this.#steps.slice(Math.min(drop, this.#steps.length - 1));
  }
}
