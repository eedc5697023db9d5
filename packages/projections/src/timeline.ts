import {
  authorityKey,
  type Clock,
  type Directory,
  type EventStore,
  england,
  isoDay,
  type NameOf,
  type Position,
  systemClock,
} from '@monitoring-timeline/core';
import { createMemoryStateStore, type StateStore } from '@monitoring-timeline/core/state';
import type { Observable } from 'rxjs';
import type { IssuedNotice } from './answers/notices.ts';
import { openDirectory } from './engine/directory.ts';
import type { Lag } from './engine/lag.ts';
import { londonDay } from './engine/london.ts';
import { type Rebuild, rebuild } from './engine/rebuild.ts';
import { RecordSource } from './engine/record-source.ts';
import { openSnapshots } from './engine/snapshots.ts';
import { type Asking, createAsking } from './face/asking.ts';
import { createClockwork } from './face/clockwork.ts';
import { createNotices, type Notices } from './face/notices.ts';
import { Live } from './live/live.ts';
import type { LogMove } from './live/moved.ts';
import { createWatches, type Watches } from './live/watch.ts';
import { englandChildren } from './policy/england-children/index.ts';
import type { Policy } from './policy/schema.ts';
import type { Projection } from './projections/fold.ts';
import { KeptProjections } from './projections/kept.ts';
import type { Question, RecordReader } from './questions/question.ts';
import type { AuthorityRecord } from './record/authority-record.ts';
import type { ViewContext } from './views/authority.ts';
import { answersOf } from './views/learnt/answers.ts';

export interface TimelineOptions {
  readonly store: EventStore;
  /** Re-inspection rules; those that are shipped unless others are given. */
  readonly policy?: Policy;
  /** Time as an input; the machine's clock unless another is given. */
  readonly clock?: Clock;
  /** Names of persons by id; without it every person stays unnamed. */
  readonly nameOf?: NameOf;
  /** Where snapshots and notices are kept; in memory, and so for this process alone, unless a store is given. */
  readonly state?: StateStore;
  /** Prefix of all streams, where several logs share one server. */
  readonly prefix?: string;
  /** What can be asked; every shipped question unless others are given: `[...shippedQuestions, mine]`. */
  readonly questions?: readonly Question[];
  /** Told of notices as this process issues them, once they are kept. */
  readonly onIssued?: (notices: readonly IssuedNotice[]) => void;
}

/** The answers that a log gives: once, at any two dates, and as they change. */
export interface Timeline extends Asking, Watches, Notices {
  /** The state of a projection with all that the log holds, or held up to a position. */
  folded<S>(projection: Projection<S>, upTo?: string): Promise<S>;
  /** What comes into the log, as it comes: one subscription for all who listen in this process. */
  readonly log$: Observable<LogMove>;
  readonly directory: Directory;
  readonly policy: Policy;
  /** Takes in what the log has said of authorities since: who was established, recoded or abolished. */
  refreshDirectory(): Promise<void>;
  /** Writes snapshots of the records that have grown; returns how many. */
  snapshot(): Promise<number>;
  /** Reads every record anew beside those in use, and lists the answers that differ before anything is switched. */
  rebuild(): Promise<Rebuild>;
  /** How far the views are behind the log: nothing where they have caught up. */
  lag(): Promise<Lag>;
  /** Resolves when the views have heard of everything that the log held when it was asked. */
  whenCaughtUp(): Promise<void>;
  /** Resolves when the views have heard of everything up to a position. */
  waitFor(position: Position): Promise<void>;
  close(): Promise<void>;
}

/** Opens a log for questions. Reads the directory; records are read when a question needs them. */
export async function openTimeline(options: TimelineOptions): Promise<Timeline> {
  const {
    store,
    policy = englandChildren,
    clock = systemClock,
    nameOf = () => null,
    state = createMemoryStateStore(),
    prefix = '',
    onIssued,
    questions: asked,
  } = options;
  const directory = await openDirectory(store, prefix);
  const context: ViewContext = { directory, nameOf };
  const snapshots = await openSnapshots(state, store);
  const records = new RecordSource({ store, prefix, snapshots });
  const today = () => londonDay(clock.now());
  const clockwork = createClockwork(records, policy, directory);
  const live = new Live({ store, clock, prefix });
  const names = { authority: (key: string) => directory.nameOf(key), person: nameOf };
  const kept = { live, clockwork, records, store, state, prefix, names, onIssued };
  const notices = createNotices(kept);
  const projections = new KeptProjections({ store, state, prefix });
  const reader: RecordReader = {
    record: (authority) => records.get(authorityKey(authority)),
    all: () => records.all(),
    notices: (after) => notices.notices({ after }),
    folded: ({ projection }, upTo) => projections.at(projection, upTo),
  };
  const answering = { ...context, policy };
  const watches = createWatches({ live, store, prefix, reader, context: answering });
  const asking = createAsking({ context: answering, reader, today, questions: asked });
  return {
    ...asking,
    ...watches,
    ...notices,
    log$: live.log$,
    folded: ({ projection }, upTo) => projections.at(projection, upTo),
    directory,
    policy,
    refreshDirectory: () => directory.refresh(),
    snapshot: () => records.snapshot(),
    async rebuild() {
      const at = { asOf: today(), knownAt: today() };
      const national = await records.get(england);
      const answering = { ...context, policy, national };
      const answers = (record: AuthorityRecord) => answersOf(record, at, answering);
      return rebuild({
        store,
        state,
        records,
        prefix,
        answersOf: answers,
        switched: () => live.workOutAgain(),
      });
    },
    lag: () => live.lag(),
    whenCaughtUp: () => live.whenCaughtUp(),
    waitFor: (position) => live.waitFor(position),
    close: async () => live.close(),
  };
}

/** Today in London as an ISO day: days of the record end there. */
export function londonToday(now: Date): string {
  return isoDay(londonDay(now.getTime()));
}
