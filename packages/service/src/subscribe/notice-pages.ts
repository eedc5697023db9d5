import type { IssuedNotice, Timeline } from '@monitoring-timeline/projections';
import type { CloudEvents } from './cloud-events.ts';
import type { FeedMessage } from './feed.ts';

/** A notice, and as a subscriber is told of it. */
export interface NoticeTold {
  readonly notice: IssuedNotice;
  readonly message: FeedMessage;
}

/** Pages of notices for all who subscribe: those who ask for the same one at once share it, however different their interests. */
export class NoticePages {
  readonly #timeline: Timeline;
  readonly #cloudEvents: CloudEvents;
  readonly #underWay = new Map<string, Promise<readonly NoticeTold[]>>();

  constructor(timeline: Timeline, cloudEvents: CloudEvents) {
    this.#timeline = timeline;
    this.#cloudEvents = cloudEvents;
  }

  /** Those after a place, oldest first. */
  read(after: string, limit: number): Promise<readonly NoticeTold[]> {
    const key = `${limit} ${after}`;
    const before = this.#underWay.get(key);
    if (before) return before;
    const page = this.#read(after, limit).finally(() => {
      if (this.#underWay.get(key) === page) this.#underWay.delete(key);
    });
    this.#underWay.set(key, page);
    return page;
  }

  /** There may be more: whoever asks from now on is given none that was asked for before. */
  renew(): void {
    this.#underWay.clear();
  }

  async #read(after: string, limit: number): Promise<readonly NoticeTold[]> {
    const found = await this.#timeline.keptNotices(after, limit);
    return found.map((notice) => {
      const event = this.#cloudEvents.ofNotice(notice);
      const { checkpoint, authority } = notice;
      return { notice, message: { checkpoint, authority, event, text: JSON.stringify(event) } };
    });
  }
}
