import { whenAwakeFor } from '../../awake-timer.ts';
import { TimelineError } from '../../errors.ts';
import { StoreUnavailable } from '../errors.ts';
import { beginning, type Position } from '../event-store.ts';
import type { KurrentAddress } from './address.ts';
import { type BackOff, defaultBackOff, delayOf, pause } from './backoff.ts';
import { type Client, type ClientUse, useClient } from './client.ts';
import { DeadlinePassed, gaveUpLooking, kindOf, toStoreError } from './failures.ts';

export interface ConnectionOptions {
  /** How long a call is tried again while the server is away or moves, in ms; default 15,000. */
  readonly patience?: number;
  /** How long is waited between attempts, in ms; default from 50 to 1,000. */
  readonly backOff?: BackOff;
}

const defaultPatience = 15_000;

export interface CallOptions {
  /** The stream that is spoken of, for messages. */
  readonly stream?: string;
  /** How long the call is tried again, in ms; default is the connection's. */
  readonly patience?: number;
  /** Nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  /** Also where access is denied, since credentials are renewed while work goes on. */
  readonly throughDenial?: boolean;
  /** It reads over this: after a failure another client is taken, see `ClientUse.renew`. */
  readonly reads?: ClientUse;
  /** It has a deadline of its own for each step, and none for the whole. */
  readonly steps?: boolean;
  /** Told of each failure that is followed by another attempt. */
  readonly onRetry?: (error: unknown, delay: number) => void;
}

/** A use of the shared client with our own deadlines, patience and errors; what the rest of this engine speaks through. */
export class Connection {
  readonly address: KurrentAddress;
  readonly backOff: BackOff;
  readonly patience: number;
  /** The node that leads: all that is written and all that decides. */
  readonly leader: ClientUse;
  /** The nodes that the address prefers for views. They may not have yet what the leader has. */
  readonly near: ClientUse;
  readonly #closing = new AbortController();
  #seen: Position = beginning;

  private constructor(
    address: KurrentAddress,
    leader: ClientUse,
    near: ClientUse,
    options: ConnectionOptions,
  ) {
    this.address = address;
    this.leader = leader;
    this.near = near;
    this.patience = options.patience ?? defaultPatience;
    this.backOff = options.backOff ?? defaultBackOff;
  }

  /** @throws StoreUnavailable, InvalidRequest as `useClient`; the server is not asked */
  static async to(address: KurrentAddress, options: ConnectionOptions = {}): Promise<Connection> {
    const { connectionString, nearConnectionString } = address;
    const leader = await useClient(connectionString, address);
    const near = nearConnectionString ? await useClient(nearConnectionString, address) : leader;
    return new Connection(address, leader, near, options);
  }

  /** The leader's. Ask for it anew at each call: it may be another one after the server was away. */
  get client(): Client {
    return this.leader.client;
  }

  /** The last position that whoever uses this was told of: a node that is not there yet is behind for them. */
  get seen(): Position {
    return this.#seen;
  }

  saw(position: Position): void {
    if (position > this.#seen) this.#seen = position;
  }

  get closed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Aborted once the connection is closed. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** One attempt under our own deadline, which the client does not have for every call. Rejects with what the client raised. */
  async once<T>(what: string, work: () => Promise<T>): Promise<T> {
    const { deadline } = this.address;
    const { client } = this.leader;
    const late = Promise.withResolvers<never>();
    const end = whenAwakeFor(deadline, () => late.reject(new DeadlinePassed(what, deadline)));
    try {
      return await Promise.race([work(), late.promise]);
    } catch (error) {
      if (gaveUpLooking(error)) await this.leader.renew(client);
      throw error;
    } finally {
      end();
    }
  }

  /**
   * A call that may be done again: while the server is away it is tried anew with growing waits, until patience ends.
   * @throws StoreUnavailable, StoreDamaged as mapped; errors of ours as they are
   */
  async call<T>(what: string, work: () => Promise<T>, options: CallOptions = {}): Promise<T> {
    const {
      patience = this.patience,
      signal,
      onRetry,
      stream,
      throughDenial,
      reads,
      steps,
    } = options;
    const until = performance.now() + patience;
    for (let attempt = 1; ; attempt += 1) {
      this.checkOpen();
      const failing = reads?.client;
      try {
        return await (steps ? work() : this.once(what, work));
      } catch (error) {
        if (error instanceof TimelineError) throw error;
        const delay = delayOf(attempt, this.backOff, Math.random());
        const kind = kindOf(error);
        const passes = kind === 'transient' || (kind === 'denied' && throughDenial === true);
        const over = performance.now() + delay > until || signal?.aborted;
        if (!passes || over) throw this.errorOf(error, what, stream);
        onRetry?.(error, delay);
        await this.wait(delay, signal);
        if (reads && failing && kind === 'transient' && !this.closed) await reads.renew(failing);
      }
    }
  }

  /** The error of ours for a failure that is final. */
  errorOf(error: unknown, what: string, stream?: string): Error {
    const { shown } = this.address;
    return toStoreError(error, { what, shown, ...(stream !== undefined && { stream }) });
  }

  /** Waits, but not longer than the connection is open and somebody cares. */
  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return pause(ms, signal ? AbortSignal.any([signal, this.closing]) : this.closing);
  }

  /** @throws StoreUnavailable where the connection was closed */
  checkOpen(): void {
    if (!this.closed) return;
    throw new StoreUnavailable(
      `The store ${this.address.shown} is closed. Open it again to go on.`,
    );
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.#closing.abort();
    await Promise.all([this.leader.release(), this.near.release()]);
  }
}
