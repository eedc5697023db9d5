import type { BringInDesk } from './bring-in.ts';
import type { LogDesk } from './log.ts';
import type { RepairsDesk } from './repairs.ts';
import type { Right } from './rights.ts';
import type { StatusDesk } from './status.ts';
import type { SubscriptionsDesk } from './subscriptions.ts';
import type { TokensDesk } from './tokens.ts';

/** Somebody who shows a token, or signed in with one. */
export interface Who {
  /** What the token is called, else its id. */
  readonly name: string;
  /** What the token allows. */
  readonly right: Right;
  /** Days of the session, ms since 1970; undefined where no one signed in and the token itself was shown. */
  readonly session?: {
    /** When it began; ms since 1970. */
    readonly since: number;
    /** When it ends; ms since 1970. */
    readonly until: number;
  };
}

/** What forms sent, without what proves where they came from. */
export interface Fields {
  /** The value that was sent last, without blanks around it; undefined where it is absent or empty. */
  get(name: string): string | undefined;
  all(name: string): readonly string[];
  /** Every name and value, in the order in which they were sent. */
  readonly entries: readonly (readonly [name: string, value: string])[];
}

/** One request of a person: who asks, and what the service does for them, in their name. */
export interface Visit {
  /** Who asks; null where no token was shown and nobody signed in. */
  readonly who: Who | null;
  /** What each form of this visitor sends back, by which it is known to be ours. */
  formToken(): string;
  /** @throws a problem of status 403 where a form is not one of ours, or of another visitor */
  checkForm(token: string | undefined): void;
  /** Has what a form asks for done once, however often it is sent. @returns the address to go on to */
  once(
    key: string | undefined,
    content: unknown,
    work: (command: string) => Promise<string>,
  ): Promise<string>;
  /** What went wrong, for a form to say; undefined where it is not for a form to say. */
  told(error: unknown):
    | {
        /** HTTP status. */
        readonly status: number;
        /** What is wrong and what to do. */
        readonly detail: string;
      }
    | undefined;
  /** Signing in and out. */
  readonly signing: SigningDesk;
  /** Tokens. */
  readonly tokens: TokensDesk;
  /** The log. */
  readonly log: LogDesk;
  /** Imports, and what waits for a decision. */
  readonly bringIn: BringInDesk;
  /** Facts on record, and putting them right. */
  readonly repairs: RepairsDesk;
  /** Webhooks and digests. */
  readonly subscriptions: SubscriptionsDesk;
  /** How the service is. */
  readonly status: StatusDesk;
}

/** Signing in and out. */
export interface SigningDesk {
  /** True where the connection hides what is typed: it is encrypted, or does not leave the machine. */
  readonly safe: boolean;
  /** @throws a problem where the token is not good, or too many were tried */
  signIn(token: string): Promise<void>;
  /** Ends this session. */
  signOut(): Promise<void>;
  /** Ends every session of the token. */
  signOutEverywhere(): Promise<void>;
  /** How many sessions the token has. */
  sessions(): Promise<number>;
}
