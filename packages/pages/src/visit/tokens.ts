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
  all(): Promise<readonly TokenShown[]>;
  /** Makes one; its text is told by `secret` alone. @param days for how many it is good @returns its id */
  make(wanted: {
    readonly name: string;
    readonly role: Right;
    readonly days: number;
  }): Promise<string>;
  revoke(id: string): Promise<void>;
  /** The text of a token that this visitor has just made; told once, and for a few minutes alone. */
  secret(id: string): string | undefined;
}
