import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** After so many lines the process hears of Ctrl+C and of what else happened meanwhile. */
const linesInOneTurn = 100;

/**
 * JSON lines. Each write waits where the reader is slower than we are, so that nothing piles up here; it resolves early where
 * the signal aborts.
 */
export class Lines {
  readonly #out: Writable;
  readonly #stop: AbortSignal;
  #written = 0;
  #gathered: string[] = [];

  constructor(out: Writable, stop: AbortSignal) {
    this.#out = out;
    this.#stop = stop;
  }

  async write(value: unknown): Promise<void> {
    this.#written += 1;
    if (!this.#out.write(`${JSON.stringify(value)}\n`)) await this.#drained();
    if (this.#written % linesInOneTurn === 0) await nextTurn();
  }

  /** As `write`, of a line that others follow at once: they are written together, some by some, and the last ones by `flush`. */
  async gather(value: unknown): Promise<void> {
    this.#gathered.push(`${JSON.stringify(value)}\n`);
    if (this.#gathered.length < linesInOneTurn) return;
    await this.flush();
    await nextTurn();
  }

  /** Writes what was gathered. */
  async flush(): Promise<void> {
    const text = this.#gathered.join('');
    this.#gathered = [];
    if (text !== '' && !this.#out.write(text)) await this.#drained();
  }

  async #drained(): Promise<void> {
    try {
      await once(this.#out, 'drain', { signal: this.#stop });
    } catch (error) {
      if (!this.#stop.aborted) throw error;
    }
  }
}
