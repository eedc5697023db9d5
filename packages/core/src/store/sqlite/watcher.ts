import type { StatementSync } from 'node:sqlite';

/**
 * Notices commits of other connections, in this process or another, by polling `PRAGMA data_version`, which
 * costs a few microseconds and never changes by this connection's own commits. While it runs it keeps the
 * process alive, as a subscriber wants; started and stopped with the first and last of them.
 */
export class Watcher {
  readonly #dataVersion: StatementSync;
  readonly #interval: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(dataVersion: StatementSync, interval: number) {
    this.#dataVersion = dataVersion;
    this.#interval = interval;
  }

  start(onChange: () => void, onError: (error: unknown) => void): void {
    this.stop();
    let seen = this.#read();
    this.#timer = setInterval(() => {
      try {
        const version = this.#read();
        if (version === seen) return;
        seen = version;
      } catch (error) {
        this.stop();
        onError(error);
        return;
      }
      onChange();
    }, this.#interval);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #read(): number {
    return (this.#dataVersion.get() as { data_version: number }).data_version;
  }
}
