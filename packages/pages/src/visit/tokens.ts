import type { Right } from './rights.ts';

/** A token, without its secret. */
export interface TokenShown {
  readonly id: string;
  readonly name: string | null;
  readonly role: Right;
  readonly created: string;
  readonly createdBy: string;
  readonly expires: string;
  readonly revoked: string | null;
  readonly revokedBy: string | null;
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
