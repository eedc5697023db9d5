/** What of the notices is wanted, as a form has it. */
export interface InterestGiven {
  /** Region whose authorities are wanted; all unless given. */
  readonly region?: string;
  /** Authorities that are wanted, each by key, name or code; all unless given. */
  readonly authority?: readonly string[];
  /** Events of these types, or notices of these kinds; all unless given. */
  readonly type?: readonly string[];
  /** Notices by which the grade of one of these areas changes; all unless given. */
  readonly area?: readonly string[];
  /** `true`: only where a grade is inadequate, before or after. */
  readonly inadequate?: string;
  /** The least weight of a notice, `1` to `5`; all unless given. */
  readonly weight?: string;
}

/** A webhook, without its secret. */
export interface WebhookShown {
  readonly id: string;
  readonly name: string | null;
  /** Of Teams and Slack the host alone. */
  readonly url: string;
  readonly format: 'standard' | 'teams' | 'slack';
  readonly topic: string;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly state: 'active' | 'paused';
  readonly pausedBecause: string | null;
  readonly created: string;
  readonly createdBy: string;
  readonly pending: number;
  readonly parked: number;
  readonly next: { readonly at: string; readonly attempts: number } | null;
}

export interface WebhookGiven {
  readonly url: string;
  readonly format: string;
  readonly topic: string;
  readonly name?: string;
  readonly filter?: InterestGiven;
}

/** How a test of a webhook went. */
export interface TestShown {
  /** HTTP status of the answer; null where none came. */
  readonly status: number | null;
  /** How long the answer took, in ms. */
  readonly ms: number;
  /** Null where it was taken. */
  readonly error: string | null;
}

/** A digest by mail, as it is set. */
export interface DigestShown {
  readonly id: string;
  readonly to: string;
  readonly where: string;
  readonly every: 'day' | 'week';
  readonly next: string;
  readonly off: boolean;
  readonly last: {
    readonly status: string;
    readonly at: string;
    readonly error: string | null;
  } | null;
  /** Notices that the next one would tell so far. */
  readonly waiting: number;
}

/** What is told to whom: by the same commands as the API. */
export interface SubscriptionsDesk {
  /** Checks an interest. @throws a problem naming what means nothing */
  check(interest: InterestGiven): Promise<void>;
  /** What can be followed, with a sentence each. */
  topics(): Promise<
    readonly {
      /** By it a webhook follows it. */
      readonly name: string;
      /** What is told, in words. */
      readonly summary: string;
    }[]
  >;
  /** Every webhook that was not ended. */
  webhooks(): Promise<readonly WebhookShown[]>;
  /** @returns its id; its secret is told by `secret` alone */
  make(command: string, wanted: WebhookGiven): Promise<string>;
  /** Sends a test; how it went is told by `tested`. */
  test(id: string): Promise<void>;
  /** How the test went that this visitor has just had sent; told once. */
  tested(id: string): TestShown | undefined;
  /** Holds deliveries back, or lets them go on from where they were. */
  pause(id: string, paused: boolean): Promise<void>;
  /** Gives a webhook another secret, told by `secret` alone. @throws a problem of status 409 where nothing is signed */
  renewSecret(id: string): Promise<void>;
  /** Has every parked delivery made again. */
  replay(id: string): Promise<void>;
  /** Ends a webhook: what had not been delivered is gone. */
  end(id: string): Promise<void>;
  /** The secret of a webhook that this visitor has just made or renewed; told once, and for a few minutes alone. */
  secret(id: string): string | undefined;
  /** Every digest that the settings name. */
  digests(): Promise<readonly DigestShown[]>;
  /** The next mail as it would go now; nothing is sent. */
  preview(id: string): Promise<{
    /** Subject of the mail. */
    readonly subject: string;
    /** The mail as plain text; the secret part of its link to stop these mails is left out. */
    readonly text: string;
  }>;
  /** Switches a digest off, or on again. */
  switchDigest(id: string, off: boolean): Promise<void>;
}
