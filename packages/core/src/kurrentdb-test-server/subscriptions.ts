import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { OpenCall, ServerContext } from './context.ts';
import { consumerTooSlow, handlerThrew, type Refusal, streamDeleted } from './errors.ts';
import { readMessage } from './links.ts';
import type { EventLog } from './log.ts';
import {
  caughtUpMessage,
  checkpointMessage,
  confirmationMessage,
  type ReadOptions,
} from './messages.ts';
import type { Outlet } from './outlet.ts';
import { checkPosition } from './position.ts';
import { allSource, type Item, type Source, streamSource } from './sources.ts';

interface Break {
  readonly after: number;
  readonly with: Refusal;
}

/** Follows a stream or everything: what is there, then that the end was reached, then what is written. */
export function subscribe(
  context: ServerContext,
  options: ReadOptions,
  stream: string,
  outlet: Outlet<ReadResp>,
  breaks: Break | undefined,
): void {
  const { log } = context;
  const refused = refusal(log, options, stream);
  if (refused !== undefined) {
    outlet.end(refused);
    return;
  }
  const source = options.hasAll() ? allSource(log, options) : streamSource(log, options, stream);
  new Subscription(context, options, stream, outlet, source, breaks).start();
}

function refusal(log: EventLog, options: ReadOptions, stream: string): Refusal | undefined {
  if (options.hasAll()) return checkPosition(log, options.getAll()?.getPosition());
  if (stream === '') return handlerThrew();
  const fromEnd = options.getStream()?.hasEnd() === true;
  return log.isTombstoned(stream) && !fromEnd ? streamDeleted(stream) : undefined;
}

/** As long as a message takes from one end to the other. */
async function turns(left = 16): Promise<void> {
  for (let n = 0; n < left; n += 1) await nextTurn();
}

class Subscription {
  readonly #context: ServerContext;
  readonly #options: ReadOptions;
  readonly #stream: string;
  readonly #outlet: Outlet<ReadResp>;
  readonly #source: Source;
  readonly #breaks: Break | undefined;
  #wake: (() => void) | undefined;
  #delivered = 0;
  #live = false;

  constructor(
    context: ServerContext,
    options: ReadOptions,
    stream: string,
    outlet: Outlet<ReadResp>,
    source: Source,
    breaks: Break | undefined,
  ) {
    this.#context = context;
    this.#options = options;
    this.#stream = stream;
    this.#outlet = outlet;
    this.#source = source;
    this.#breaks = breaks;
  }

  start(): void {
    const { log, open } = this.#context;
    const handle: OpenCall = {
      kind: 'subscription',
      stream: this.#stream,
      end: (refusal) => this.#outlet.end(refusal),
      repeatCaughtUp: () => this.#outlet.send(caughtUpMessage()),
    };
    open.add(handle);
    const stop = log.onWrite(() => setImmediate(() => this.#resume()));
    this.#outlet.onClose(() => {
      stop();
      open.delete(handle);
      this.#resume();
    });
    void this.#run();
  }

  async #run(): Promise<void> {
    const outlet = this.#outlet;
    outlet.send(confirmationMessage(randomUUID()));
    while (!outlet.closed) {
      const item = this.#source.next();
      if (item === undefined) await this.#atEnd();
      else this.#pass(item);
      // a real server takes its time over what passes no filter, and hears when nobody wants more
      if (item?.is === 'checkpoint' && !this.#live) {
        await turns();
        const { stepMs } = this.#context.settings;
        if (stepMs > 0) await sleep(stepMs);
      }
      if (outlet.full) await this.#room();
    }
  }

  #pass(item: Item): void {
    const outlet = this.#outlet;
    if (item.is === 'deleted') outlet.end(streamDeleted(this.#stream));
    else if (item.is === 'checkpoint') outlet.send(checkpointMessage(item.commit, item.prepare));
    else if (this.#delivered === this.#breaks?.after) outlet.end(this.#breaks.with);
    else {
      const resolve = this.#options.getResolveLinks();
      outlet.send(readMessage(this.#context.log, item.record, resolve));
      this.#delivered += 1;
    }
  }

  /** Everything has been sent: says so where it is the first time, and waits for more. */
  async #atEnd(): Promise<void> {
    if (!this.#live && (this.#source.exists || this.#delivered > 0)) {
      this.#live = true;
      this.#outlet.send(caughtUpMessage());
    }
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  /**
   * While it catches up a client takes its time. For a live one a bounded number of events waits beside what its
   * connection holds; where that number stands still and more have come, it is dropped.
   */
  async #room(): Promise<void> {
    const outlet = this.#outlet;
    if (!this.#live) {
      await outlet.ready();
      return;
    }
    const { liveBuffer, liveGraceMs } = this.#context.settings;
    if (outlet.held < liveBuffer) return;
    let flushed = outlet.flushed;
    let strikes = 0;
    const watch = setInterval(() => {
      const stands = outlet.flushed === flushed && this.#source.waiting(0);
      flushed = outlet.flushed;
      strikes = stands ? strikes + 1 : 0;
      if (strikes === 2) outlet.end(consumerTooSlow());
    }, liveGraceMs / 2);
    await outlet.below(liveBuffer);
    clearInterval(watch);
  }

  #resume(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
