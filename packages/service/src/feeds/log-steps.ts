import { setImmediate } from 'node:timers/promises';
import {
  beginning,
  correlationKey,
  type EventStore,
  type Position,
  type Recorded,
} from '@monitoring-timeline/core';

/** What came into a stream at one time: one append, or all that one import brought. */
export interface LogStep {
  /** The last place in the log that it reaches. */
  readonly position: Position;
  /** How many events the stream had after it. */
  readonly events: number;
  readonly recorded: string;
}

interface Growing extends LogStep {
  readonly run: unknown;
}

/** The steps in which the streams of a log grew: the same in every process that reads it. */
export class LogSteps {
  readonly #store: EventStore;
  readonly #steps = new Map<string, Growing[]>();
  #reached: Position = beginning;
  #reading: Promise<void> = Promise.resolve();

  constructor(store: EventStore) {
    this.#store = store;
  }

  /** Reads what came since the last time, and then tells the steps of a stream. */
  async upToNow(): Promise<(stream: string) => readonly LogStep[]> {
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#read());
    await this.#reading;
    return (stream) => this.#steps.get(stream) ?? [];
  }

  async #read(): Promise<void> {
    for (;;) {
      const page = await this.#store.readAll(this.#reached, { limit: 250 });
      for (const event of page.events) this.#take(event);
      this.#reached = page.next;
      if (page.atEnd) return;
      // the first time it is the whole log
      await setImmediate();
    }
  }

  #take({ stream, position, revision, recorded, event }: Recorded): void {
    const steps = this.#steps.get(stream) ?? [];
    this.#steps.set(stream, steps);
    const run = event.metadata?.[correlationKey];
    const last = steps.at(-1);
    const goesOn = run === undefined ? last?.recorded === recorded : last?.run === run;
    if (goesOn) steps.pop();
    steps.push({ position, events: revision + 1, recorded, run });
  }
}
