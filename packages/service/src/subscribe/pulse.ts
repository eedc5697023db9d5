/** Wakes whoever waits for something that happens again and again. It is counted, so that nothing between two looks is missed. */
export class Pulse {
  readonly #waiting = new Set<() => void>();
  #count = 0;

  /** How often it has happened. */
  get count(): number {
    return this.#count;
  }

  /** It has happened once more. */
  beat(): void {
    this.#count += 1;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  /** Resolves when it has happened more often than so many times, or when the signal is aborted. */
  moreThan(count: number, signal: AbortSignal): Promise<void> {
    if (this.#count > count || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}
