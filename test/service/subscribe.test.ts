import {
  beginning,
  checkpointAt,
  checkpointOf,
  cloudEventOf,
  type Recorded,
} from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { claimEvent, reported, sources } from '@monitoring-timeline/core/testing';
import { createVirtualClock } from '@monitoring-timeline/projections';
import { revokeToken } from '@monitoring-timeline/service';
import { CloudEvent as Validated } from 'cloudevents';
import { EventSource } from 'eventsource';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { type Serving, startServing, storeOf } from './serving.ts';
import { append, visit } from './small-claims.ts';
import { type CloudEvent, caughtUp, type Subscriber, subscribeTo } from './subscriber.ts';

const day = '2026-03-02';
let serving: Serving;
const opened: Subscriber[] = [];

beforeAll(async () => {
  serving = await startServing(
    { store: await storeOf([]), clock: createVirtualClock(day) },
    { heartbeatSeconds: 1 },
  );
  await append(
    serving.parts.store,
    visit('sunderland', '2026-01-05'),
    visit('merton', '2026-01-06'),
    reported(
      { overall: 'good' },
      { authority: 'merton', framework: 'ILACS', published: '2026-01-20' },
    ),
  );
});
afterAll(async () => {
  for (const subscriber of opened) subscriber.cut();
  await serving.stop();
});

async function listen(path: string, headers = {}, to = serving): Promise<Subscriber> {
  const subscriber = await subscribeTo(`${to.url}/api/subscribe/${path}`, headers);
  opened.push(subscriber);
  return subscriber;
}

const ids = ({ events }: Subscriber): readonly string[] => events.map(({ id }) => id);

async function logged(): Promise<readonly string[]> {
  const { events } = await serving.parts.store.readAll(beginning);
  return events.map(({ event }) => event.id);
}

