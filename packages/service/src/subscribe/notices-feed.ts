import { followPages, type Timeline } from '@monitoring-timeline/projections';
import type { Observable } from 'rxjs';
import type { CloudEvents } from './cloud-events.ts';
import { invalidCheckpoint } from './errors.ts';
import { type Feed, type FeedPage, now } from './feed.ts';
import { type Interest, wantsNotice } from './interest.ts';

const shape = /^\d{12}(?:~[0-9a-f]{16})?$/;

export interface NoticesFeedOptions {
  readonly timeline: Timeline;
  /** Emits when there may be more notices. */
  readonly issued$: Observable<unknown>;
  readonly interest: Interest;
  readonly cloudEvents: CloudEvents;
}

/** Notices as they are issued; a checkpoint is that of one. */
export class NoticesFeed implements Feed {
  readonly #options: NoticesFeedOptions;

  constructor(options: NoticesFeedOptions) {
    this.#options = options;
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

  pages(after: string, limit: number, signal: AbortSignal): AsyncIterable<FeedPage> {
    const { timeline, issued$, interest, cloudEvents } = this.#options;
    let at = after;
    const read = async (): Promise<FeedPage> => {
      const found = await timeline.keptNotices(at, limit);
      at = found.at(-1)?.checkpoint ?? at;
      const wanted = found.filter((notice) => wantsNotice(interest, notice));
      const messages = wanted.map((notice) => {
        const event = cloudEvents.ofNotice(notice);
        const { checkpoint, authority } = notice;
        return { checkpoint, authority, event, text: JSON.stringify(event) };
      });
      return { messages, next: at, atEnd: found.length < limit };
    };
    return followPages(read, issued$, signal);
  }
}
