import type { ServiceError } from '@grpc/grpc-js';
import type { Refusal } from './errors.ts';

/** What an outlet needs of a server call: a Node writable that can be cancelled. */
interface WritableCall<T> {
  write(message: T, done: () => void): boolean;
  end(): unknown;
  emit(event: 'error', error: ServiceError): boolean;
  on(event: 'cancelled' | 'close' | 'drain' | 'error', listener: () => void): unknown;
}

/** Messages on their way to one client, with the client's own pace: whoever sends waits until it is `ready`. */
export class Outlet<T> {
  readonly #call: WritableCall<T>;
  readonly #closers: (() => void)[] = [];
  #wake: (() => void) | undefined;
  #below: { readonly limit: number; resolve(): void } | undefined;
  #full = false;
  /** True as soon as nothing more can be sent. */
  closed = false;
  /** How many messages were handed over, and how many of them have left for the network. */
  sent = 0;
  flushed = 0;

  constructor(call: WritableCall<T>) {
    this.#call = call;
    call.on('drain', () => {
      this.#full = false;
      this.#release();
    });
    for (const event of ['cancelled', 'close', 'error'] as const)
      call.on(event, () => this.#close());
  }

  /** Sends one message; true while there is room for more. */
  send(message: T): boolean {
    if (this.closed) return false;
    this.sent += 1;
    const room = this.#call.write(message, () => {
      this.flushed += 1;
      this.#released();
    });
    if (!room) this.#full = true;
    return room;
  }

  /** How many messages wait for the client to read. */
  get held(): number {
    return this.sent - this.flushed;
  }

  /** Resolves when fewer than so many messages wait, or nobody is left to send to. */
  below(limit: number): Promise<void> | undefined {
    if (this.held < limit || this.closed) return undefined;
    return new Promise((resolve) => {
      this.#below = { limit, resolve };
    });
  }

  /** True while the client holds up what was sent. */
  get full(): boolean {
    return this.#full;
  }

  /** Resolves when there is room again, or nobody is left to send to. */
  ready(): Promise<void> | undefined {
    if (!this.#full || this.closed) return undefined;
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Ends the call, after what has been sent; with an error where one is given. */
  end(refusal?: Refusal): void {
    if (this.closed) return;
    this.#close();
    if (refusal === undefined) this.#call.end();
    else this.#call.emit('error', refusal.toServiceError());
  }

  onClose(listener: () => void): void {
    if (this.closed) listener();
    else this.#closers.push(listener);
  }

  #close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const listener of this.#closers) listener();
    this.#release();
    this.#released();
  }

  #released(): void {
    const below = this.#below;
    if (below === undefined || (this.held >= below.limit && !this.closed)) return;
    this.#below = undefined;
    below.resolve();
  }

  #release(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
