import {
  type AuthorityKey,
  beginning,
  type EventFilter,
  type EventStore,
  england,
  type Position,
  type Recorded,
} from '@monitoring-timeline/core';
import type { StateStore } from '@monitoring-timeline/core/state';
import {
  concatMap,
  defer,
  from,
  map,
  mergeWith,
  type Observable,
  Subject,
  share,
  takeUntil,
} from 'rxjs';
import type { DueRow } from '../answers/due.ts';
import type { IssuedNotice } from '../answers/notices.ts';
import type { Picture } from '../answers/picture.ts';
import type { Standing } from '../answers/standing.ts';
import type { Trajectory } from '../answers/trajectory.ts';
import type { Coordinates } from '../coordinates.ts';
import type { Clock } from '../engine/clock.ts';
import { behind, type Lag } from '../engine/lag.ts';
import type { Live, Moved } from '../engine/live.ts';
import type { RecordSource } from '../engine/record-source.ts';
import { schedulerOf } from '../live/clock-scheduler.ts';
import { conflateMap } from '../live/conflate-map.ts';
import { pull } from '../live/pull.ts';
import { tickWhenDue } from '../live/tick-when-due.ts';
import { NoticeIssuer } from '../notices/issuer.ts';
import type { ViewContext } from '../views/authority.ts';
import {
  assemble,
  type Counted,
  counter,
  type PictureOptions,
  regionsMeant,
} from '../views/picture/picture.ts';
import { type DueFilter, dueOf } from '../views/reinspection/due.ts';
import { standing } from '../views/standing/standing.ts';
import { trajectory } from '../views/trajectory/trajectory.ts';
import type { Clockwork } from './clockwork.ts';

/**
 * Answers as they change, as of today and as known today. A late subscriber gets the present answer, then changes;
 * nothing is emitted where nothing changed; when the last subscriber has gone the work stops; an error of one view
 * reaches its own subscribers.
 */
export interface Watches {
  standing$(authority: string): Observable<Standing>;
  trajectory$(authority: string): Observable<Trajectory>;
  due$(options?: DueFilter & { readonly region?: string }): Observable<readonly DueRow[]>;
  picture$(options?: PictureOptions): Observable<Picture>;
  /** Notices after one of them (its `sequence`): those kept, then as they are issued. */
  notices$(options?: { readonly after?: string }): Observable<IssuedNotice>;
  events$(options?: {
    readonly after?: Position;
    readonly filter?: EventFilter;
  }): Observable<Recorded>;
  /** Issues what is due by now, up to the present end of the log. For callers that come and go. */
  issueNotices(): Promise<readonly IssuedNotice[]>;
  /** How far the notices are behind the log; null before any were issued, or looked for, here. */
  noticeLag(): Promise<Lag | null>;
  /** Issues what is due by now, then gives all that are kept after one of them (its `sequence`), in their order. */
  notices(options?: { readonly after?: string | undefined }): Promise<readonly IssuedNotice[]>;
}

/** So many notices are read at once by who follows them. */
const pageSize = 500;

export interface WatchOptions {
  readonly live: Live;
  readonly clock: Clock;
  readonly context: ViewContext;
  readonly clockwork: Clockwork;
  readonly records: RecordSource;
  readonly store: EventStore;
  readonly state: StateStore;
  readonly prefix: string;
  /** Told of the notices of each run that issued any, once they are kept. */
  readonly onIssued?: ((notices: readonly IssuedNotice[]) => void) | undefined;
}

