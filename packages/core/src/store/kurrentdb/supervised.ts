import type { Observable } from 'rxjs';
import type { FollowOptions, Page, Position, SubscriptionMessage } from '../event-store.ts';
import { followLog } from '../follow-log.ts';
import type { LiveListener } from '../live-feed.ts';
import type { Connection } from './connection.ts';
import { textOf } from './failures.ts';
import type { LiveSource } from './live.ts';
import type { LogReader } from './log-reader.ts';
import { Status, type SubscriptionStatus } from './status.ts';

/** A subscription and how it stands. */
export interface SupervisedSubscription {
  /** See `EventStore.follow`. Outlives the server: it is silent while there is none, and goes on without a gap. Read once. */
  readonly messages: AsyncIterable<SubscriptionMessage>;
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
  options: FollowOptions,
): SupervisedSubscription {
  const status = new Status('stopped', 'nobody is subscribed');

  async function* messages(): AsyncGenerator<SubscriptionMessage, void, undefined> {
    const { filter } = options;
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
    const listen = (listener: LiveListener): (() => void) => {
      connection.checkOpen();
      return live.listen(listener);
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
    let why = 'unsubscribed';
    try {
      for await (const message of followLog({ read, listen }, after, options)) {
        if (message.kind === 'events') reader.trust(message.checkpoint);
        if (message.kind === 'caught-up' && live.status.present.state === 'live') {
          status.become('live', 'everything on record was given');
        }
        yield message;
      }
      if (!options.signal?.aborted) why = 'the store was closed';
    } catch (error) {
      why = textOf(error);
      throw error;
    } finally {
      news.unsubscribe();
      status.become('stopped', why);
    }
  }

  return { messages: messages(), status: status.changes };
}
