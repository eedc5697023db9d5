import type { Timeline } from '@monitoring-timeline/projections';
import type { Observable } from 'rxjs';
import { invalidCheckpoint } from './errors.ts';
import { type FeedPage, now } from './feed.ts';
import { FollowedFeed } from './followed-feed.ts';
import { type Interest, wantsNotice } from './interest.ts';
import type { NoticePages } from './notice-pages.ts';

const shape = /^\d{12}(?:~[0-9a-f]{16})?$/;

export interface NoticesFeedOptions {
  readonly timeline: Timeline;
  /** Emits when there may be more notices. */
  readonly issued$: Observable<unknown>;
  readonly interest: Interest;
  readonly noticePages: NoticePages;
}

/** Notices as they are issued; a checkpoint is that of one. */
export class NoticesFeed extends FollowedFeed<unknown> {
  readonly #options: NoticesFeedOptions;

  constructor(options: NoticesFeedOptions) {
    super();
    this.#options = options;
  }

  protected get grown$(): Observable<unknown> {
    return this.#options.issued$;
  }

  async begin(given: string | undefined): Promise<string> {
    if (given !== undefined && given !== '' && given !== now && !shape.test(given)) {
      throw invalidCheckpoint(given, 'the place of a notice has 12 digits');
    }
    const { timeline } = this.#options;
    const last = await timeline.lastNotice();
    if (given === undefined || given === '') return '';
    if (given === now) return last;
    if (!given.includes('~') && given > last) {
      throw invalidCheckpoint(given, `the last notice is ${last || 'yet to come'}`);
    }
    await timeline.noticeHeld(given);
    return given;
  }

  protected reader(after: string, limit: number): () => Promise<FeedPage> {
    const { noticePages, interest } = this.#options;
    let at = after;
    return async (): Promise<FeedPage> => {
      const found = await noticePages.read(at, limit);
      at = found.at(-1)?.message.checkpoint ?? at;
      const messages = found
        .filter(({ notice }) => wantsNotice(interest, notice))
        .map(({ message }) => message);
      return { messages, next: at, atEnd: found.length < limit };
    };
  }
}
