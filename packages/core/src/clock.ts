/** Time as an input: what the hour is, and a way to wait. Whatever takes one can be tested without waiting. */
export interface Clock {
  /** Now, in ms since 1970. */
  now(): number;
  /**
   * Resolves after so many ms, or at once when the signal is aborted. It may resolve later, by hours where the machine
   * slept or the process stood still: ask `now` how late it became. Never ask for more than an hour.
   */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
    }),
};
