import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import type { Actor } from '@monitoring-timeline/core';
import { StateMoved } from '@monitoring-timeline/core/state';
import type { z } from 'zod';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { readable } from '../query/events-routes.ts';
import { hubOf } from '../subscribe/hub.ts';
import { interestIn } from '../subscribe/interest.ts';
import { type CallParts, callWebhook } from './call.ts';
import { noteChange, type WebhookChange } from './change-webhook.ts';
import { hasSecretAddress, type WebhookFormat } from './formats.ts';
import { AddressNotPublic, isPublicAddress, PortNotAllowed, portOf } from './public-address.ts';
import { type Outcome, Queue } from './queue.ts';
import type { webhookChange, webhookSchema, webhookWanted } from './schemas.ts';
import type { Webhook, WebhookBook } from './webhook.ts';

/** What webhooks stand on. */
export type WebhookContext = Pick<
  ServiceContext,
  'store' | 'state' | 'settings' | 'timeline' | 'clock'
>;

export interface WebhookParts extends CallParts {
  readonly context: WebhookContext;
  readonly book: WebhookBook;
}

/** A webhook as people and programs see it: its settings, how far it is, and never its secret. */
export type WebhookShown = z.output<typeof webhookSchema>;

/** What people do with webhooks. Each change is noted in the log with who made it. */
export class WebhookActions {
  readonly #parts: WebhookParts;

  constructor(parts: WebhookParts) {
    this.#parts = parts;
  }

  /** Every webhook that was not removed. */
  all(): Promise<readonly Webhook[]> {
    return this.#parts.book.all();
  }

  /** @throws RequestProblem 404 */
  async find(id: string): Promise<Webhook> {
    const found = await this.#parts.book.get(id);
    if (found) return found;
    throw new RequestProblem(
      404,
      'UnknownWebhook',
      `There is no webhook ${id}. GET /api/webhooks lists those that there are.`,
    );
  }

  /**
   * `command` is the same where one command is carried out again: a webhook that it has made already is shown, without the secret,
   * which nobody can be told twice.
   */
  async create(
    wanted: z.output<typeof webhookWanted>,
    actor: Actor,
    command: string,
  ): Promise<
    WebhookShown & {
      /** What deliveries are signed with, told this once; null where nothing is signed or it was told before. */
      readonly secret: string | null;
    }
  > {
    const { context, book, secrets, clock } = this.#parts;
    const { store, state, settings } = context;
    const { url, format, topic, filter = {}, name = null, after } = wanted;
    this.#checkUrl(url, format);
    const bySecret = hasSecretAddress(format);
    if (bySecret && topic !== 'notices') {
      throw new RequestProblem(
        400,
        'FormatOfNotices',
        `The format ${format} is for people to read, and takes the topic notices alone. Leave the format out for ${topic}.`,
      );
    }
    const id = `wh_${command.slice(0, 32)}`;
    const made = await book.get(id);
    if (made) return { ...(await this.show(made)), secret: null };
    if ((await book.all()).length >= settings.maxWebhooks) {
      throw new RequestProblem(
        409,
        'TooManyWebhooks',
        `There are ${settings.maxWebhooks} webhooks, which is as many as there may be. Delete one first.`,
      );
    }
    const interest = await interestIn(topic, filter, context.timeline);
    const feed = hubOf(context).open({ ...interest, events: readable(interest.events, null) });
    const begun = await Queue.open(state, store.id, id);
    if (!begun) await Queue.create(state, store.id, id, await feed.begin(after ?? 'now'));
    if (bySecret) await secrets.keepAddress(id, url);
    const secret = bySecret ? null : await secrets.renew(id, clock.now());
    const set = { kind: 'webhook', format, url: shownAddress(url, format), topic, filter, name };
    await this.note(id, 'created', actor, set);
    return { ...(await this.show(await this.find(id))), secret };
  }

