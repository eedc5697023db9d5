import { operationsStream, type Recorded } from '@monitoring-timeline/core';

/**
 * What a token allows; each role allows what those before it do. `reader` asks and watches; `editor` also brings in files, corrects
 * facts, decides on what waits in quarantine and manages webhooks; `admin` also reads what the system and its users did, and takes
 * out names of people in bulk.
 */
export const roles = ['reader', 'editor', 'admin'] as const;
/** One of `roles`. */
export type Role = (typeof roles)[number];

/** True where a role allows what another one is asked for. */
export function allows(role: Role, wanted: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(wanted);
}

/** A token as the log tells of it: never its secret. */
export interface Token {
  /** Names it; no secret. */
  readonly id: string;
  /** What people call it; null where nobody named it. */
  readonly name: string | null;
  /** What it allows. */
  readonly role: Role;
  /** ISO time stamp, as `expires` and `revoked`. */
  readonly created: string;
  /** Who created it. */
  readonly createdBy: string;
  /** From when on it is refused. */
  readonly expires: string;
  /** Null where it never was. */
  readonly revoked: string | null;
  /** Who revoked it. */
  readonly revokedBy: string | null;
}

/** A token with the hash of its secret, for whoever checks one. */
export interface KeptToken extends Token {
  readonly hash: string;
}

interface TokenChange {
  readonly token: string;
  readonly change: 'created' | 'revoked' | 'expired';
  readonly name?: string;
  readonly role?: Role;
  readonly expires?: string;
  readonly hash?: string;
}

/**
 * Takes one event of the log into the tokens by id; others change nothing. What came in with the log of another store says
 * who could enter there: whoever may import could otherwise let anybody in here.
 */
export function foldToken(tokens: Map<string, KeptToken>, { event, stream }: Recorded): void {
  if (event.type !== 'TokenChanged' || stream !== operationsStream) return;
  if (event.metadata?.originRecorded !== undefined) return;
  const {
    token: id,
    change,
    name,
    role,
    expires,
    hash,
  } = event.data as TokenChange & typeof event.data;
  const { name: by } = event.actor as { readonly name: string };
  const at = event.at as string;
  const before = tokens.get(id);
  if (change === 'created') {
    if (before || !role || !expires || !hash) return;
    const created = { created: at, createdBy: by, revoked: null, revokedBy: null };
    tokens.set(id, { id, name: name ?? null, role, expires, hash, ...created });
  } else if (before && before.revoked === null) {
    tokens.set(id, { ...before, revoked: at, revokedBy: by });
  }
}

/** Whether a token lets anybody in: `expired` by its own day, `revoked` by a person before it. */
export type TokenState = 'valid' | 'revoked' | 'expired';

/** How a token stands at an instant. */
export function tokenState(token: Token, now: number): TokenState {
  if (token.revoked !== null) return 'revoked';
  return Date.parse(token.expires) <= now ? 'expired' : 'valid';
}
