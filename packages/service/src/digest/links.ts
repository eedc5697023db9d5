import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { changeState } from '@monitoring-timeline/core/shared-state';
import type { StateStore } from '@monitoring-timeline/core/state';
import { digestLinks } from '../context/secrecy.ts';
import type { Digest } from './digest.ts';

const bytes = 32;

/** The words by which the links of mails name a digest: nobody guesses one, and one says nothing of another. */
export class Links {
  readonly #state: StateStore;
  readonly #storeId: string;

  constructor(state: StateStore, storeId: string) {
    this.#state = state;
    this.#storeId = storeId;
  }

  async wordOf({ id }: Pick<Digest, 'id'>): Promise<string> {
    return createHmac('sha256', await this.#key())
      .update(id)
      .digest('base64url');
  }

  /** The digest that a word names; undefined for any other word. */
  async named(word: string, digests: readonly Digest[]): Promise<Digest | undefined> {
    const given = Buffer.from(word, 'base64url');
    let found: Digest | undefined;
    for (const digest of digests) {
      const own = Buffer.from(await this.wordOf(digest), 'base64url');
      if (given.length === own.length && timingSafeEqual(given, own)) found = digest;
    }
    return found;
  }

  /** Made once, beside the log, and kept as secrets are. @throws SecretsNeedKey */
  async #key(): Promise<Buffer> {
    const part = { state: this.#state, storeId: this.#storeId, projection: digestLinks };
    const kept = await changeState<string>(part, async (read) => {
      const before = await read('key');
      if (before !== undefined) return { result: JSON.parse(before) as string };
      const made = randomBytes(bytes).toString('base64');
      return { result: made, put: [{ key: 'key', value: JSON.stringify(made) }] };
    });
    return Buffer.from(kept, 'base64');
  }
}
