import type { Clock, IssuedNotice, Timeline } from '@monitoring-timeline/projections';
import { days } from './days.ts';
import { either } from './either.ts';
import type { LogTail } from './log-tail.ts';
import { Pulse } from './pulse.ts';
import { Recent } from './recent.ts';

const kept = 2000;
const retryMs = 2000;

interface Item {
  readonly place: string;
  readonly notice: IssuedNotice;
}

/** Issues notices as events come in and days are reached, once for all who are told of them in this process. */
export class NoticesTail {
  readonly #timeline: Timeline;
  readonly #clock: Clock;
  readonly #log: LogTail;
  readonly #pulse = new Pulse();
  #recent: Recent<Item> | undefined;
  #stop: AbortController | undefined;
  #readers = 0;

  constructor(timeline: Timeline, clock: Clock, log: LogTail) {
    this.#timeline = timeline;
    this.#clock = clock;
    this.#log = log;
  }

  /** Keeps notices being issued until the returned function is called. */
  follow(): () => void {
    this.#readers += 1;
    if (this.#readers === 1) this.#start();
    let following = true;
    return () => {
      if (!following) return;
      following = false;
      this.#readers -= 1;
      if (this.#readers > 0) return;
      this.#stop?.abort();
      this.#stop = undefined;
      this.#recent = undefined;
    };
  }

  /** How often notices were issued while it was followed. */
  get seen(): number {
    return this.#pulse.count;
  }

  issued(seen: number, signal: AbortSignal): Promise<void> {
    return this.#pulse.moreThan(seen, signal);
  }

  /** All notices after one of them, by its sequence; those up to `atLeast` are there whoever issued them. */
  async after(sequence: string, atLeast: string): Promise<readonly IssuedNotice[]> {
    const recent = this.#recent;
    const near = recent && recent.upTo >= atLeast ? recent.after(sequence) : undefined;
    return near ? near.map(({ notice }) => notice) : this.#timeline.notices({ after: sequence });
  }

  #start(): void {
    const stop = new AbortController();
    this.#stop = stop;
    this.#run(stop.signal).catch(() => undefined);
  }

  async #run(signal: AbortSignal): Promise<void> {
    const leave = this.#log.follow();
    const moved = new Pulse();
    const ticking = days(this.#clock).subscribe(() => moved.beat());
    try {
      let last: string | undefined;
      while (!signal.aborted) {
        const seen = this.#log.seen;
        const reached = moved.count;
        try {
          last ??= (await this.#timeline.notices()).at(-1)?.sequence ?? '';
          const recent = this.#recent ?? new Recent<Item>(last, kept);
          if (signal.aborted) return;
          this.#recent = recent;
          const fresh = await this.#timeline.notices({ after: recent.upTo });
          last = fresh.at(-1)?.sequence ?? recent.upTo;
          recent.add(
            fresh.map((notice) => ({ place: notice.sequence, notice })),
            last,
          );
          if (fresh.length > 0) this.#pulse.beat();
        } catch {
          // a store out of reach is told to whoever asks; what is missed now is issued then
          await this.#clock.sleep(retryMs, signal);
          continue;
        }
        await either(
          signal,
          (over) => this.#log.grown(seen, over),
          (over) => moved.moreThan(reached, over),
        );
      }
    } finally {
      ticking.unsubscribe();
      leave();
    }
  }
}