export function createWatches(options: WatchOptions): Watches {
  const { live, clock, context, clockwork, records, store, state, prefix, onIssued } = options;
  const { directory } = context;
  const today = (): Coordinates => ({ asOf: live.today(), knownAt: live.today() });
  const issuer = new NoticeIssuer({
    store,
    state,
    records,
    dueOf: clockwork.dueSeen,
    nextDay: clockwork.nextDay,
    prefix,
  });
  /** Told of each run of the issuer: the next day on which one may fall may be another then. */
  const settled = new Subject<void>();
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
    const issued = await issuer.run(live.today());
    reached = issuer.position ?? reached;
    failed = null;
    if (issued.length > 0) onIssued?.(issued);
    settled.next();
    return issued;
  }

  async function noticeLag(): Promise<Lag | null> {
    if (reached === undefined && failed === null) return null;
    return { ...(await behind(store, reached ?? beginning, live.now(), prefix)), stopped: failed };
  }

  /** Issues what events and days give rise to, as they come: once for all who listen. */
  const issuing$ = live.changes$.pipe(
    mergeWith(settled.pipe(tickWhenDue(() => issuer.nextDay(), schedulerOf(clock)))),
    conflateMap(issue, (_, later) => later),
    map(() => undefined),
    share(),
  );

  function one$<T>(
    view: string,
    authority: string,
    workOut: (key: AuthorityKey) => Promise<T>,
  ): Observable<T> {
    return defer(() => {
      const { key } = directory.resolve(authority, { asOf: live.today() });
      return live.view$(
        `${view}/${key}`,
        (moved) => moved === key,
        () => workOut(key),
      );
    });
  }

  /** Keeps a part for each authority, works out those that moved, and makes the whole of the parts. */
  function parts$<P, T>(
    name: string,
    part: (key: AuthorityKey) => Promise<P>,
    whole: (parts: ReadonlyMap<string, P>) => Promise<T>,
  ): Observable<T> {
    const parts = new Map<string, P>();
    return live.view$(
      name,
      () => true,
      async (moved: Moved) => {
        // the national record says how far the record reaches, and with that it can move everybody
        const everybody = moved === 'everything' || moved.has(england);
        const listed = directory.all().map(({ key }) => key);
        const keys = everybody ? new Set([...listed, ...(await records.authorities())]) : moved;
        for (const key of [...keys].sort()) if (key !== england) parts.set(key, await part(key));
        return whole(parts);
      },
    );
  }

  return {
    standing$: (authority) =>
      one$('standing', authority, async (key) =>
        standing(await live.record(key), today(), context),
      ),
    trajectory$: (authority) =>
      one$('trajectory', authority, async (key) =>
        trajectory(await live.record(key), today(), context),
      ),
    due$: ({ region, ...asked } = {}) =>
      defer(() => {
        const within = new Set(region === undefined ? undefined : regionsMeant(region));
        return parts$<readonly DueRow[], readonly DueRow[]>(
          `due/${JSON.stringify({ region, ...asked })}`,
          async (key) => {
            await records.get(england);
            const record = await live.record(key);
            const wanted = region === undefined || within.has(directory.region(key) ?? '');
            return wanted ? dueOf(record, today(), clockwork.context(), asked) : [];
          },
          async (parts) => directory.all().flatMap(({ key }) => parts.get(key) ?? []),
        );
      }),
    picture$: (asked = {}) =>
      parts$<readonly Counted[], Picture>(
        `picture/${JSON.stringify(asked)}`,
        async (key) => counter(today(), asked, directory)(key, await live.record(key)),
        async (parts) =>
          assemble([...parts.values()].flat(), today(), asked, await records.get(england)),
      ),
    notices$: ({ after = '' } = {}) =>
      defer(() => {
        let last = after;
        /** Page by page: what is kept may be much. */
        async function* fresh(): AsyncGenerator<readonly IssuedNotice[]> {
          for (;;) {
            const page = await issuer.issued(last, pageSize);
            last = page.at(-1)?.sequence ?? last;
            yield page;
            if (page.length < pageSize) return;
          }
        }
        return issuing$.pipe(
          conflateMap(fresh, () => undefined),
          concatMap((page) => page),
          takeUntil(live.closed$),
        );
      }),
    events$: ({ after = beginning, filter: wanted } = {}) =>
      pull((signal) => store.follow(after, { ...(wanted && { filter: wanted }), signal })).pipe(
        concatMap((message) => (message.kind === 'events' ? from(message.events) : [])),
        takeUntil(live.closed$),
      ),
    issueNotices: issue,
    noticeLag,
    async notices({ after } = {}) {
      await issue();
      return issuer.issued(after);
    },
  };
}
