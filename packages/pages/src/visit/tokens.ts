import type { Right } from './rights.ts';

/** A token, without its secret. */
export interface TokenShown {
  /** Names it; no secret. */
  readonly id: string;
  /** What people call it; null where nobody named it. */
  readonly name: string | null;
  /** What it allows. */
  readonly role: Right;
  /** ISO time stamp, as `expires` and `revoked`. */
  readonly created: string;
  /** Who created it. */
  readonly createdBy: string;
  /** From when on it is refused. */
  readonly expires: string;
  /** When it was revoked; null where it never was. */
  readonly revoked: string | null;
  /** Who revoked it; null where nobody did. */
  readonly revokedBy: string | null;
  /** Whether it lets anybody in now, and why not. */
  readonly state: 'valid' | 'revoked' | 'expired';
  /** When it was used last, to the minute; ISO time stamp. */
  readonly lastUsed: string | null;
}

/** What administrators do with tokens. */
export interface TokensDesk {
  /** Every token that was ever made, the revoked and expired among them. */
  all(): Promise<readonly TokenShown[]>;
  /** Makes one; its text is told by `secret` alone. It is good for `days` days. @returns its id */
  make(wanted: {
    readonly name: string;
    readonly role: Right;
    readonly days: number;
  }): Promise<string>;
  /** From now on it lets nobody in, and its sessions end. */
  revoke(id: string): Promise<void>;
  /** The text of a token that this visitor has just made; told once, and for a few minutes alone. */
  secret(id: string): string | undefined;
}
