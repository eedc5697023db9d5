import type { OutgoingHttpHeader, ServerResponse } from 'node:http';

export interface EventStreamOptions {
  /** How long a reader may take nothing before it is dropped. */
  readonly stallMs: number;
}

/**
 * One open answer of server-sent events (HTML Living Standard, 9.2). It holds no queue: a write waits until the reader has taken
 * what was written before, and a reader that takes nothing is dropped. What it got last names where it goes on.
 */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #stallMs: number;
  readonly #gone = new AbortController();
  #waiting = false;
  #dropped = false;

  constructor(response: ServerResponse, { stallMs }: EventStreamOptions) {
    this.#response = response;
    this.#stallMs = stallMs;
    response.once('close', () => this.#gone.abort());
    response.once('error', () => this.#gone.abort());
  }

  /** Aborts when the reader has gone or was dropped. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** True while the reader has not taken what was written. */
  get waiting(): boolean {
    return this.#waiting;
  }

  /** Bytes that wait to be taken. */
  get buffered(): number {
    return this.#response.writableLength;
  }

  open(headers: Readonly<Record<string, OutgoingHttpHeader | undefined>>, retryMs: number): void {
    // the answer ends with its connection: framed in chunks, each message would be three writes put together
    this.#response.removeHeader('transfer-encoding');
    this.#response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'close',
      // a proxy must hand on what comes, when it comes
      'x-accel-buffering': 'no',
    });
    // by itself: the parts that it was put together from are kept beside one that is sent with something
    this.#response.flushHeaders();
    this.#response.write(`retry: ${retryMs}\n\n`);
  }

  /** Writes, and waits until there is room for more where there is none. @returns false where the reader has gone or was dropped */
  write(text: string | Buffer): boolean | Promise<boolean> {
    if (this.#gone.signal.aborted) return false;
    return this.#response.write(text) || this.#room();
  }

  async #room(): Promise<boolean> {
    this.#waiting = true;
    try {
      return await this.#drained();
    } finally {
      this.#waiting = false;
    }
  }

  /** Why it ended, once it has: the service ends, the reader took nothing, or the reader went. */
  endedBy(closing: AbortSignal): 'shutdown' | 'slow' | 'client' {
    if (this.#dropped) return 'slow';
    return closing.aborted ? 'shutdown' : 'client';
  }

  /** Ends the answer in order. */
  end(text: string): void {
    if (this.#gone.signal.aborted) return;
    // who takes nothing would hold up the end for ever
    if (this.#waiting) this.#response.destroy();
    else this.#response.end(text);
  }

  /** Cuts the reader off. */
  drop(): void {
    this.#dropped = true;
    this.#response.destroy();
    this.#gone.abort();
  }

  #drained(): Promise<boolean> {
    const response = this.#response;
    const { signal } = this.#gone;
    return new Promise((resolve) => {
      const done = (there: boolean): void => {
        clearTimeout(timer);
        response.off('drain', onDrain);
        signal.removeEventListener('abort', onGone);
        resolve(there);
      };
      const onDrain = (): void => done(true);
      const onGone = (): void => done(false);
      const timer = setTimeout(() => {
        this.drop();
        done(false);
      }, this.#stallMs);
      response.on('drain', onDrain);
      signal.addEventListener('abort', onGone, { once: true });
    });
  }
}

/** One event as text; without a name it reaches `onmessage`. Neither id nor data may hold a line break. */
export function eventText(id: string, data: string, name?: string): string {
  return `${name === undefined ? '' : `event: ${name}\n`}id: ${id}\ndata: ${data}\n\n`;
}