describe('a subscription to events', () => {
  it('tells all there is, says so, and then tells what comes in', async () => {
    const subscriber = await listen('events');
    await subscriber.until(caughtUp);
    expect(ids(subscriber)).toEqual(await logged());
    const told = subscriber.heard.length;
    await append(serving.parts.store, visit('merton', '2026-02-01'));
    await subscriber.until(({ heard }) => heard.length > told);
    expect(ids(subscriber)).toEqual(await logged());
  });

  it('ends with its connection, which is kept for nothing else', async () => {
    const { headers, body } = await fetch(`${serving.url}/api/subscribe/events`);
    expect(headers.get('connection')).toBe('close');
    for (const name of ['transfer-encoding', 'content-length', 'keep-alive']) {
      expect(headers.get(name), name).toBeNull();
    }
    await body?.cancel();
  });

  it('is in the structured mode of CloudEvents 1.0, with the checkpoint after it as id of each message', async () => {
    const subscriber = await listen('events');
    await subscriber.until(caughtUp);
    const { events } = await serving.parts.store.readAll(beginning);
    for (const [index, event] of subscriber.events.entries()) {
      expect(new Validated(event as never).validate()).toBe(true);
      const recorded = event.data as Recorded;
      expect(recorded).toEqual(events[index]);
      // an export and a stream tell of an event in one way
      expect(event).toEqual(cloudEventOf(recorded, serving.parts.store.id));
      expect(subscriber.heard[index]?.id).toBe(checkpointAt(recorded));
      expect(event.type).toBe(`monitoring-timeline.event.${recorded.event.type}`);
    }
    expect(subscriber.events[0]).toMatchObject({ specversion: '1.0', subject: 'sunderland' });
  });

  it('goes on after Last-Event-ID, else lastEventId, else after; `now` begins with what comes', async () => {
    const { events } = await serving.parts.store.readAll(beginning);
    const [first, second, third] = events.map(({ position }) => position);
    const left = async (path: string, headers = {}) => {
      const subscriber = await listen(path, headers);
      await subscriber.until(caughtUp);
      return ids(subscriber).length;
    };
    const header = { 'last-event-id': third! };
    expect(await left(`events?after=${first}&lastEventId=${second}`, header)).toBe(
      events.length - 3,
    );
    expect(await left(`events?after=${first}&lastEventId=${second}`)).toBe(events.length - 2);
    expect(await left(`events?after=${first}`)).toBe(events.length - 1);
    expect(await left('events?after=now')).toBe(0);
  });

  it('is narrowed by authority, region and type', async () => {
    const subjects = async (path: string) => {
      const subscriber = await listen(path);
      await subscriber.until(caughtUp);
      return subscriber.events.map(({ subject, type }) => `${subject} ${type.split('.').at(-1)}`);
    };
    expect(await subjects('events?authority=E08000024')).toEqual(['sunderland VisitCarriedOut']);
    expect(await subjects('events?authority=sunderland,trafford&authority=merton')).toEqual(
      await subjects('events'),
    );
    const north = await subjects('events?region=North%20East&type=VisitCarriedOut');
    expect(north).toEqual(['sunderland VisitCarriedOut']);
    expect(await subjects('events?type=ReportPublished')).toEqual(['merton ReportPublished']);
  });

  it('moves its checkpoint on where nothing wanted comes in, and shows a sign of life where nothing does', async () => {
    const subscriber = await listen('events?authority=trafford&after=now');
    await subscriber.until(caughtUp);
    const before = subscriber.lastId;
    await append(serving.parts.store, visit('merton', '2026-02-11'));
    await subscriber.until(({ heard }) => heard.some(({ name }) => name === 'checkpoint'));
    expect(subscriber.lastId > before).toBe(true);
    expect(subscriber.events).toEqual([]);
  });

  it('is refused with a reason where a word means nothing, a filter is of another topic, or a checkpoint of another log', async () => {
    const wrong = {
      'events?authority=atlantis': 404,
      'events?region=atlantis': 400,
      'events?type=Nothing': 400,
      'events?area=overall': 400,
      'events?type=TokenChanged': 403,
      'events?after=9999999999999999': 400,
      'events?after=x': 400,
      'notices?after=12': 400,
      'notices?type=ReportPublished': 400,
      'due?rule=nothing': 400,
      'due?area=overall': 400,
      'standing?after=x': 400,
      'standing?area=roof': 400,
      'events?nothing=1': 400,
    };
    for (const [path, status] of Object.entries(wrong)) {
      const answer = await serving.ask(`/api/subscribe/${path}`);
      expect({ path, status: answer.status }).toEqual({ path, status });
      expect(answer.json<{ detail: string }>().detail.length).toBeGreaterThan(20);
    }
    const headers = { accept: 'application/json' };
    expect((await serving.ask('/api/subscribe/events', { headers })).status).toBe(406);
  });

  it('reaches a browser’s EventSource, which comes back by itself after the service ended the stream', async () => {
    const own = await startServing({ store: await storeOf([]) });
    const url = `${own.url}/api/subscribe/events`;
    const heard: string[] = [];
    const source = new EventSource(url);
    const twice = new Promise<void>((resolve) => {
      source.onmessage = ({ data }) => {
        heard.push((JSON.parse(data) as CloudEvent).id);
        if (heard.length === 2) resolve();
      };
    });
    const ended = new Promise<string>((resolve) => {
      source.addEventListener('end', ({ data, lastEventId }) => {
        resolve(`${lastEventId} ${(JSON.parse(data) as { checkpoint: string }).checkpoint}`);
      });
    });
    const first = visit('merton', '2026-01-01');
    const second = visit('merton', '2026-01-02');
    await append(own.parts.store, first);
    await until('for the first event', () => heard.length > 0);
    const { port } = new URL(own.url);
    await own.service.close();
    const { store } = own.parts;
    const checkpoint = await checkpointOf(store, (await store.head()).position);
    expect(await ended).toBe(`${checkpoint} ${checkpoint}`);
    const again = await startServing({ store: own.parts.store }, { port: Number(port) });
    await append(own.parts.store, second);
    await twice;
    expect(heard).toEqual([first.id, second.id]);
    source.close();
    await again.stop();
  });
});

