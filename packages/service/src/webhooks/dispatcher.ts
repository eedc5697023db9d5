import { TimelineError } from '@monitoring-timeline/core';
import { Lease, tendMs } from '@monitoring-timeline/core/shared-state';
import { aborted, conflateMap } from '@monitoring-timeline/projections';
import { filter, lastValueFrom, merge, takeUntil, timer } from 'rxjs';
import type { ServiceContext } from '../context/context.ts';
import { hubOf } from '../subscribe/hub.ts';
import type { GuardedAgent } from './guarded-agent.ts';
import type { Secrets } from './secrets.ts';
import type { WebhookBook } from './webhook.ts';
import { Worker } from './worker.ts';

export interface DispatcherParts {
  readonly context: ServiceContext;
  readonly book: WebhookBook;
  readonly secrets: Secrets;
  readonly agent: GuardedAgent;
  /** Told what keeps deliveries from being made: those of one webhook, or of all. */
  readonly onTrouble: (error: unknown, webhook?: string) => void;
}

function stoodStill(ms: number): DeliveryRight {
  return new DeliveryRight(
    `The right to deliver had run out for ${Math.ceil(ms / 1000)} seconds before it was renewed: this process stood still. Nobody took it meanwhile, so it goes on.`,
    { ms },
  );
}

function takenOver(): DeliveryRight {
  return new DeliveryRight(
    'Another process delivers now: this one stood still, or could not write its state, until its right to deliver had run out. It begins again when the other ends.',
  );
}

/** What befell this process's right to be the one that delivers; it is told to the log. */
class DeliveryRight extends TimelineError {
  readonly code = 'DeliveryRight';
}

/** Keeps one worker for each webhook that is not paused, in the one process that holds the lease. */
export class WebhookDispatcher {
  readonly #parts: DispatcherParts;
  readonly #lease: Lease;
  readonly #stop = new AbortController();
  readonly #workers = new Map<string, Worker>();
  #over: Promise<void> = Promise.resolve();
  /** Why it does not deliver, as it was told. */
  #told: string | undefined;
  /** The round that may still be at work when it is to stop. */
  #underWay: Promise<void> = Promise.resolve();

  constructor(parts: DispatcherParts) {
    const { state, store } = parts.context;
    this.#parts = parts;
    this.#lease = new Lease(state, store.id, 'webhooks');
  }

  start(): void {
    this.#over = this.#run();
  }

  /** Cuts off what is under way, which is made again by whoever delivers next, and gives the lease back. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#over;
  }

  async #run(): Promise<void> {
    const { context, onTrouble } = this.#parts;
    // who has no right to deliver looks only now and then whether it is free
    const grown$ = hubOf(context).recent$.pipe(filter(() => this.#lease.holds));
    const rounds$ = merge(timer(0, tendMs), grown$).pipe(
      conflateMap(
        () => this.#round(),
        (_, later) => later,
      ),
      takeUntil(aborted(this.#stop.signal)),
    );
    await lastValueFrom(rounds$, { defaultValue: undefined });
    await this.#underWay;
    await this.#end();
    await this.#lease.release().catch((error: unknown) => onTrouble(error));
  }

  /** Takes or renews the right to deliver, and has the workers that the log asks for. */
  #round(): Promise<void> {
    this.#underWay = this.#renew();
    return this.#underWay;
  }

  async #renew(): Promise<void> {
    const { onTrouble } = this.#parts;
    try {
      if (await this.#lacksKey()) return;
      const taken = await this.#lease.tend();
      if (taken.ours) {
        if (taken.lapsedMs > 0) onTrouble(stoodStill(taken.lapsedMs));
        await this.#match();
      } else {
        if (taken.lost) onTrouble(takenOver());
        await this.#end();
      }
    } catch (error) {
      onTrouble(error);
      // one that could not be renewed is good until it runs out, and no longer
      if (!this.#lease.holds) await this.#end();
    }
  }

  /** Who cannot read the secrets leaves the right to deliver to whoever can, and says so once. */
  async #lacksKey(): Promise<boolean> {
    const { onTrouble, secrets } = this.#parts;
    const why = await secrets.unusable();
    if (why !== undefined && why !== this.#told) onTrouble(new DeliveryRight(why));
    this.#told = why;
    if (why === undefined) return false;
    await this.#end();
    if (this.#lease.holds) await this.#lease.release();
    return true;
  }

  /** Has a worker for each webhook as it stands in the log. */
  async #match(): Promise<void> {
    const { context, book, secrets, agent, onTrouble } = this.#parts;
    const webhooks = new Map((await book.all()).map((webhook) => [webhook.id, webhook]));
    for (const [id, worker] of this.#workers) {
      const webhook = webhooks.get(id);
      if (webhook && !webhook.paused && webhook.position === worker.webhook.position) continue;
      this.#workers.delete(id);
      await worker.stop();
    }
    for (const webhook of webhooks.values()) {
      if (webhook.paused || this.#workers.has(webhook.id)) continue;
      const { clock } = context;
      const parts = {
        context,
        clock,
        secrets,
        agent,
        hub: hubOf(context),
        mayDeliver: () => this.#lease.holds,
        onTrouble,
      };
      this.#workers.set(webhook.id, new Worker(webhook, parts));
    }
  }

  async #end(): Promise<void> {
    const workers = [...this.#workers.values()];
    this.#workers.clear();
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}
