import { randomUUID } from 'node:crypto';
import {
  type Actor,
  type EventStore,
  operationsStream,
  TimelineError,
  validateForAppend,
} from '@monitoring-timeline/core';
import { freshToken, hashOf } from './secret.ts';
import type { Role, Token } from './token.ts';
import { TokenBook } from './token-book.ts';

/** No token of the log has that id. */
export class UnknownToken extends TimelineError {
  readonly code = 'UnknownToken';
}

/** Who changes a token, and when. */
export interface TokenChanger {
  readonly store: EventStore;
  readonly actor: Actor;
  readonly now: Date;
}

export interface TokenWanted {
  readonly role: Role;
  readonly expires: Date;
  readonly name?: string | undefined;
}

/** Creates a token and notes it in the log by its hash. The text is given here once and can never be had again. */
export async function createToken(
  { role, expires, name }: TokenWanted,
  changer: TokenChanger,
): Promise<{
  /** As the log tells of it. */
  readonly token: Token;
  /** What whoever asks has to show: a secret. */
  readonly text: string;
}> {
  const fresh = freshToken();
  await note(changer, {
    token: fresh.id,
    change: 'created',
    role,
    expires: expires.toISOString(),
    hash: hashOf(fresh),
    ...(name === undefined ? {} : { name }),
  });
  return { token: await tokenNamed(changer.store, fresh.id), text: fresh.text };
}

/** Revokes a token for good; doing it again is no error and is not noted twice. @throws UnknownToken */
export async function revokeToken(id: string, changer: TokenChanger): Promise<Token> {
  const token = await tokenNamed(changer.store, id);
  if (token.revoked !== null) return token;
  await note(changer, { token: id, change: 'revoked' });
  return tokenNamed(changer.store, id);
}

async function tokenNamed(store: EventStore, id: string): Promise<Token> {
  const tokens = await new TokenBook(store).all();
  const found = tokens.find((token) => token.id === id);
  if (found) return found;
  throw new UnknownToken(
    `There is no token ${id}. \`timeline token list\` shows the ids of those that there are.`,
    { id },
  );
}

async function note(
  { store, actor, now }: TokenChanger,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const event = validateForAppend({
    id: randomUUID(),
    type: 'TokenChanged',
    version: 1,
    actor,
    at: now.toISOString(),
    data,
  });
  await store.append(operationsStream, [event], { expected: 'any' });
}