  /**
   * Changes what is given and leaves the rest, its place in the topic as well: paused, it goes on later from where it was.
   * @throws RequestProblem, AddressNotPublic, PortNotAllowed where the address or the filter may not be
   */
  async change(
    webhook: Webhook,
    { paused, ...set }: z.output<typeof webhookChange>,
    actor: Actor,
  ): Promise<WebhookShown> {
    const { id, topic, format } = webhook;
    const { url } = set;
    if (url !== undefined) this.#checkUrl(url, format);
    if (set.filter) await interestIn(topic, set.filter, this.#parts.context.timeline);
    if (url !== undefined && hasSecretAddress(format)) {
      await this.#parts.secrets.keepAddress(id, url);
    }
    const noted = url === undefined ? set : { ...set, url: shownAddress(url, format) };
    if (Object.keys(set).length > 0) await this.note(id, 'changed', actor, noted);
    if (paused !== undefined && paused !== webhook.paused) {
      await this.note(id, paused ? 'paused' : 'resumed', actor);
    }
    return this.show(await this.find(id));
  }

  /** Ends it: its secret and what had not been delivered are gone. */
  async remove({ id }: Webhook, actor: Actor): Promise<void> {
    const { context, secrets } = this.#parts;
    await this.note(id, 'removed', actor);
    await secrets.forget(id);
    await Queue.drop(context.state, id);
  }

  /** @throws RequestProblem 409 where nothing is signed */
  async renewSecret(
    { id, format }: Webhook,
    actor: Actor,
  ): Promise<{
    /** What deliveries are signed with from now on, told this once. */
    readonly secret: string;
    /** Until when they are signed with the one before as well: ISO time stamp; null where there was none. */
    readonly rotatingUntil: string | null;
  }> {
    const { secrets, clock } = this.#parts;
    if (hasSecretAddress(format)) {
      throw new RequestProblem(
        409,
        'NothingSigned',
        `A webhook of the format ${format} signs nothing: its address is the secret. PATCH gives it another \`url\`.`,
      );
    }
    const secret = await secrets.renew(id, clock.now());
    await this.note(id, 'secret_rotated', actor);
    return { secret, rotatingUntil: (await secrets.rotatingUntil(id, clock.now())) ?? null };
  }

  /** Sends a test outside the queue, and tells how it went. Who had it sent is in the log before it leaves. */
  async ping({ id, format, url, name }: Webhook, actor: Actor): Promise<Outcome> {
    const { context } = this.#parts;
    await this.note(id, 'pinged', actor);
    const event = hubOf(context).cloudEvents.of({
      id: randomUUID(),
      type: 'ping',
      subject: null,
      time: new Date(context.clock.now()).toISOString(),
      data: { webhook: id, name },
    });
    const body = JSON.stringify(event);
    const { outcome } = await callWebhook(
      { webhook: id, format, url, id: event.id, body },
      this.#parts,
    );
    return outcome;
  }

  /** Has parked deliveries made again, all of them without ids. */
  async replay({ id }: Webhook, ids: readonly string[] | undefined, actor: Actor): Promise<number> {
    const { context } = this.#parts;
    for (;;) {
      const queue = await this.queue(id);
      try {
        const replayed = await queue.replay(ids, context.clock.now());
        if (replayed > 0) await this.note(id, 'replayed', actor);
        return replayed;
      } catch (error) {
        // whoever delivers wrote meanwhile
        if (!(error instanceof StateMoved)) throw error;
      }
    }
  }

  /** @throws RequestProblem 409 where this state has nothing of the webhook */
  async queue(id: string): Promise<Queue> {
    const { state, store } = this.#parts.context;
    const queue = await Queue.open(state, store.id, id);
    if (queue) return queue;
    throw new RequestProblem(
      409,
      'NoQueue',
      'The local state beside the log has no queue of this webhook yet. It is made when deliveries begin.',
    );
  }

  /** A webhook with how far its queue is, without its secret. */
  async show(webhook: Webhook): Promise<WebhookShown> {
    const { context, secrets, clock } = this.#parts;
    const { kind: _, position: __, paused, id, ...told } = webhook;
    const queue = await Queue.open(context.state, context.store.id, id);
    const sealed = (await secrets.unusable()) !== undefined;
    const rotatingUntil = sealed ? null : await secrets.rotatingUntil(id, clock.now());
    const failed = (queue?.heads() ?? []).filter(({ attempts }) => attempts > 0);
    const [next] = failed.sort((a, b) => a.next - b.next);
    return {
      id,
      ...told,
      state: paused ? 'paused' : 'active',
      signing: sealed ? 'sealed' : await this.#signing(webhook, rotatingUntil),
      rotatingUntil: rotatingUntil ?? null,
      checkpoint: queue?.checkpoint ?? null,
      pending: queue?.size ?? 0,
      parked: (await queue?.parked())?.length ?? 0,
      next: next
        ? {
            id: next.id,
            lane: next.lane,
            at: new Date(next.next).toISOString(),
            attempts: next.attempts,
          }
        : null,
    };
  }

  /** Writes into the log who changed what of a webhook. */
  async note(
    id: string,
    change: WebhookChange,
    actor: Actor,
    settings?: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { context, clock } = this.#parts;
    await noteChange(context.store, { actor, now: clock.now() }, id, change, settings);
  }

  async #signing(
    { id, format }: Webhook,
    rotatingUntil: string | null | undefined,
  ): Promise<WebhookShown['signing']> {
    if (hasSecretAddress(format)) {
      const address = await this.#parts.secrets.address(id);
      return address === undefined ? 'no_secret' : 'by_address';
    }
    if (rotatingUntil === undefined) return 'no_secret';
    return rotatingUntil === null ? 'one_secret' : 'two_secrets';
  }

  #checkUrl(text: string, format: WebhookFormat): void {
    const { webhooksOverHttp, webhooksToPrivate, webhookPorts } = this.#parts.context.settings;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !(url.protocol === 'https:' || url.protocol === 'http:')) {
      throw invalidUrl('it is no https address');
    }
    if (url.username !== '' || url.password !== '') {
      throw invalidUrl('it holds a user name or password, which would stand in the log');
    }
    if (!hasSecretAddress(format) && (url.search !== '' || url.hash !== '')) {
      throw invalidUrl(
        'it holds a query or fragment, in which a secret may stand, and would stand in the log. Receivers know a delivery by its signature',
      );
    }
    if (url.protocol === 'http:' && !webhooksOverHttp) {
      throw invalidUrl(
        'it is not https. Whoever runs this service can allow http (setting `webhooksOverHttp`)',
      );
    }
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const local = isIP(host) !== 0 ? !isPublicAddress(host) : /(^|\.)localhost\.?$/i.test(host);
    if (webhooksToPrivate) return;
    if (local) throw new AddressNotPublic(url.hostname);
    const port = portOf(url.port, url.protocol);
    if (!webhookPorts.includes(port)) throw new PortNotAllowed(url.hostname, port, webhookPorts);
  }
}

/** An address as it may be seen: of one that is a secret the host alone, which says whose it is. */
function shownAddress(url: string, format: WebhookFormat): string {
  return hasSecretAddress(format) ? `${new URL(url).origin}/…` : url;
}

function invalidUrl(why: string): RequestProblem {
  return new RequestProblem(400, 'InvalidUrl', `The url cannot be taken: ${why}.`);
}
