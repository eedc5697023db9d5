import { streamOf } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { reported } from '@monitoring-timeline/core/testing';
import { openTimeline } from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import type { Feed, FeedPage } from './feed.ts';
import { type Followed, Hub } from './hub.ts';
import { type InterestWords, interestIn } from './interest.ts';

/** Somebody who follows from now on. */
class Following {
  readonly #stop = new AbortController();
  readonly #pages: AsyncIterator<FeedPage>;
  #at: string;

  constructor(feed: Feed, from: string) {
    this.#at = from;
    this.#pages = feed.pages(from, 100, this.#stop.signal)[Symbol.asyncIterator]();
  }

  /** The next page that leads on. */
  async next(): Promise<FeedPage> {
    for (;;) {
      const page = (await this.#pages.next()).value as FeedPage;
      if (page.next === this.#at) continue;
      this.#at = page.next;
      return page;
    }
  }

  async end(): Promise<void> {
    const end = this.#pages.next();
    this.#stop.abort();
    await end;
  }
}

async function following(
  followed: Followed,
  topic: string,
  words: readonly InterestWords[],
): Promise<readonly Following[]> {
  const hub = new Hub(followed);
  const all = words.map(async (given) => {
    const feed = hub.open(await interestIn(topic, given, followed.timeline));
    return new Following(feed, await feed.begin('now'));
  });
  return Promise.all(all);
}

const report = (authority: string) => {
  const grades = { overall: 'inadequate' } as const;
  return reported(grades, { authority, framework: 'ILACS', published: '2026-02-01' });
};

describe('those who stand at one place', () => {
  it.each(['events', 'standing'])(
    'and want the same %s are given the very same page; who wants something else has another',
    async (topic) => {
      const store = createMemoryStore();
      const followed = { store, timeline: await openTimeline({ store }) };
      const everything = {};
      const merton = { authority: ['merton'] };
      const york = { authority: ['york'] };
      const words = [everything, merton, everything, york, merton];
      const those = await following(followed, topic, words);
      const next = those.map((one) => one.next());
      const event = report('merton');
      await store.append(streamOf(event), [event], { expected: 'any' });
      const [all, own, allToo, others, ownToo] = await Promise.all(next);
      expect([all, own, others].map((page) => page?.messages.length)).toEqual([1, 1, 0]);
      expect(allToo).toBe(all);
      expect(ownToo).toBe(own);
      expect(own).not.toBe(all);
      await Promise.all(those.map((one) => one.end()));
      await followed.timeline.close();
    },
  );
});
