import type { Steps } from '@monitoring-timeline/core';

/** Long work gives way to everything else that waits after so many ms. */
const longestMs = 8;

/** Milliseconds that never run backwards: `performance` does the same, and takes longer to load than many an answer. */
const now = (): number => process.uptime() * 1000;

/** Lets sockets and timers have their turn during long work on one thread. */
export class Breath {
  #since = now();

  /** Resolves at once, or after a turn of everything else where the last one was too long ago. */
  async take(): Promise<void> {
    if (now() - this.#since < longestMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#since = now();
  }
}

/** The same things one after another, with turns of everything else in between where they take long. */
export async function* unhurried<T>(things: Iterable<T>): AsyncGenerator<T> {
  const breath = new Breath();
  for (const thing of things) {
    await breath.take();
    yield thing;
  }
}

/** Work in steps, with turns of everything else in between where it takes long. */
export async function unhurriedly<T>(steps: Steps<T>): Promise<T> {
  const breath = new Breath();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await breath.take();
  }
}
