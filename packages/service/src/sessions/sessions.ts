import { hash, randomBytes } from 'node:crypto';
import type { Clock } from '@monitoring-timeline/core';
import { changeState, type StatePart } from '@monitoring-timeline/core/shared-state';
import type { ServiceContext } from '../context/context.ts';
import type { Token, TokenBook } from '../tokens/index.ts';

/** A session ends by itself after a working day, ms. */
const longestMs = 12 * 3_600_000;
const bytes = 32;
const form = /^[A-Za-z0-9_-]{43}$/;

/** Somebody who signed in with a token, and has its rights for as long as it has them. */
export interface Session {
  readonly token: Token;
  /** When it began and when it ends by itself, ms since 1970. */
  readonly since: number;
  readonly until: number;
}

type SessionParts = Pick<ServiceContext, 'state' | 'store' | 'clock' | 'tokens'>;

interface Kept {
  readonly token: string;
  readonly since: number;
  readonly until: number;
}

/**
 * Who signed in with a browser. A session is 256 random bits in a cookie; what is kept of it, beside the log, is its hash, the token
 * that it stands for and its days. It lasts over a restart, holds in every process over one state, and ends with its token.
 */
class Sessions {
  readonly #part: StatePart;
  readonly #tokens: TokenBook;
  readonly #clock: Clock;

  constructor({ state, store, clock, tokens }: SessionParts) {
    this.#part = { state, storeId: store.id, projection: 'sessions' };
    this.#tokens = tokens;
    this.#clock = clock;
  }

  /** Begins one for whoever has shown a good token. The text is for the cookie alone. */
  async begin({ id, expires }: Token): Promise<{ readonly text: string; readonly until: number }> {
    const since = this.#clock.now();
    const until = Math.min(since + longestMs, Date.parse(expires));
    const text = randomBytes(bytes).toString('base64url');
    const value = JSON.stringify({ token: id, since, until } satisfies Kept);
    const over = (await this.#all()).filter((one) => one.until <= since).map(({ key }) => key);
    await changeState(this.#part, async () => ({
      result: undefined,
      put: [{ key: keyOf(text), value }],
      remove: over,
    }));
    return { text, until };
  }

  /** The session of a cookie; undefined where there is none, or its day or its token has ended. */
  async find(text: string): Promise<Session | undefined> {
    if (!form.test(text)) return undefined;
    const { state, projection, storeId } = this.#part;
    const value = await state.get(projection, keyOf(text));
    if (value === undefined) return undefined;
    // a state that was left by another log says nothing about this one's tokens
    if ((await state.header(projection))?.storeId !== storeId) return undefined;
    const { token: id, since, until } = JSON.parse(value) as Kept;
    const now = this.#clock.now();
    if (until <= now) return undefined;
    const token = await this.#tokens.valid(id, now);
    return token && { token, since, until };
  }

  /** How many sessions stand for a token. */
  async count(token: string): Promise<number> {
    const now = this.#clock.now();
    return (await this.#all()).filter((one) => one.token === token && one.until > now).length;
  }

  async end(text: string): Promise<void> {
    await this.#remove([keyOf(text)]);
  }

  /** Ends every session of a token. */
  async endAll(token: string): Promise<void> {
    const own = (await this.#all()).filter((one) => one.token === token);
    await this.#remove(own.map(({ key }) => key));
  }

  async #remove(keys: readonly string[]): Promise<void> {
    await changeState(this.#part, async () => ({ result: undefined, remove: keys }));
  }

  async #all(): Promise<readonly (Kept & { readonly key: string })[]> {
    const { state, projection } = this.#part;
    const entries = await state.entries(projection);
    return entries.map(({ key, value }) => ({ key, ...(JSON.parse(value) as Kept) }));
  }
}

const ofService = new WeakMap<ServiceContext, Sessions>();

/** The sessions of a service. */
export function sessionsOf(context: ServiceContext): Sessions {
  const before = ofService.get(context);
  if (before) return before;
  const sessions = new Sessions(context);
  ofService.set(context, sessions);
  return sessions;
}

function keyOf(text: string): string {
  return hash('sha256', `session ${text}`);
}
