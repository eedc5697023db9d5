import { randomBytes } from 'node:crypto';
import {
  changeState,
  SecretsNeedKey,
  type StatePart,
} from '@monitoring-timeline/core/shared-state';
import type { StateStore } from '@monitoring-timeline/core/state';

import { Webhook as Signer } from 'standardwebhooks';
import { webhookSecrets } from '../context/secrecy.ts';

/** How long the secret before stays valid beside the one that took its place. */
export const rotationMs = 24 * 3_600_000;

interface KeptSecret {
  /** What deliveries are signed with; absent where the address is the secret. */
  readonly current?: string;
  /** Where deliveries are posted, where whoever knows it may post there. */
  readonly address?: string;
  readonly before?: { readonly secret: string; readonly until: number };
}

/**
 * The secrets of webhooks: what they sign with, or the address that lets anybody post. They lie in the state beside the log, in a file that its owner alone may read or sealed with the operator's
 * key, never in the log; a secret is given out once, when it is made.
 * @throws SecretsNeedKey from all that reads or writes one where the key is needed and is not at hand
 */
export class Secrets {
  readonly #part: StatePart;

  constructor(state: StateStore, storeId: string) {
    this.#part = { state, storeId, projection: webhookSecrets };
  }

  /** Makes a secret; the one before stays valid for a day, unless the key that it was sealed with is lost. */
  async renew(webhook: string, now: number): Promise<string> {
    const current = `whsec_${randomBytes(32).toString('base64')}`;
    return changeState(this.#part, async (read) => {
      const kept = parsed(await read(webhook).catch(unreadable));
      const before = kept?.current && {
        before: { secret: kept.current, until: now + rotationMs },
      };
      const value = JSON.stringify({ current, ...before } satisfies KeptSecret);
      return { result: current, put: [{ key: webhook, value }] };
    });
  }

  /** Keeps the address of a webhook, in place of the one before. */
  async keepAddress(webhook: string, address: string): Promise<void> {
    const put = [{ key: webhook, value: JSON.stringify({ address } satisfies KeptSecret) }];
    await changeState(this.#part, async () => ({ result: undefined, put }));
  }

  /** The address of a webhook; undefined where this state has none. */
  async address(webhook: string): Promise<string | undefined> {
    return (await this.#kept(webhook))?.address;
  }

  /** What is to be done before secrets can be used here; undefined where they can be. */
  async unusable(): Promise<string | undefined> {
    const { state, projection } = this.#part;
    try {
      await state.entries(projection);
      return undefined;
    } catch (error) {
      if (error instanceof SecretsNeedKey) return error.message;
      throw error;
    }
  }

  async forget(webhook: string): Promise<void> {
    await changeState(this.#part, async () => ({ result: undefined, remove: [webhook] }));
  }

  /** Until when two secrets are valid: an ISO time stamp; null with one, undefined where there is none. */
  async rotatingUntil(webhook: string, now: number): Promise<string | null | undefined> {
    const kept = await this.#kept(webhook);
    if (kept?.current === undefined) return undefined;
    const { before } = kept;
    return before && before.until > now ? new Date(before.until).toISOString() : null;
  }

  /** The headers of Standard Webhooks for one attempt; undefined where there is no secret to sign with. */
  async headers(
    webhook: string,
    id: string,
    body: string,
    now: number,
  ): Promise<Readonly<Record<string, string>> | undefined> {
    const kept = await this.#kept(webhook);
    if (kept?.current === undefined) return undefined;
    const { current, before } = kept;
    const secrets = before && before.until > now ? [current, before.secret] : [current];
    const at = new Date(now);
    return {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now / 1000)),
      'webhook-signature': secrets.map((secret) => new Signer(secret).sign(id, at, body)).join(' '),
    };
  }

  async #kept(webhook: string): Promise<KeptSecret | undefined> {
    const { state, projection } = this.#part;
    return parsed(await state.get(projection, webhook));
  }
}

/** What nobody can read any more must not stand in the way of what takes its place. */
function unreadable(error: unknown): undefined {
  if (!(error instanceof SecretsNeedKey)) throw error;
}

function parsed(text: string | undefined): KeptSecret | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as KeptSecret);
}