describe('a subscription to notices', () => {
  it('tells each as it is issued, also by the clock alone, and goes on after the last that was had', async () => {
    const clock = createVirtualClock(day);
    // what was public long before it was recorded would be told as late
    const store = createMemoryStore({ now: () => new Date(clock.now()) });
    const own = await startServing({ store, clock });
    const subscriber = await listen('notices?authority=trafford', {}, own);
    await subscriber.until(caughtUp);
    const grades = { overall: 'inadequate' } as const;
    const given = {
      authority: 'trafford',
      framework: 'ILACS',
      published: day,
      known: day,
    } as const;
    await append(own.parts.store, reported(grades, given));
    await subscriber.until(({ events }) =>
      events.some(({ type }) => type.endsWith('StandingChanged')),
    );
    const first = await listen('notices?authority=trafford&area=overall', {}, own);
    await first.until(caughtUp);
    expect(first.events.map(({ type }) => type)).toEqual([
      'monitoring-timeline.notice.StandingChanged',
    ]);
    const before = subscriber.events.length;
    subscriber.cut();
    await clock.moveTo('2026-12-01');
    const later = await listen(
      'notices?authority=trafford',
      { 'last-event-id': subscriber.lastId },
      own,
    );
    await later.until(({ events }) => events.length > 0);
    await later.until(caughtUp);
    const all = await own.ask('/api/notices?limit=2000');
    const issued = all.json<{ id: string; authority: string }[]>();
    const wanted = issued.filter(({ authority }) => authority === 'trafford').map(({ id }) => id);
    expect([...ids(subscriber), ...ids(later)]).toEqual(wanted);
    expect(ids(later).length).toBe(wanted.length - before);
    await own.stop();
  });
});

interface Changed {
  readonly key: string;
  readonly before: unknown;
  readonly after: { readonly overall?: { readonly grade: string } | null } | null;
}

const changes = ({ events }: Subscriber) => events.map(({ data }) => data as Changed);

describe('a subscription to how a projection changes', () => {
  const given = (authority: string, published: string) =>
    ({ authority, framework: 'ILACS', published, known: published }) as const;

  it('begins with the present answers, then tells each that changes, with what it was before', async () => {
    const subscriber = await listen('standing?authority=merton');
    await subscriber.until(caughtUp);
    expect(changes(subscriber)).toMatchObject([
      { key: 'merton', before: null, after: { overall: { grade: 'good' } } },
    ]);
    await append(
      serving.parts.store,
      reported({ overall: 'outstanding' }, given('merton', '2026-02-20')),
    );
    await subscriber.until(({ events }) => events.length === 2);
    const [first, second] = changes(subscriber);
    expect(second?.before).toMatchObject({ overall: first?.after?.overall });
    expect(second?.after).toMatchObject({ overall: { grade: 'outstanding' } });
    const asked = await serving.ask('/api/authorities/merton/standing');
    expect(second?.after).toEqual(asked.json());
  });

  it('gives who comes back what differs from what they had: once, whatever lay between, and nothing where nothing does', async () => {
    const before = await listen('standing?region=North%20East');
    await before.until(caughtUp);
    const had = new Map(changes(before).map(({ key, after }) => [key, after]));
    const resume = async (lastId: string) => {
      const subscriber = await listen('standing?region=North%20East', { 'last-event-id': lastId });
      await subscriber.until(caughtUp);
      return subscriber;
    };
    expect((await resume(before.lastId)).events).toEqual([]);
    before.cut();
    await append(
      serving.parts.store,
      reported({ overall: 'inadequate' }, given('sunderland', '2026-02-21')),
      reported({ overall: 'good' }, given('sunderland', '2026-02-22')),
      reported({ overall: 'good' }, given('slough', '2026-02-22')),
      reported({ overall: 'outstanding' }, given('durham', '2026-02-22')),
    );
    const after = await resume(before.lastId);
    expect(changes(after).map(({ key }) => key)).toEqual(['durham', 'sunderland']);
    expect(changes(after)[1]).toMatchObject({ after: { overall: { grade: 'good' } } });
    for (const { key, before: was } of changes(after)) expect(was).toEqual(had.get(key));
    const [first] = after.heard;
    const rest = await resume(first!.id);
    expect(changes(rest).map(({ key }) => key)).toEqual(['sunderland']);
    expect((await resume(rest.lastId)).events).toEqual([]);
  });

  it('tells what a day changes, also to who was away when it came', async () => {
    const clock = createVirtualClock('2027-02-25');
    const store = await storeOf([
      reported({ overall: 'good' }, given('merton', '2024-03-02')),
      claimEvent(
        'LeadershipChanged',
        { role: 'dcs', change: 'started', status: 'interim' },
        {
          authority: 'merton',
          occurred: { precision: 'day', from: '2027-03-05' },
          known: '2027-02-01',
          source: sources.council,
        },
      ),
    ]);
    const own = await startServing({ store, clock });
    const live = await listen('due?authority=merton&after=now', {}, own);
    const away = await listen('due?authority=merton', {}, own);
    await Promise.all([live.until(caughtUp), away.until(caughtUp)]);
    away.cut();
    await clock.moveTo('2027-03-10');
    await live.until(({ events }) => events.length > 0);
    const back = await listen('due?authority=merton', { 'last-event-id': away.lastId }, own);
    await back.until(caughtUp);
    expect(changes(back).length).toBeGreaterThan(0);
    const had = new Map(changes(away).map(({ key, after }) => [key, after]));
    for (const { key, before } of changes(back)) expect(before).toEqual(had.get(key) ?? null);
    await own.stop();
  });

  it('tells of every projection', async () => {
    for (const topic of ['trajectory', 'leadership', 'interventions', 'themes', 'due', 'picture']) {
      const narrowed = topic === 'picture' ? 'region=London' : 'authority=merton';
      const subscriber = await listen(`${topic}?${narrowed}`);
      await subscriber.until(caughtUp);
      expect({ topic, told: subscriber.events.length }).toEqual({
        topic,
        told: expect.any(Number),
      });
      expect(subscriber.events[0]?.type).toBe(`monitoring-timeline.${topic}.changed`);
    }
  });

  it('is narrowed by area: what else changes is not told', async () => {
    const { store } = serving.parts;
    await append(store, reported({ overall: 'good' }, given('york', '2026-02-20')));
    const [all, overall] = await Promise.all(
      ['', '&area=overall'].map((area) => listen(`standing?authority=york${area}&after=now`)),
    );
    await Promise.all([all!.until(caughtUp), overall!.until(caughtUp)]);
    await append(store, visit('york', '2026-02-23'));
    await all!.until(({ events }) => events.length > 0);
    await append(store, reported({ overall: 'outstanding' }, given('york', '2026-02-24')));
    await overall!.until(({ events }) => events.length > 0);
    expect(changes(overall!)).toMatchObject([
      { before: { overall: { grade: 'good' } }, after: { overall: { grade: 'outstanding' } } },
    ]);
  });
});

