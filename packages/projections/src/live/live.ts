import {
  addDays,
  beginning,
  type Clock,
  type EventStore,
  isoDay,
  type Position,
} from '@monitoring-timeline/core';
import {
  BehaviorSubject,
  catchError,
  defer,
  EMPTY,
  filter,
  firstValueFrom,
  ignoreElements,
  type MonoTypeOperatorFunction,
  map,
  merge,
  type Observable,
  ReplaySubject,
  type SchedulerLike,
  Subject,
  share,
  switchMap,
  takeUntil,
  tap,
} from 'rxjs';
import { behind, type Lag } from '../engine/lag.ts';
import { londonDay } from '../engine/london.ts';
import { schedulerOf } from './clock-scheduler.ts';
import {
  everybody,
  type LogMove,
  linkedFrom,
  type Moved,
  movedAuthorities,
  nobody,
} from './moved.ts';
import { pull } from './pull.ts';
import { tickWhenDue } from './tick-when-due.ts';

export interface LiveOptions {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly prefix?: string;
}

/** What is kept up to the log, so that waiting for a position waits for it, too. */
export interface KeptUp {
  /** The last position that it has taken in, and each one after it. */
  readonly reached$: Observable<Position>;
}

/**
 * What moves: one subscription to the log and one ear on the clock for everything in this process that is kept up. It begins
 * with the first who listens and ends with the last.
 */
export class Live {
  /** What comes into the log, as it comes. First, and from time to time, that there is nothing more. */
  readonly log$: Observable<LogMove>;
  /** Whose answers may differ by what comes in. Ends with UnknownEventType where this program does not know an event. */
  readonly appended$: Observable<Moved>;
  /** Whose answers may differ: by what comes in, by a day that is reached, or since all is to be worked out again. */
  readonly moved$: Observable<Moved>;
  /** The clock, as operators wait by it. */
  readonly scheduler: SchedulerLike;
  readonly #store: EventStore;
  readonly #prefix: string;
  readonly #reached = new BehaviorSubject<Position>(beginning);
  readonly #closed = new ReplaySubject<void>(1);
  readonly #again = new Subject<Moved>();
  readonly #look = new Subject<void>();
  readonly #kept = new Set<KeptUp>();
  #stopped: string | undefined;

  constructor({ store, clock, prefix = '' }: LiveOptions) {
    this.#store = store;
    this.#prefix = prefix;
    this.scheduler = schedulerOf(clock);
    this.log$ = defer(() => store.head()).pipe(
      switchMap(({ position }) =>
        pull((signal) => store.follow(position, { signal })).pipe(linkedFrom(position)),
      ),
      this.untilClosed(),
      share(),
    );
    const days$ = this.#look.pipe(
      tickWhenDue((day) => addDays(day, 1), this.scheduler),
      map(() => nobody),
    );
    this.appended$ = this.log$.pipe(movedAuthorities(prefix), this.#noted(), share());
    this.moved$ = merge(this.appended$, days$, this.#again).pipe(this.untilClosed(), share());
  }

  /** This instant, by the clock: ms since 1970. */
  now(): number {
    return this.scheduler.now();
  }

  /** Today in London, by the clock: an ISO day. */
  today(): string {
    return isoDay(londonDay(this.now()));
  }

  /** Looks at the clock now, and not when a wait is over: it may have been set. */
  lookAtClock(): void {
    this.#look.next();
  }

  /** Has everything worked out anew, where records were replaced beneath it. */
  workOutAgain(): void {
    this.#again.next(everybody);
  }

  /** Has waiting for a position wait for this, until the returned function is called. */
  keep(kept: KeptUp): () => void {
    this.#kept.add(kept);
    return () => this.#kept.delete(kept);
  }

  /** Resolves when everything kept up has taken in all that the log held when it was asked. */
  async whenCaughtUp(): Promise<void> {
    const { position } = await this.#store.head();
    await this.waitFor(position);
  }

  /** Resolves when everything kept up has taken in the log up to a position; at once where the timeline is closed. */
  async waitFor(position: Position): Promise<void> {
    const listening = this.appended$.pipe(ignoreElements());
    const all = [this.#reached, ...[...this.#kept].map(({ reached$ }) => reached$)];
    for (const reached$ of all) {
      // what fails is told to whoever listens to it
      const there = reached$.pipe(
        catchError(() => EMPTY),
        filter((at) => at >= position),
      );
      await firstValueFrom(merge(listening, there).pipe(this.untilClosed()), {
        defaultValue: undefined,
      });
    }
  }

  /** How far what is kept up lies behind the log, and why it stopped if it did. */
  async lag(): Promise<Lag> {
    const reached = this.#reached.value;
    const lag = await behind(this.#store, reached, this.now(), this.#prefix);
    return { ...lag, stopped: this.#stopped ?? null };
  }

  /** Completes with the timeline. */
  untilClosed<T>(): MonoTypeOperatorFunction<T> {
    return takeUntil(this.#closed);
  }

  /** Ends everything that is kept up: subscribers complete, and nothing waits for the clock any more. */
  close(): void {
    this.#closed.next();
    this.#closed.complete();
  }

  #noted(): MonoTypeOperatorFunction<Moved> {
    return tap({
      next: ({ position = beginning }) => {
        this.#stopped = undefined;
        if (position > this.#reached.value) this.#reached.next(position);
      },
      error: (error: unknown) => {
        this.#stopped = error instanceof Error ? error.message : String(error);
      },
    });
  }
}
