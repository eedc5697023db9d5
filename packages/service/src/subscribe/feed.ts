import type { Paged } from '@monitoring-timeline/projections';
import type { CloudEventV1 } from 'cloudevents';

/** One thing that a subscriber is told, and the checkpoint that lies just after it. */
export interface FeedMessage {
  /** Opaque: a feed read after it gives everything that follows and nothing again. */
  readonly checkpoint: string;
  /** Key of the authority that it is about; null where it is about the country. */
  readonly authority: string | null;
  readonly event: CloudEventV1<unknown>;
  /** The event as JSON text in the structured mode of CloudEvents. */
  readonly text: string;
}

/** `atEnd` is true where that was the end of the feed when it was read. */
export interface FeedPage extends Paged {
  readonly messages: readonly FeedMessage[];
  /** Checkpoint up to which the feed was considered, also where nothing was wanted. */
  readonly next: string;
}

/**
 * What can be subscribed to, with its filter. It is pulled, never pushed: whoever is slow holds one page and a checkpoint, and
 * the log remembers the rest.
 */
export interface Feed {
  /**
   * The checkpoint to begin at: the one given once it was found good, or where the feed begins without one; `now` is its
   * present end. @throws InvalidCheckpoint
   */
  begin(given: string | undefined): Promise<string>;
  /**
   * What follows a checkpoint, page by page as it is asked for, each of at most so many messages; at the end it waits for more.
   * It ends with the signal. @throws InvalidCheckpoint, the errors of the store
   */
  pages(after: string, limit: number, signal: AbortSignal): AsyncIterable<FeedPage>;
  /**
   * As `pages`, for who takes each page at once; `take` resolves when the next may be read, and false ends it. While it waits, next to
   * nothing is held for it.
   */
  take(
    after: string,
    limit: number,
    signal: AbortSignal,
    take: (page: FeedPage) => boolean | Promise<boolean>,
  ): Promise<void>;
}

/**
 * The word for the place before everything, as the id of a message: a browser takes an empty id for none, and would begin again where its
 * address says, which may be the end.
 */
export const start = 'start';

/** The word for the present end of a feed. */
export const now = 'now';