describe('open subscriptions', () => {
  it('are limited in number, of one caller and in all', async () => {
    const own = await startServing(
      { store: await storeOf([]) },
      { maxSubscriptions: 3, maxSubscriptionsOfOne: 2 },
    );
    const [one, two] = [await listen('events', {}, own), await listen('events', {}, own)];
    const refused = await own.ask('/api/subscribe/events');
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '30']);
    const headers = await own.bearer('reader');
    const three = await listen('events', headers, own);
    expect((await own.ask('/api/subscribe/events', { headers })).status).toBe(503);
    expect([one.status, two.status, three.status]).toEqual([200, 200, 200]);
    one.cut();
    const again = async () => (await listen('events', {}, own)).status === 200;
    await until('for another to take the place of one that went', again);
    await own.stop();
  });

  it('end once their token is revoked', async () => {
    const headers = await serving.bearer('reader');
    const subscriber = await listen('events', headers);
    await subscriber.until(caughtUp);
    const id = headers.authorization!.split('_')[1]!;
    const actor = { kind: 'person', name: 'tester' } as const;
    await revokeToken(id, { store: serving.parts.store, actor, now: new Date() });
    await subscriber.ended;
    expect(subscriber.heard.at(-1)?.name).toBe('end');
  });

  it('drop a reader that takes nothing, who then goes on from the last id without a gap', async () => {
    const own = await startServing({ store: await storeOf([]) }, { readerSeconds: 1 });
    const subscriber = await listen('events', {}, own);
    await subscriber.until(caughtUp);
    subscriber.pause();
    // more than the buffers of both ends of a socket hold
    const long = Object.fromEntries(
      Array.from({ length: 100 }, (_, n) => [`n${n}`, 'x'.repeat(4000)]),
    );
    const many = Array.from({ length: 40 }, (_, index) => ({
      ...visit('merton', '2026-01-01', index),
      metadata: long,
    }));
    await own.parts.store.append('authority-merton', many as never, { expected: 'any' });
    const dropped = /timeline_subscriptions_ended_total\{[^}]*reason="slow"[^}]*\} 1\n/;
    await until('for the reader to be dropped', async () =>
      dropped.test((await own.ask('/metrics')).text),
    );
    subscriber.resume();
    await subscriber.ended;
    const told = subscriber.events.length;
    expect(told).toBeLessThan(many.length);
    const rest = await listen('events', { 'last-event-id': subscriber.lastId }, own);
    await rest.until(caughtUp);
    expect([...ids(subscriber), ...ids(rest)]).toEqual(many.map(({ id }) => id));
    await own.stop();
  });
});
