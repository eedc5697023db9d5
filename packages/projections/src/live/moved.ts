import type { SubscriptionMessage } from '@monitoring-timeline/core';
import { type AuthorityKey, type Position, type Recorded, upcast } from '@monitoring-timeline/core';
import { map, type OperatorFunction, scan } from 'rxjs';
import { answersMovedBy } from '../engine/authority-of-stream.ts';

/** What came into the log after one place, up to another; no events where it only says that this is the end. */
export interface LogMove {
  /** Place in the log that it leads on from: what was missed shows as a gap. */
  readonly after: Position;
  /** Place in the log that it leads to. */
  readonly checkpoint: Position;
  /** In the order of the log. */
  readonly events: readonly Recorded[];
}

/** Whose answers may differ: by name, or everybody's. */
export type Authorities = ReadonlySet<AuthorityKey> | 'everybody';

/** Whose answers may differ since a place in the log, and up to which. A day that was reached has no places. */
export interface Moved {
  readonly authorities: Authorities;
  readonly after?: Position | undefined;
  readonly position?: Position | undefined;
}

export const nobody: Moved = { authorities: new Set() };
export const everybody: Moved = { authorities: 'everybody' };

/** Says of each message of the log from where it leads on, so that whoever was away sees that something is missing. */
export function linkedFrom(position: Position): OperatorFunction<SubscriptionMessage, LogMove> {
  const start: LogMove = { after: position, checkpoint: position, events: [] };
  return (source) =>
    source.pipe(
      scan(
        ({ checkpoint: after }, message): LogMove => ({
          after,
          checkpoint: message.checkpoint,
          events: message.kind === 'events' ? message.events : [],
        }),
        start,
      ),
    );
}

/**
 * Whose answers may differ by what came in.
 * @throws UnknownEventType where this program does not know one of the events: nothing counts it as seen then
 */
export function movedAuthorities(prefix: string): OperatorFunction<LogMove, Moved> {
  return (source) =>
    source.pipe(
      map(({ after, checkpoint, events }) => {
        const own = events.filter(({ stream }) => stream.startsWith(prefix));
        for (const { event } of own) upcast(event);
        return { authorities: authoritiesOf(own, prefix), after, position: checkpoint };
      }),
    );
}

/** Whose answers may differ by any of these events. */
export function authoritiesOf(events: readonly Recorded[], prefix: string): Authorities {
  const keys = new Set<AuthorityKey>();
  for (const recorded of events) {
    const whose = answersMovedBy(recorded, prefix);
    if (whose === 'everybody') return 'everybody';
    if (whose !== undefined) keys.add(whose);
  }
  return keys;
}

/**
 * Two moves as one. Where something lies between them, of which neither says whose it is, the later leads on from behind it: whoever
 * stands before that sees that something is missing.
 */
export function joinMoved(earlier: Moved, later: Moved): Moved {
  const parted =
    later.after !== undefined && earlier.position !== undefined && later.after > earlier.position;
  return {
    authorities: joinAuthorities(earlier.authorities, later.authorities),
    after: parted ? later.after : (earlier.after ?? later.after),
    position: furthest(earlier, later),
  };
}

/** The end of the log may have been looked up before something came in, and be told after it. */
function furthest({ position: a }: Moved, { position: b }: Moved): Position | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

export function joinAuthorities(a: Authorities, b: Authorities): Authorities {
  return a === 'everybody' || b === 'everybody' ? 'everybody' : new Set([...a, ...b]);
}
