import {
  beginning,
  type EventStore,
  operationsStream,
  type Position,
} from '@monitoring-timeline/core';
import { hashOf, sameHash, tokenText } from './secret.ts';
import { foldToken, type KeptToken, type Token, tokenState } from './token.ts';

/** What became of a token that was shown. */
export type Shown =
  | { readonly kind: 'valid'; readonly token: Token }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * The tokens of a log. Reads what was appended since it was last asked, so that a token revoked in another process is
 * refused from then on.
 */
export class TokenBook {
  readonly #store: EventStore;
  readonly #tokens = new Map<string, KeptToken>();
  #after: Position = beginning;
  #reading: Promise<void> | undefined;

  constructor(store: EventStore) {
    this.#store = store;
  }

  /** Every token, in the order in which they were created. */
  async all(): Promise<readonly Token[]> {
    await this.#catchUp();
    return [...this.#tokens.values()].map(({ hash: _, ...token }) => token);
  }

  /** Whether a token is good at an instant; the reason is for the log and says nothing of the secret. */
  async check(text: string, now: number): Promise<Shown> {
    const given = tokenText(text);
    if (!given) return { kind: 'refused', why: 'malformed' };
    await this.#catchUp();
    const kept = this.#tokens.get(given.id);
    // an unknown id takes as long as a wrong secret
    const same = sameHash(hashOf(given), kept?.hash ?? '0'.repeat(64));
    if (!kept || !same) return { kind: 'refused', why: 'unknown' };
    const state = tokenState(kept, now);
    if (state !== 'valid') return { kind: 'refused', why: state };
    const { hash: _, ...token } = kept;
    return { kind: 'valid', token };
  }

  /** The token of an id, while it is good. */
  async valid(id: string, now: number): Promise<Token | undefined> {
    await this.#catchUp();
    const kept = this.#tokens.get(id);
    if (!kept || tokenState(kept, now) !== 'valid') return undefined;
    const { hash: _, ...token } = kept;
    return token;
  }

  /** One reading at a time; who comes meanwhile waits for one that began after them. */
  async #catchUp(): Promise<void> {
    const before = this.#reading;
    if (before) await before.catch(() => undefined);
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  async #read(): Promise<void> {
    const filter = { streamPrefix: operationsStream, types: ['TokenChanged'] };
    for (;;) {
      const page = await this.#store.readAll(this.#after, { filter, decides: true });
      for (const event of page.events) foldToken(this.#tokens, event);
      this.#after = page.next;
      if (page.atEnd) return;
    }
  }
}
