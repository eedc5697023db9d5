import type { Refusal } from './errors.ts';
import type { Faults } from './faults.ts';
import type { Groups } from './groups.ts';
import type { EventLog } from './log.ts';
import type { Standing } from './standing.ts';

/** The settings of a server. All have a default that the recordings show. */
export interface ServerSettings {
  /** The bytes of one append. */
  readonly maxAppendSize: number;
  /** What counts towards them: the data of its events, or metadata and types as well. */
  readonly counts: 'data' | 'everything';
  /** The largest message that is read at all, in bytes. */
  readonly maxMessageSize: number;
  /** How many events may wait for a live subscriber that does not read, beside what its connection holds. */
  readonly liveBuffer: number;
  /** How long a follower who catches up waits from one checkpoint to the next, in ms: what a large log takes to go through. */
  readonly stepMs: number;
  /** How long a full buffer may stand still before the subscriber is dropped, in ms. */
  readonly liveGraceMs: number;
  /**
   * How near a deadline may be, in ms, and count as passed: in one process a message arrives sooner than over
   * any network.
   */
  readonly deadlineSlackMs: number;
  /** The version that the features call tells. */
  readonly version: string;
}

export const RECORDED_SETTINGS: ServerSettings = {
  maxAppendSize: 1_048_576,
  counts: 'data',
  maxMessageSize: 16 * 1_048_576,
  liveBuffer: 78,
  stepMs: 0,
  liveGraceMs: 250,
  deadlineSlackMs: 3,
  version: '23.10.8',
};

/** What a server of 25.0 does otherwise, as far as our tests need it. */
export const NEWER_SETTINGS: Partial<ServerSettings> = { counts: 'everything', version: '25.0.0' };

/** A subscription or a shared append stream that is open, for the tester to end or to disturb. */
export interface OpenCall {
  readonly kind: 'subscription' | 'append-stream' | 'persistent';
  /** What it follows: a stream, `$all`, `stream::group`, or nothing for an append stream. */
  readonly stream: string;
  end(refusal: Refusal): void;
  /** Tells once more that the end was reached; only subscriptions do. */
  repeatCaughtUp?(): void;
}

/** What every handler of one server shares. */
export interface ServerContext {
  readonly log: EventLog;
  readonly groups: Groups;
  readonly faults: Faults;
  readonly settings: ServerSettings;
  readonly open: Set<OpenCall>;
  /** What this node is in its cluster. */
  standing(): Standing;
  /** Refuses a call for its credentials, or as not this node's; nothing where it may go on. */
  authorise(
    metadata: { get(key: string): readonly unknown[] },
    stream: string,
    only?: 'leader',
  ): Refusal | undefined;
  /** Ends the calls of a group's consumers. */
  endConsumers(source: string, name: string, refusal: Refusal): void;
  /** Cuts every connection, as a broken network does. */
  cut(): void;
}
