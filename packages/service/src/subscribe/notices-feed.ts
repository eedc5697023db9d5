import type { Timeline } from '@monitoring-timeline/projections';
import type { CloudEvents } from './cloud-events.ts';
import { invalidCheckpoint } from './errors.ts';
import { type Feed, type FeedPage, now } from './feed.ts';
import { type Interest, wantsNotice } from './interest.ts';
import type { NoticesTail } from './notices-tail.ts';

const shape = /^\d{12}$/;

/** Notices as they are issued; a checkpoint is the sequence of one. */
export class NoticesFeed implements Feed {
  readonly #timeline: Timeline;
  readonly #tail: NoticesTail;
  readonly #interest: Interest;
  readonly #cloudEvents: CloudEvents;
  readonly #leave: () => void;
  /** The last notice that there was when the reader came: caught up is who has all up to there. */
  #atLeast = '';

  constructor(timeline: Timeline, tail: NoticesTail, interest: Interest, cloudEvents: CloudEvents) {
    this.#timeline = timeline;
    this.#tail = tail;
    this.#interest = interest;
    this.#cloudEvents = cloudEvents;
    this.#leave = tail.follow();
  }

  async begin(given: string | undefined): Promise<string> {
    if (given !== undefined && given !== '' && given !== now && !shape.test(given)) {
      throw invalidCheckpoint(given, 'the place of a notice has 12 digits');
    }
    const last = (await this.#timeline.notices()).at(-1)?.sequence ?? '';
    this.#atLeast = last;
    if (given === undefined || given === '') return '';
    if (given === now) return last;
    if (given > last) throw invalidCheckpoint(given, `the last notice is ${last || 'yet to come'}`);
    return given;
  }

  async read(after: string, limit: number): Promise<FeedPage> {
    const seen = this.#tail.seen;
    const found = await this.#tail.after(after, this.#atLeast);
    const wanted = found.filter((notice) => wantsNotice(this.#interest, notice));
    const messages = wanted.slice(0, limit).map((notice) => {
      const event = this.#cloudEvents.ofNotice(notice);
      const { sequence: checkpoint, authority } = notice;
      return { checkpoint, authority, event, text: JSON.stringify(event) };
    });
    const atEnd = wanted.length <= limit;
    const next = atEnd ? found.at(-1)?.sequence : messages.at(-1)?.checkpoint;
    return { messages, next: next ?? after, atEnd, seen };
  }

  moved(seen: number, signal: AbortSignal): Promise<void> {
    return this.#tail.issued(seen, signal);
  }

  close(): void {
    this.#leave();
  }
}
