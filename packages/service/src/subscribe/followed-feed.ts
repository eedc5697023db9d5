import { followPages, takePages } from '@monitoring-timeline/projections';
import type { Observable } from 'rxjs';
import type { Feed, FeedPage } from './feed.ts';

/** A feed that is read a page at a time, and says when there may be more: how it is followed is the same for all. */
export abstract class FollowedFeed<T> implements Feed {
  /** Emits when there may be more to read. */
  protected abstract readonly grown$: Observable<T>;

  abstract begin(given: string | undefined): Promise<string>;

  /** Reads one page after the other, beginning after a checkpoint; `latest` is what `grown$` emitted last. */
  protected abstract reader(
    after: string,
    limit: number,
  ): (latest: T | undefined) => FeedPage | Promise<FeedPage>;

  pages(after: string, limit: number, signal: AbortSignal): AsyncIterable<FeedPage> {
    return followPages(this.reader(after, limit), this.grown$, signal);
  }

  take(
    after: string,
    limit: number,
    signal: AbortSignal,
    take: (page: FeedPage) => boolean | Promise<boolean>,
  ): Promise<void> {
    return takePages(this.reader(after, limit), this.grown$, signal, take);
  }
}
