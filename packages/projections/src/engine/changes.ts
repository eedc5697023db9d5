import {
  type AuthorityKey,
  type EpochDay,
  type EventStore,
  type Position,
  type Recorded,
  upcast,
} from '@monitoring-timeline/core';
import { map, merge, type Observable, Subject, tap } from 'rxjs';
import { pull } from '../live/pull.ts';
import { authorityOfStream } from './authority-of-stream.ts';
import { type Clock, ticks } from './clock.ts';

/** What moved: events that came in, or a day that was reached; and whose answers may differ now. */
export type Change =
  | {
      readonly kind: 'events';
      readonly events: readonly Recorded[];
      readonly authorities: ReadonlySet<AuthorityKey>;
      readonly checkpoint: Position;
    }
  | { readonly kind: 'caught-up'; readonly checkpoint: Position }
  | {
      readonly kind: 'tick';
      readonly day: EpochDay;
      readonly authorities: ReadonlySet<AuthorityKey>;
    };

/** The days on which answers change by time alone. */
export interface DueDays {
  /** The next such day; undefined for never. */
  next(): EpochDay | undefined;
  /** Takes out the authorities whose day has come. */
  takeUntil(day: EpochDay): Iterable<AuthorityKey>;
  /** Emits when a nearer day was put in. */
  readonly nearer: Observable<unknown>;
}

export interface ChangesOptions {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly due: DueDays;
  readonly after: Position;
  readonly prefix?: string;
}

/** Events and ticks in one stream, as they come. Cold: each subscriber has its own. */
export function changes({
  store,
  clock,
  due,
  after,
  prefix = '',
}: ChangesOptions): Observable<Change> {
  const arrived = new Subject<void>();
  const options = prefix === '' ? {} : { filter: { streamPrefix: prefix } };
  const events = pull((signal) => store.follow(after, { ...options, signal })).pipe(
    map((message): Change => {
      if (message.kind === 'caught-up') return message;
      // an event that this program does not know ends the stream before anything counts it as seen
      for (const { event } of message.events) upcast(event);
      return { ...message, authorities: authoritiesOf(message.events, prefix) };
    }),
    tap(() => arrived.next()),
  );
  const time = ticks(clock, () => due.next(), merge(due.nearer, arrived)).pipe(
    map(({ day }): Change => ({ kind: 'tick', day, authorities: new Set(due.takeUntil(day)) })),
  );
  return merge(events, time);
}

function authoritiesOf(events: readonly Recorded[], prefix: string): ReadonlySet<AuthorityKey> {
  const keys = new Set<AuthorityKey>();
  for (const { stream } of events) {
    const key = authorityOfStream(stream, prefix);
    if (key !== undefined) keys.add(key);
  }
  return keys;
}
