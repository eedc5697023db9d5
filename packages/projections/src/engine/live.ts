import {
  type AuthorityKey,
  beginning,
  type EpochDay,
  type EventStore,
  type Page,
  type Position,
} from '@monitoring-timeline/core';
import {
  BehaviorSubject,
  defer,
  distinctUntilChanged,
  EMPTY,
  filter,
  finalize,
  firstValueFrom,
  ignoreElements,
  merge,
  Observable,
  of,
  ReplaySubject,
  Subject,
  share,
  switchMap,
  takeUntil,
  tap,
} from 'rxjs';
import type { AuthorityRecord } from '../record/authority-record.ts';
import { type Change, changes } from './changes.ts';
import type { Clock } from './clock.ts';
import { DueIndex } from './due-index.ts';
import { behind, type Lag } from './lag.ts';
import { londonDay } from './london.ts';
import type { RecordSource } from './record-source.ts';

export interface LiveOptions {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly records: RecordSource;
  /** The next day on which an answer about an authority can change without any event. */
  readonly nextDay: (record: AuthorityRecord, today: EpochDay) => EpochDay | undefined;
  readonly prefix?: string;
}

interface View<T> {
  /** Asks for the answer again, whatever moved. */
  readonly again: Subject<void>;
  latest: { readonly answer: T; readonly day: EpochDay } | undefined;
  answers: Observable<T>;
}

/** What a view is asked to work out: everything, or what moved since its last answer. */
export type Moved = ReadonlySet<AuthorityKey> | 'everything';

/**
 * Answers that stay true while events come in and days pass. One subscription to the log serves all views; it begins
 * with the first subscriber and ends with the last. A late subscriber gets the present answer, then changes.
 */
export class Live {
  readonly #store: EventStore;
  readonly #clock: Clock;
  readonly #records: RecordSource;
  readonly #nextDay: LiveOptions['nextDay'];
  readonly #due = new DueIndex();
  readonly #nearer = new Subject<void>();
  readonly #views = new Map<string, View<unknown>>();
  readonly #reached = new BehaviorSubject(beginning);
  readonly #closed = new ReplaySubject<void>(1);
  readonly #again = new Subject<void>();
  readonly #working = new BehaviorSubject(0);
  readonly #prefix: string;
  readonly #changes: Observable<Change>;
  #listening = Promise.withResolvers<void>();
  #stopped: string | undefined;

  constructor({ store, clock, records, nextDay, prefix = '' }: LiveOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#records = records;
    this.#nextDay = nextDay;
    this.#prefix = prefix;
    const due = {
      next: () => this.#due.next(),
      takeUntil: (day: EpochDay) => this.#due.takeUntil(day),
      nearer: this.#nearer,
    };
    this.#changes = defer(() => store.head()).pipe(
      tap(() => {
        this.#stopped = undefined;
        this.#listening.resolve();
      }),
      switchMap(({ position }) => changes({ store, clock, due, after: position, prefix })),
      tap({
        next: (change) => this.#note(change),
        error: (error: unknown) => {
          this.#stopped = error instanceof Error ? error.message : String(error);
        },
      }),
      finalize(() => {
        this.#listening = Promise.withResolvers<void>();
      }),
      takeUntil(this.#closed),
      share(),
    );
  }

  /** This instant, by the clock. */
  now(): number {
    return this.#clock.now();
  }

  /** Today in London, by the clock. */
  today(): EpochDay {
    return londonDay(this.#clock.now());
  }

  /** Everything that moves: events as they come in, and the days on which something is due. */
  get changes$(): Observable<Change> {
    return this.#changes;
  }

  /** An authority's record as the log has it now; from now on its due days are watched. */
  async record(authority: AuthorityKey): Promise<AuthorityRecord> {
    const record = await this.#records.get(authority);
    this.watch(record);
    return record;
  }

  /** Has the clock wake the views when an answer about this authority next changes by time alone. */
  watch(record: AuthorityRecord): void {
    const before = this.#due.next();
    const next = this.#nextDay(record, this.today());
    this.#due.set(record.authority, next);
    if (next !== undefined && (before === undefined || next < before)) this.#nearer.next();
  }

  /**
   * An answer about some authorities: worked out now, and again when one of them moved, one working-out at a time;
   * each subscriber is given it where it differs from what it was given before. A late subscriber gets the answer as of
   * its own day. An error of the working-out reaches this view's subscribers alone.
   */
  view$<T>(
    name: string,
    concerns: (authority: AuthorityKey) => boolean,
    workOut: (moved: Moved) => Promise<T>,
  ): Observable<T> {
    return defer(() => {
      const view = this.#view(name, concerns, workOut);
      const { latest } = view;
      const fresh = latest !== undefined && latest.day === this.today();
      if (latest !== undefined && !fresh) view.again.next();
      return merge(view.answers, fresh ? of(latest.answer) : EMPTY).pipe(
        distinctUntilChanged((a, b) => withoutCountedDays(a) === withoutCountedDays(b)),
      );
    });
  }

  #view<T>(
    name: string,
    concerns: (authority: AuthorityKey) => boolean,
    workOut: (moved: Moved) => Promise<T>,
  ): View<T> {
    const before = this.#views.get(name);
    if (before) return before as View<T>;
    const view: View<T> = { again: new Subject(), latest: undefined, answers: EMPTY };
    view.answers = this.#answers(concerns, workOut, view.again).pipe(
      tap((answer) => {
        view.latest = { answer, day: this.today() };
      }),
      finalize(() => this.#views.delete(name)),
      share(),
    );
    this.#views.set(name, view as View<unknown>);
    return view;
  }

