import type { Steps } from '@monitoring-timeline/core';

/** Lets whatever else waits on this thread have its turn: an import of any size answers nobody's request late. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** How many claims are worked through before others have their turn; they take a few milliseconds. */
export const claimsAtOnce = 200;

/** The same things one after another, with turns of everything else in between. */
export async function* inTurns<T>(things: Iterable<T>): AsyncGenerator<T> {
  let since = 0;
  for (const thing of things) {
    since += 1;
    if (since % claimsAtOnce === 0) await breathe();
    yield thing;
  }
}

/** Work in steps, with turns of everything else in between. */
export async function stepByStep<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await breathe();
  }
}
