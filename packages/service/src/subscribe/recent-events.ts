import type { Position, Recorded } from '@monitoring-timeline/core';
import type { LogMove } from '@monitoring-timeline/projections';

/** So many of the last events are at hand for every reader. */
const kept = 2000;

/**
 * The last events of the log, without a gap from a position on, for the many readers who are there already: only who comes from
 * further back reads the store.
 */
export class RecentEvents {
  #events: Recorded[] = [];
  #from: Position;
  #upTo: Position;

  private constructor(from: Position) {
    this.#from = from;
    this.#upTo = from;
  }

  /** With what came in; from there on alone where something in between was missed. */
  static after(before: RecentEvents | undefined, { after, checkpoint, events }: LogMove) {
    const recent = before?.upTo === after ? before : new RecentEvents(after);
    recent.#add(events, checkpoint);
    return recent;
  }

  /** Up to where everything is known here. */
  get upTo(): Position {
    return this.#upTo;
  }

  /** True where every event after a position is at hand: it lies neither before all that is kept, nor beyond it. */
  reaches(position: Position): boolean {
    return position >= this.#from && position <= this.#upTo;
  }

  /** Every event after a position that this reaches. */
  since(position: Position): readonly Recorded[] {
    let [low, high] = [0, this.#events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle]?.position ?? '') > position) high = middle;
      else low = middle + 1;
    }
    return this.#events.slice(low);
  }

  /** The event at a position, where it is at hand. */
  at(position: Position): Recorded | undefined {
    const last = this.#events.at(-1);
    if (last?.position === position) return last;
    return this.#events.find((event) => event.position === position);
  }

  #add(events: readonly Recorded[], upTo: Position): void {
    this.#events.push(...events);
    this.#upTo = upTo;
    if (this.#events.length <= kept * 2) return;
    const dropped = this.#events.length - kept;
    this.#from = this.#events[dropped - 1]?.position ?? this.#from;
    this.#events = this.#events.slice(dropped);
  }
}
