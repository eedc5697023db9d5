import { Observable } from 'rxjs';
import type { EventFilter, Page, Position, SubscriptionMessage } from '../event-store.ts';
import { runSubscription } from '../run-subscription.ts';
import type { Connection } from './connection.ts';
import { textOf } from './failures.ts';
import type { LiveSource } from './live.ts';
import type { LogReader } from './log-reader.ts';
import { Status, type SubscriptionStatus } from './status.ts';

/** A subscription and how it stands. Its status is that of whoever subscribed to `messages` last. */
export interface SupervisedSubscription {
  /** See `EventStore.subscribe`. Outlives the server: it is silent while there is none, and goes on without a gap. */
  readonly messages: Observable<SubscriptionMessage>;
  /** Begins with the present status. */
  readonly status: Observable<SubscriptionStatus>;
}

interface Parts {
  readonly connection: Connection;
  readonly reader: LogReader;
  readonly live: LiveSource;
}

/** Joins bounded reading and live news by the machine that all engines share, and tells how it stands. */
export function supervised(
  { connection, reader, live }: Parts,
  after: Position,
  filter: EventFilter | undefined,
): SupervisedSubscription {
  const status = new Status('stopped', 'nobody is subscribed');

  const messages = new Observable<SubscriptionMessage>((subscriber) => {
    const read = async (from: Position, signal: AbortSignal): Promise<Page> => {
      if (status.present.state === 'live') status.become('catching-up', 'the log has grown');
      const page = await reader.page(from, filter ? { filter } : {}, {
        signal,
        // a subscription has all the time there is; whoever waits sees why
        patience: Number.POSITIVE_INFINITY,
        throughDenial: true,
        onRetry: (error) => status.become('backing-off', textOf(error)),
      });
      if (status.present.state === 'backing-off' && live.status.present.state === 'live') {
        status.become('catching-up', 'the server is back');
      }
      return page;
    };
    status.become('connecting', 'subscribed');
    const news = live.status.changes.subscribe(({ state, reason }) => {
      if (state === 'backing-off') status.become('backing-off', reason);
      if (state === 'connecting' && status.present.state === 'backing-off') {
        status.become('connecting', reason);
      }
      if (state === 'live' && status.present.state !== 'live') {
        status.become('catching-up', reason);
      }
    });
    const work = runSubscription(
      {
        read,
        listen: (listener) => {
          connection.checkOpen();
          return live.listen(listener);
        },
      },
      after,
      { filter },
    ).subscribe({
      next(message) {
        if (message.kind === 'events') reader.trust(message.checkpoint);
        if (message.kind === 'caught-up' && live.status.present.state === 'live') {
          status.become('live', 'everything on record was given');
        }
        subscriber.next(message);
      },
      error(error: unknown) {
        status.become('stopped', textOf(error));
        subscriber.error(error);
      },
      complete() {
        status.become('stopped', 'the store was closed');
        subscriber.complete();
      },
    });
    return () => {
      news.unsubscribe();
      work.unsubscribe();
      if (status.present.state !== 'stopped') status.become('stopped', 'unsubscribed');
    };
  });

  return { messages, status: status.changes };
}
