import { concatMap, distinctUntilChanged, map, merge, type Observable, Subject, share } from 'rxjs';
import type { IssuedNotice } from '../answers/notices.ts';
import type { Since } from '../asking/dates.ts';
import type { Lag } from '../engine/lag.ts';
import { conflateMap } from '../live/conflate-map.ts';
import { followPages, type Paged } from '../live/follow-pages.ts';
import type { Live } from '../live/live.ts';
import { pull } from '../live/pull.ts';
import { tickWhenDue } from '../live/tick-when-due.ts';
import type { Notice } from '../notices/notice.ts';
import type { Duty, Issuing } from './issuing.ts';
import type { TakingTurns } from './taking-turns.ts';

/** So many notices are read at once by who follows them. */
const pageSize = 500;

/** Some notices in the order in which they were issued. */
export interface NoticePage extends Paged {
  /** Oldest first. */
  readonly notices: readonly IssuedNotice[];
}

/** What oversight teams are told: issued once by one issuer a log, kept, and given to whoever asks or follows. */
export interface Notices {
  /** Issues what is due by now, up to the present end of the log. For callers that come and go. */
  issueNotices(): Promise<readonly IssuedNotice[]>;
  /**
   * Issues what is due by now, then gives those kept after one of them (its `checkpoint` or `sequence`), in their order.
   * @throws CheckpointOfAnotherHistory
   */
  notices(options?: {
    readonly after?: string | undefined;
    readonly limit?: number | undefined;
  }): Promise<readonly IssuedNotice[]>;
  /** Issues what is due by now, then gives the checkpoint of the last notice that is kept; empty where there is none. */
  lastNotice(): Promise<string>;
  /** Issues what is due by now, then gives the checkpoint from which to go on for those since then; empty where that is all. */
  noticesBegin(since: Since): Promise<string>;
  /** The sequence of a notice by its `checkpoint` or `sequence`. @throws CheckpointOfAnotherHistory */
  noticeHeld(checkpoint: string): Promise<string>;
  /** Those kept after one of them, oldest first; nothing is issued. */
  keptNotices(after: string, limit: number): Promise<readonly IssuedNotice[]>;
  /** Those kept before one of them, or up to the last, latest first; all, or those that are wanted. Nothing is issued. */
  keptNoticesBefore(
    before: string | undefined,
    limit: number,
    wanted?: (notice: Notice) => boolean,
  ): Promise<readonly IssuedNotice[]>;
  /**
   * Issues notices as their causes come in and their days are reached, for as long as anybody listens, or sees them issued by another
   * process; each time it gives the sequence of the last one.
   */
  readonly issuing$: Observable<string>;
  /**
   * Those kept after one of them, then as they are issued, page by page as they are asked for.
   * @throws CheckpointOfAnotherHistory with the first page
   */
  followNotices(after: string, signal: AbortSignal): AsyncIterable<NoticePage>;
  /** The same as they come, for who takes them at once. */
  notices$(options?: { readonly after?: string }): Observable<IssuedNotice>;
  /** How far the notices are behind the log; null before any were issued, or looked for, here. */
  noticeLag(): Promise<Lag | null>;
  /** Whether this process issues notices as long as it listens, or stands by while another does. */
  noticeDuty(): Duty;
}

export function createNotices(issuing: Issuing, turns: TakingTurns, live: Live): Notices {
  const { issuer } = issuing;
  const issue = () => issuing.issue();
  const ran = new Subject<void>();
  issuing.afterRun(() => ran.next());

  const issuing$ = merge(
    live.appended$,
    ran.pipe(tickWhenDue(() => issuer.nextDay(), live.scheduler)),
    turns.turns$,
  ).pipe(
    map(() => undefined),
    conflateMap(
      async () => {
        if (!(await issuing.turn())) turns.soon();
      },
      () => undefined,
    ),
    map(() => issuer.shelf.last),
    live.untilClosed(),
    share(),
  );

  const issued$ = issuing$.pipe(distinctUntilChanged());

  function followNotices(after: string, signal: AbortSignal): AsyncIterable<NoticePage> {
    let last: string | undefined;
    const read = async (): Promise<NoticePage> => {
      last ??= await issuing.held(after);
      const notices = await issuing.kept(last, pageSize);
      last = notices.at(-1)?.sequence ?? last;
      return { notices, atEnd: notices.length < pageSize };
    };
    return followPages(read, issued$, signal);
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
    notices: ({ after, limit } = {}) => issuing.issuedAfter(after, limit),
    keptNotices: (after, limit) => issuing.kept(after, limit),
    keptNoticesBefore: (before, limit, wanted) => issuing.keptBefore(before, limit, wanted),
    async lastNotice() {
      await issue();
      return issuing.last();
    },
    noticesBegin: (since) => issuing.before(since),
    noticeHeld: (checkpoint) => issuing.held(checkpoint),
    noticeLag: () => issuing.lag(),
    noticeDuty: () => issuing.duty,
  };
}
