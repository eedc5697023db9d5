import type { ClaimEvent } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { claimEvent, day } from '@monitoring-timeline/core/testing';
import { createVirtualClock } from '@monitoring-timeline/projections';
import { parseFeed } from '@rowanmanning/feed-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing } from './serving.ts';
import { append } from './small-claims.ts';
import { subscribeTo } from './subscriber.ts';

const clock = createVirtualClock('2026-03-02');
let serving: Serving;

/** Something that people are told of on its day: a director of an authority, another on each day. */
const appointed = (authority: string, on: string): ClaimEvent =>
  claimEvent(
    'LeadershipChanged',
    {
      role: 'dcs',
      change: 'started',
      status: 'interim',
      person: `p-${on.replaceAll('-', '').padStart(20, '0')}`,
    },
    { authority, occurred: day(on), known: on },
  );

beforeAll(async () => {
  const store = createMemoryStore({ now: () => new Date(clock.now()) });
  serving = await startServing({ store, clock });
  await serving.ask('/api/notices');
  for (const on of ['2026-03-03', '2026-03-11', '2026-03-12', '2026-03-18']) {
    clock.set(on);
    await append(store, appointed('leeds', on), appointed('merton', on));
    await serving.ask('/api/notices');
  }
});
afterAll(() => serving.stop());

interface Told {
  readonly id: string;
  readonly day: string;
  readonly authority: string;
  readonly sequence: string;
}

const notices = async (query: string) =>
  (await serving.ask(`/api/notices?limit=2000&${query}`)).json<readonly Told[]>();

async function bySse(query: string): Promise<readonly string[]> {
  const subscriber = await subscribeTo(`${serving.url}/api/subscribe/notices?${query}`);
  await subscriber.until(({ heard }) => heard.some(({ name }) => name === 'caught-up'));
  subscriber.cut();
  return subscriber.events.map(({ id }) => id);
}

describe('since when', () => {
  // today is 18 March
  it.each([
    ['2026-03-11', '2026-03-11'],
    ['P7D', '2026-03-11'],
    ['last-week', '2026-03-11'],
    ['P6D', '2026-03-12'],
    ['yesterday', '2026-03-17'],
    ['2026-03-30', '2026-03-30'],
    ['2020-01-01', '2020-01-01'],
  ])('%s is the same in notices, feed, stream and diff, of a region, too', async (since, from) => {
    for (const region of ['', '&region=London']) {
      const all = await notices(region.slice(1));
      const wanted = all.filter((one) => one.day >= from).map(({ id }) => id);
      const query = `since=${since}${region}`;
      expect(
        (await notices(query)).map(({ id }) => id),
        query,
      ).toEqual(wanted);
      const feed = parseFeed((await serving.ask(`/notices.atom?${query}`)).text);
      expect(feed.items.map(({ id }) => id!.slice('urn:uuid:'.length)).toReversed()).toEqual(
        wanted,
      );
      expect(await bySse(query), query).toEqual(wanted);
      if (from > '2026-03-18') continue;
      const diff = (await serving.ask(`/api/diff?${query}`)).json<{
        from: string;
        authorities: { authority: string }[];
      }>();
      expect(diff.from).toBe(from);
      const changed = new Set(diff.authorities.map(({ authority }) => authority));
      expect(changed.has('leeds')).toBe(region === '' && wanted.length > 0);
    }
  });

  it('is also the number of a notice: those after it, and the day of it for a diff', async () => {
    const all = await notices('');
    const third = all[2]!;
    const query = `since=${Number(third.sequence)}`;
    const wanted = all.slice(3).map(({ id }) => id);
    expect((await notices(query)).map(({ id }) => id)).toEqual(wanted);
    expect(await bySse(query)).toEqual(wanted);
    const feed = parseFeed((await serving.ask(`/notices.atom?${query}`)).text);
    expect(feed.items.map(({ id }) => id!.slice('urn:uuid:'.length)).toReversed()).toEqual(wanted);
    const { from } = (await serving.ask(`/api/diff?${query}`)).json<{ from: string }>();
    expect(from).toBe(third.day);
  });

  it('gives way to a checkpoint, so that who comes back misses nothing', async () => {
    const all = await notices('');
    expect(await bySse(`since=2026-03-30&after=${all[0]!.sequence}`)).toEqual(
      all.slice(1).map(({ id }) => id),
    );
  });

  it('is refused where it means nothing', async () => {
    const refused = ['subscribe/notices', 'notices', 'diff'].map(
      (name) => `/api/${name}?since=soon`,
    );
    for (const address of [
      ...refused,
      '/notices.atom?since=soon',
      '/api/subscribe/due?since=P7D',
    ]) {
      const answer = await serving.ask(address);
      expect({ address, status: answer.status }).toEqual({ address, status: 400 });
      expect(answer.text).toContain('since');
    }
  });
});

describe('the summary of a diff', () => {
  it('is given where it is asked for, with a value or without', async () => {
    const of = async (query: string) =>
      (await serving.ask(`/api/diff?since=last-week${query}`)).json<{
        summary: { parts: { part: string; changes: { name: string }[] }[] } | null;
      }>();
    expect((await of('')).summary).toBeNull();
    expect((await of('&summary=false')).summary).toBeNull();
    const { summary } = await of('&summary');
    expect(summary?.parts.map(({ part }) => part)).toContain('leadership');
    expect((await of('&summary=true')).summary).toEqual(summary);
    const names = summary?.parts.flatMap(({ changes }) => changes.map(({ name }) => name));
    expect(new Set(names)).toContain('Leeds');
    const london = (await of('&summary&region=London')).summary;
    expect(london?.parts.flatMap(({ changes }) => changes.map(({ name }) => name))).not.toContain(
      'Leeds',
    );
  });
});
