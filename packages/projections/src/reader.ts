import {
  authorityKey,
  type Clock,
  type Directory,
  type EventStore,
  isoDay,
  type NameOf,
  systemClock,
} from '@monitoring-timeline/core';
import { createMemoryStateStore, type StateStore } from '@monitoring-timeline/core/state';
import type { IssuedNotice } from './answers/notices.ts';
import { type GrowingDirectory, openDirectory } from './engine/directory.ts';
import { londonDay } from './engine/london.ts';
import type { OnPassedOver } from './engine/passed-over.ts';
import { RecordSource } from './engine/record-source.ts';
import { openSnapshots } from './engine/snapshots.ts';
import { type Asking, createAsking } from './face/asking.ts';
import type { Issuing } from './face/issuing.ts';
import { englandChildren } from './policy/england-children/index.ts';
import type { Policy } from './policy/schema.ts';
import type { Projection } from './projections/fold.ts';
import { KeptProjections } from './projections/kept.ts';
import type { AnsweringContext, Question, RecordReader } from './questions/question.ts';
import type { PassageReader } from './views/explain/passages.ts';

export { loadDirectory } from './engine/directory.ts';
export { isWorkedOut } from './projections/kept.ts';

/** The log that is opened, and what answers may draw on beside it. */
export interface TimelineOptions {
  /** The log. Whoever opened it closes it, after the timeline. */
  readonly store: EventStore;
  /** Re-inspection rules; those that are shipped unless others are given. */
  readonly policy?: Policy;
  /** Time as an input; the machine's clock unless another is given. */
  readonly clock?: Clock;
  /** Names of persons by id; without it every person stays unnamed. */
  readonly nameOf?: NameOf;
  /** Where snapshots and notices are kept; in memory, and so for this process alone, unless a store is given. */
  readonly state?: StateStore;
  /** Where what is worked out from the whole log is kept, unless that is `state`: whoever asks once reads it, and keeps nothing else. */
  readonly indexes?: StateStore | undefined;
  /** Told of what was kept beside the log and is not used, and why: it is worked out anew. */
  readonly onPassedOver?: OnPassedOver | undefined;
  /** Prefix of all streams, where several logs share one server. */
  readonly prefix?: string;
  /** What can be asked; every shipped question unless others are given: `[...shippedQuestions, mine]`. */
  readonly questions?: readonly Question[];
  /** Reads what kept documents say at a place; without it no passage is told. */
  readonly passages?: PassageReader | undefined;
  /** Whether other processes issue notices over the same state: then one of those that stay does, by a lease, and the others stand by. */
  readonly amongOthers?: boolean | undefined;
  /** Told of notices as this process issues them, once they are kept. */
  readonly onIssued?: (notices: readonly IssuedNotice[]) => void;
}

/** The answers that a log gives to who asks and goes. What follows the log is loaded with `openTimeline` alone. */
export interface TimelineReader extends Asking {
  /** The state of a projection with all that the log holds, or held up to a position. */
  folded<S>(projection: Projection<S>, upTo?: string): Promise<S>;
  /** Every authority there is or was: what is shipped, and what the log says beside it. */
  readonly directory: Directory;
  /** The rules by which deadlines are counted. */
  readonly policy: Policy;
  /** Takes in what the log has said of authorities since: who was established, recoded or abolished. */
  refreshDirectory(): Promise<void>;
  /**
   * Keeps what is worked out from the whole log, the directory and, where notices are issued, the days on which answers turn, so that
   * who opens it next reads on from here. Nothing where no state is given. @throws StateMoved where another process did so meanwhile
   */
  keep(): Promise<void>;
  /**
   * Writes copies of the records that have grown, beside what `keep` keeps; returns of how many. They spare calls to a server, one for
   * each authority; out of a file a stream is read as fast as its copy.
   */
  snapshot(): Promise<number>;
}

/** What a reader is made of, for what is built on it. */
export interface ReaderParts {
  /** What answers the questions. */
  readonly reader: TimelineReader;
  /** Records of authorities, read from the log when they are needed. */
  readonly records: RecordSource;
  /** Who is who, as far as it was read. */
  readonly directory: GrowingDirectory;
  /** How questions get at the record, and what they are answered with. */
  readonly reading: RecordReader;
  /** Directory, names, rules and passages that answers draw on. */
  readonly context: AnsweringContext;
  /** What says which day it is. */
  readonly clock: Clock;
  /** Where snapshots, projections and notices are kept. */
  readonly state: StateStore;
  /** Prefix of all streams; empty where the server holds one log. */
  readonly prefix: string;
  /** The one issuer of notices; loaded when it is first needed. */
  issuing(): Promise<Issuing>;
}

/** Opens a log for questions that are asked once. Reads the directory; records are read when a question needs them. */
export async function openTimelineReader(options: TimelineOptions): Promise<TimelineReader> {
  return (await openReaderParts(options)).reader;
}

/** As `openTimelineReader`, with what it is made of. @internal */
export async function openReaderParts(options: TimelineOptions): Promise<ReaderParts> {
  const {
    store,
    policy = englandChildren,
    clock = systemClock,
    nameOf = () => null,
    state = createMemoryStateStore(),
    prefix = '',
    amongOthers = false,
    onIssued,
    onPassedOver,
    questions,
    passages,
  } = options;
  const indexes = options.indexes ?? options.state;
  const directory = await openDirectory({ store, prefix, state: indexes, onPassedOver });
  const context = { directory, nameOf, policy, passages };
  const snapshots = await openSnapshots(state, store, onPassedOver);
  const records = new RecordSource({ store, prefix, snapshots });
  const projections = new KeptProjections({ store, state, prefix });
  let issuer: Promise<Issuing> | undefined;

  async function loadIssuing(): Promise<Issuing> {
    const { Issuing } = await import('./face/issuing.ts');
    const { createClockwork } = await import('./face/clockwork.ts');
    const clockwork = createClockwork(records, policy, directory);
    const names = { authority: (key: string) => directory.nameOf(key), person: nameOf };
    const { Lease } = await import('@monitoring-timeline/core/shared-state');
    const lease = amongOthers ? new Lease(state, store.id, 'notices') : undefined;
    const given = { clock, clockwork, directory, records, store, state, prefix, names, policy };
    return new Issuing({ ...given, onIssued, onPassedOver, lease });
  }

  const issuing = () => {
    issuer ??= loadIssuing();
    return issuer;
  };
  const folded = <S>({ projection }: Projection<S>, upTo?: string) =>
    projections.at(projection, upTo);
  const reading: RecordReader = {
    record: (authority) => records.get(authorityKey(authority)),
    all: () => records.all(),
    each: (authorities) => records.each(authorities),
    notices: async (after) => (await issuing()).issuedAfter(after),
    folded,
  };
  const today = () => londonDay(clock.now());
  const keep = async () => {
    await directory.keep();
    await (await issuer)?.keepDays();
  };
  const reader: TimelineReader = {
    ...createAsking({ context, reader: reading, today, questions }),
    folded,
    directory,
    policy,
    refreshDirectory: () => directory.refresh(),
    keep,
    async snapshot() {
      await keep();
      return records.snapshot();
    },
  };
  return { reader, records, directory, reading, context, clock, state, prefix, issuing };
}

/** Today in London as an ISO day: days of the record end there. */
export function londonToday(now: Date): string {
  return isoDay(londonDay(now.getTime()));
}
