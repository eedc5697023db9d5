import { england, type Position } from '@monitoring-timeline/core';
import type { Observable } from 'rxjs';
import type { Lag } from './engine/lag.ts';
import { londonDay } from './engine/london.ts';
import { type Rebuild, rebuild } from './engine/rebuild.ts';
import { createNotices, type Notices } from './face/notices.ts';
import { TakingTurns } from './face/taking-turns.ts';
import { Live } from './live/live.ts';
import type { LogMove } from './live/moved.ts';
import { createWatches, type Watches } from './live/watch.ts';
import { openReaderParts, type TimelineOptions, type TimelineReader } from './reader.ts';
import type { AuthorityRecord } from './record/authority-record.ts';
import { answersOf } from './views/learnt/answers.ts';

/** The answers that a log gives: once, at any two dates, and as they change. */
export interface Timeline extends TimelineReader, Watches, Notices {
  /** What comes into the log, as it comes: one subscription for all who listen in this process. */
  readonly log$: Observable<LogMove>;
  /** Reads every record anew beside those in use, and lists the answers that differ before anything is switched. */
  rebuild(): Promise<Rebuild>;
  /** How far the views are behind the log: nothing where they have caught up. */
  lag(): Promise<Lag>;
  /** Resolves when the views have heard of everything that the log held when it was asked. */
  whenCaughtUp(): Promise<void>;
  /** Resolves when the views have heard of everything up to a position. */
  waitFor(position: Position): Promise<void>;
  /** Ends what is followed and gives up the lease on issuing notices. The store stays open. */
  close(): Promise<void>;
}

/** Opens a log for questions, also such as are followed. Reads the directory; records are read when a question needs them. @throws QuestionNameTaken */
export async function openTimeline(options: TimelineOptions): Promise<Timeline> {
  const { store } = options;
  const parts = await openReaderParts(options);
  const { reader, reading, context, directory, records, clock, state, prefix } = parts;
  const live = new Live({ store, clock, prefix });
  const issuing = await parts.issuing();
  const turns = new TakingTurns(issuing.lease);
  return {
    ...reader,
    ...createWatches({ live, store, prefix, directory, reader: reading, context }),
    ...createNotices(issuing, turns, live),
    log$: live.log$,
    async rebuild() {
      const today = londonDay(clock.now());
      const national = await records.get(england);
      const answering = { ...context, national };
      const answers = (record: AuthorityRecord) =>
        answersOf(record, { asOf: today, knownAt: today }, answering);
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
    async close() {
      live.close();
      await turns.released();
    },
  };
}
