import { whenAwakeFor } from '../../awake-timer.ts';
import { StoreUnavailable } from '../errors.ts';
import type { ClientUse } from './client.ts';
import type { CallOptions, Connection } from './connection.ts';
import { DeadlinePassed, EndedWithoutError } from './failures.ts';
import type { ServerPosition } from './positions.ts';
import { filterOf, type Wanted } from './read.ts';
import type { ServerEvent } from './record.ts';

/** After so many windows of 32 events the server tells how far it came: so much more it goes through when stopped. */
const windowsOfStep = 8;

export interface Skim extends Wanted {
  /** Which nodes are asked. */
  readonly of: ClientUse;
  /** Where to begin, exclusive; a `prepare` of 0 includes the record there. */
  readonly from: ServerPosition;
  readonly limit: number;
  /** Where to end at the latest, inclusive. */
  readonly until?: ServerPosition;
}

export interface Skimmed {
  readonly events: readonly ServerEvent[];
  /** True where this node's log ended before the place at which to end. */
  readonly short: boolean;
}

/**
 * Goes through the server's log where what is wanted is rare in it. A bounded read says nothing until it has found
 * enough, however much it goes through; a subscription tells from time to time how far it came. So the server has its
 * deadline for each step, and after a failure this goes on from the last.
 * @throws StoreUnavailable where there was no step within the patience of a call
 */
export async function skim(
  connection: Connection,
  { of, from, until, limit, ...wanted }: Skim,
  options: CallOptions = {},
): Promise<Skimmed> {
  const events: ServerEvent[] = [];
  let place = from;
  let atEnd = false;
  const over = (): boolean =>
    atEnd || events.length >= limit || (until !== undefined && place.commit >= until.commit);
  const attempt = async (): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const { deadline } = connection.address;
    let late = (): void => {};
    const step = (): void => {
      late();
      if (over()) resolve();
      late = whenAwakeFor(deadline, () =>
        reject(new DeadlinePassed('look through $all', deadline)),
      );
    };
    const subscription = of.client.subscribeToAll({
      fromPosition: { ...place },
      filter: {
        ...filterOf(wanted),
        checkpointInterval: windowsOfStep,
        checkpointReached: async (_, position) => {
          if (over()) return;
          if (position.commit > place.commit) place = position;
          step();
        },
      },
    });
    const ended = (): void => reject(new EndedWithoutError('the server ended the subscription'));
    subscription.on('error', reject);
    subscription.on('end', ended);
    subscription.on('close', ended);
    subscription.on('caughtUp', () => {
      atEnd = true;
      step();
    });
    subscription.on('data', ({ event }: { readonly event?: ServerEvent }) => {
      if (over() || event?.position === undefined) return;
      place = event.position;
      if (until === undefined || place.commit <= until.commit) events.push(event);
      step();
    });
    step();
    const stop = options.signal;
    const onStop = (): void => reject(new EndedWithoutError('nobody waits for it'));
    stop?.addEventListener('abort', onStop, { once: true });
    try {
      if (!over()) await promise;
    } finally {
      late();
      stop?.removeEventListener('abort', onStop);
      subscription.on('error', () => {});
      await subscription.unsubscribe().catch(() => {});
    }
  };
  for (;;) {
    const before = place;
    try {
      await connection.call('look through $all', attempt, { ...options, steps: true, reads: of });
      const short = until !== undefined && atEnd && place.commit < until.commit;
      return { events, short };
    } catch (error) {
      const moved = place.commit > before.commit && error instanceof StoreUnavailable;
      if (!moved || connection.closed || options.signal?.aborted) throw error;
    }
  }
}
