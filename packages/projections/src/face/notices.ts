import { beginning, type EventStore, england, type Position } from '@monitoring-timeline/core';
import type { StateStore } from '@monitoring-timeline/core/state';
import { concatMap, distinctUntilChanged, map, merge, type Observable, Subject, share } from 'rxjs';
import type { IssuedNotice } from '../answers/notices.ts';
import { behind, type Lag } from '../engine/lag.ts';
import { londonDay } from '../engine/london.ts';
import type { RecordSource } from '../engine/record-source.ts';
import { conflateMap } from '../live/conflate-map.ts';
import { followPages, type Paged } from '../live/follow-pages.ts';
import type { Live } from '../live/live.ts';
import { pull } from '../live/pull.ts';
import { tickWhenDue } from '../live/tick-when-due.ts';
import { NoticeIssuer } from '../notices/issuer.ts';
import type { KeptNotice, Notice } from '../notices/notice.ts';
import { type NoticeNames, told } from '../notices/words.ts';
import type { Clockwork } from './clockwork.ts';

/** So many notices are read at once by who follows them. */
const pageSize = 500;

/** Some notices in the order in which they were issued. */
export interface NoticePage extends Paged {
  readonly notices: readonly IssuedNotice[];
}

/** What oversight teams are told: issued once by one issuer a log, kept, and given to whoever asks or follows. */
export interface Notices {
  /** Issues what is due by now, up to the present end of the log. For callers that come and go. */
  issueNotices(): Promise<readonly IssuedNotice[]>;
  /** Issues what is due by now, then gives those kept after one of them (its `sequence`), in their order. */
  notices(options?: {
    readonly after?: string | undefined;
    readonly limit?: number | undefined;
  }): Promise<readonly IssuedNotice[]>;
  /** Issues what is due by now, then gives the sequence of the last notice that is kept; empty where there is none. */
  lastNotice(): Promise<string>;
  /** Those kept after one of them, oldest first; nothing is issued. */
  keptNotices(after: string, limit: number): Promise<readonly IssuedNotice[]>;
  /** Those kept before one of them, or up to the last, latest first; all, or those that are wanted. Nothing is issued. */
  keptNoticesBefore(
    before: string | undefined,
    limit: number,
    wanted?: (notice: Notice) => boolean,
  ): Promise<readonly IssuedNotice[]>;
  /**
   * Issues notices as their causes come in and their days are reached, for as long as anybody listens; each time it gives the
   * sequence of the last one.
   */
  readonly issuing$: Observable<string>;
  /** Those kept after one of them, then as they are issued, page by page as they are asked for. */
  followNotices(after: string, signal: AbortSignal): AsyncIterable<NoticePage>;
  /** The same as they come, for who takes them at once. */
  notices$(options?: { readonly after?: string }): Observable<IssuedNotice>;
  /** How far the notices are behind the log; null before any were issued, or looked for, here. */
  noticeLag(): Promise<Lag | null>;
}

export interface NoticeParts {
  readonly live: Live;
  readonly clockwork: Clockwork;
  readonly records: RecordSource;
  readonly store: EventStore;
  readonly state: StateStore;
  readonly prefix: string;
  readonly names: NoticeNames;
  /** Told of the notices of each run that issued any, once they are kept. */
  readonly onIssued?: ((notices: readonly IssuedNotice[]) => void) | undefined;
}

export function createNotices(parts: NoticeParts): Notices {
  const { live, clockwork, records, store, state, prefix, names, onIssued } = parts;
  const { dueSeen: dueOf, nextDay } = clockwork;
  const now = () => live.now();
  const issuer = new NoticeIssuer({ store, state, records, dueOf, nextDay, now, prefix });
  const inWords = (kept: readonly KeptNotice[]) => kept.map((one) => told(one, names));
  const issuedAfter = async (after?: string, limit?: number) =>
    inWords(await issuer.issued(after, limit));
  /** Told of each run: the next day on which a notice may fall may be another then. */
  const ran = new Subject<void>();
  let issuing: Promise<unknown> = Promise.resolve();
  let reached: Position | undefined;
  let failed: string | null = null;

  /** One run at a time: two at once would only overtake each other. */
  function issue(): Promise<readonly IssuedNotice[]> {
    const run = issuing.then(runOnce);
    issuing = run.catch((error: unknown) => {
      failed = error instanceof Error ? error.message : String(error);
    });
    return run;
  }

  async function runOnce(): Promise<readonly IssuedNotice[]> {
    // deadlines are read beside the national record, which says how far each activity is covered
    await records.get(england);
    const issued = inWords(await issuer.run(londonDay(live.now())));
    reached = issuer.position ?? reached;
    failed = null;
    if (issued.length > 0) onIssued?.(issued);
    ran.next();
    return issued;
  }

  const issuing$ = merge(
    live.appended$,
    ran.pipe(tickWhenDue(() => issuer.nextDay(), live.scheduler)),
  ).pipe(
    map(() => undefined),
    conflateMap(issue, () => undefined),
    map(() => issuer.last),
    live.untilClosed(),
    share(),
  );

  function followNotices(after: string, signal: AbortSignal): AsyncIterable<NoticePage> {
    let last = after;
    const read = async (): Promise<NoticePage> => {
      const notices = await issuedAfter(last, pageSize);
      last = notices.at(-1)?.sequence ?? last;
      return { notices, atEnd: notices.length < pageSize };
    };
    return followPages(read, issuing$.pipe(distinctUntilChanged()), signal);
  }

  return {
    issueNotices: issue,
    issuing$,
    followNotices,
    notices$: ({ after = '' } = {}) =>
      pull((signal) => followNotices(after, signal)).pipe(
        concatMap(({ notices }) => notices),
        live.untilClosed(),
      ),
    async notices({ after, limit } = {}) {
      await issue();
      return issuedAfter(after, limit);
    },
    keptNotices: issuedAfter,
    keptNoticesBefore: async (before, limit, wanted) =>
      inWords(await issuer.before(before, limit, wanted)),
    async lastNotice() {
      await issue();
      return issuer.last;
    },
    async noticeLag() {
      if (reached === undefined && failed === null) return null;
      return {
        ...(await behind(store, reached ?? beginning, live.now(), prefix)),
        stopped: failed,
      };
    },
  };
}