  #answers<T>(
    concerns: (authority: AuthorityKey) => boolean,
    workOut: (moved: Moved) => Promise<T>,
    again: Observable<void>,
  ): Observable<T> {
    return new Observable((subscriber) => {
      let pending: Moved | undefined;
      let underWay = false;

      const run = async (): Promise<void> => {
        underWay = true;
        this.#working.next(this.#working.value + 1);
        try {
          while (pending !== undefined && !subscriber.closed) {
            const moved = pending;
            pending = undefined;
            const answer = await workOut(moved);
            // what moved meanwhile may have changed it: only a settled answer is given
            if (pending === undefined) subscriber.next(answer);
          }
        } finally {
          underWay = false;
          this.#working.next(this.#working.value - 1);
        }
      };

      function add(moved: Moved): void {
        pending =
          moved === 'everything' || pending === 'everything'
            ? 'everything'
            : new Set([...(pending ?? []), ...moved]);
        if (!underWay) run().catch((error: unknown) => subscriber.error(error));
      }

      subscriber.add(merge(again, this.#again).subscribe(() => add('everything')));
      subscriber.add(
        this.#changes.subscribe({
          next: (change) => {
            if (change.kind === 'caught-up') return;
            const moved = [...change.authorities].filter(concerns);
            if (moved.length > 0) add(new Set(moved));
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        }),
      );
      // worked out once the log is listened to, so that nothing appended in between is missed
      this.#listening.promise.then(
        () => {
          if (!subscriber.closed) add('everything');
        },
        (error: unknown) => subscriber.error(error),
      );
    });
  }

  /** Has every view worked out anew, where records were replaced beneath them. */
  workOutAgain(): void {
    this.#again.next();
  }

  /** Resolves when the views have given their answers to everything that the log held when it was asked. */
  async whenCaughtUp(): Promise<void> {
    const { position } = await this.#store.head();
    await this.waitFor(position);
  }

  /**
   * Resolves when the views have given their answers to everything up to a position, listening for as long as it
   * waits; at once where the timeline is closed.
   */
  async waitFor(position: Position): Promise<void> {
    const listening = this.#changes.pipe(ignoreElements());
    const last = await this.#lastOwn(position);
    const reached = this.#reached.pipe(filter((at) => at >= last));
    await firstValueFrom(merge(listening, reached), { defaultValue: undefined });
    // views hear of a change after it is noted here
    await new Promise((resolve) => setImmediate(resolve));
    const idle = this.#working.pipe(filter((views) => views === 0));
    await firstValueFrom(merge(idle, this.#closed), { defaultValue: undefined });
  }

  /** Position of the last event of our own streams up to one; those of others are never heard of. */
  async #lastOwn(position: Position): Promise<Position> {
    if (this.#prefix === '') return position;
    let last = this.#reached.value;
    for (let after = last, atEnd = false; !atEnd && after < position; ) {
      const page = await this.#own(after);
      last = page.events.findLast((event) => event.position <= position)?.position ?? last;
      after = page.next;
      atEnd = page.atEnd;
    }
    return last;
  }

  #own(after: Position): Promise<Page> {
    const filtered = this.#prefix === '' ? {} : { filter: { streamPrefix: this.#prefix } };
    return this.#store.readAll(after, { limit: 5000, ...filtered });
  }

  /** How far the views are behind the log, and why they stopped if they did. */
  async lag(): Promise<Lag> {
    const stopped = this.#stopped ?? null;
    const reached = this.#reached.value;
    return { ...(await behind(this.#store, reached, this.#clock.now(), this.#prefix)), stopped };
  }

  #note(change: Change): void {
    if (change.kind !== 'tick' && change.checkpoint > this.#reached.value) {
      this.#reached.next(change.checkpoint);
    }
  }

  /** Emits and completes when the timeline is closed; later subscribers hear of it, too. */
  get closed$(): Observable<void> {
    return this.#closed;
  }

  /** Ends every view: their subscribers complete, and nothing waits for the clock any more. */
  close(): void {
    this.#closed.next();
    this.#closed.complete();
    this.#views.clear();
  }
}

/** Fields that only count the days gone by: an answer in which nothing else differs has not changed. */
const countedDays: ReadonlySet<string> = new Set([
  'asOf',
  'knownAt',
  'daysSince',
  'daysPast',
  'daysPastWindow',
  'monthsSince',
  'explanation',
]);

/** An answer as a text that is the same for as long as nothing but the days gone by differs. */
export function withoutCountedDays(answer: unknown): string {
  return JSON.stringify(answer, (key, value) => (countedDays.has(key) ? undefined : value));
}
