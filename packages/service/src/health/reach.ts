/** Whether the log can be read, as whoever follows it finds: while it cannot, open answers end with where to go on. */
export class Reach {
  #controller = new AbortController();

  /** Aborts when the log is found to be out of reach. Ask for it anew once it is back. */
  get lost(): AbortSignal {
    return this.#controller.signal;
  }

  noteLost(): void {
    this.#controller.abort();
  }

  noteBack(): void {
    if (this.lost.aborted) this.#controller = new AbortController();
  }
}
