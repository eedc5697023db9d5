import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginning, operationsStream } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore } from '@monitoring-timeline/core/state';
import { anId } from '@monitoring-timeline/core/testing';
import { createVirtualClock } from '@monitoring-timeline/projections';
import { CloudEvent } from 'cloudevents';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { type Answer, type Serving, startServing, storeOf } from './serving.ts';
import { append, visit } from './small-claims.ts';

interface Shown {
  readonly id: string;
  readonly secret: string;
  readonly state: string;
  readonly pausedBecause: string | null;
  readonly signing: string;
  readonly pending: number;
  readonly parked: number;
  readonly next: { readonly attempts: number; readonly lane: string; readonly at: string } | null;
}

const allowed = { webhooksToPrivate: true, webhooksOverHttp: true } as const;
let serving: Serving;
let editor: Readonly<Record<string, string>>;
let receiver: Receiver;
const receivers: Receiver[] = [];

async function listenForHooks(): Promise<Receiver> {
  const one = await startReceiver();
  receivers.push(one);
  return one;
}

beforeAll(async () => {
  serving = await startServing({ store: await storeOf([]) }, allowed);
  editor = await serving.bearer('editor');
});
afterEach(async () => {
  for (const one of receivers.splice(0)) await one.stop();
});
afterAll(() => serving.stop());

async function send(
  method: 'POST' | 'PATCH' | 'DELETE' | 'GET',
  path: string,
  body?: unknown,
  to: { readonly on: Serving; readonly headers: Readonly<Record<string, string>> } = {
    on: serving,
    headers: editor,
  },
): Promise<Answer> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  return to.on.ask(path, {
    method,
    headers: { ...to.headers, ...json },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function create(given: object = {}): Promise<Shown> {
  receiver = await listenForHooks();
  const answer = await send('POST', '/api/webhooks', {
    url: receiver.url,
    topic: 'events',
    ...given,
  });
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 201 });
  return answer.json<Shown>();
}

const shown = async ({ id }: Shown): Promise<Shown> =>
  (await send('GET', `/api/webhooks/${id}`)).json<Shown>();

async function settled(webhook: Shown, condition: (now: Shown) => boolean): Promise<Shown> {
  return until('for the webhook to settle', async () => {
    const now = await shown(webhook);
    return condition(now) ? now : undefined;
  });
}

describe('a webhook', () => {
  it('is sent what comes in, signed and stamped by Standard Webhooks, as CloudEvents with an id for de-duplication', async () => {
    const webhook = await create({ filter: { authority: 'sunderland' } });
    const event = visit('sunderland', '2026-01-01', 1);
    await append(serving.parts.store, event, visit('merton', '2026-01-01', 1));
    await receiver.until(() => receiver.taken.length === 1);
    const [got] = receiver.taken;
    expect(got?.headers).toMatchObject({
      'webhook-id': event.id,
      'content-type': expect.stringContaining('application/cloudevents+json'),
    });
    const headers = got!.headers as Record<string, string>;
    const told = new Verifier(webhook.secret).verify(got!.body, headers) as { id: string };
    expect(told.id).toBe(event.id);
    expect(new CloudEvent(told as never).validate()).toBe(true);
    const other = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    expect(() => new Verifier(other).verify(got!.body, headers)).toThrow();
  });

  it('gives its secret out once: neither an answer nor the log holds it afterwards', async () => {
    const webhook = await create({ name: 'Board' });
    expect(webhook.secret).toMatch(/^whsec_/);
    const bare = webhook.secret.slice('whsec_'.length);
    for (const path of ['', `/${webhook.id}`, `/${webhook.id}/deliveries`]) {
      expect((await send('GET', `/api/webhooks${path}`)).text).not.toContain(bare);
    }
    const { events } = await serving.parts.store.readAll(beginning, { limit: 5000 });
    expect(JSON.stringify(events)).not.toContain(bare);
  });

  it('leaves in the log who made it, changed it, rotated its secret and ended it', async () => {
    const webhook = await create();
    await send('PATCH', `/api/webhooks/${webhook.id}`, { paused: true });
    await send('POST', `/api/webhooks/${webhook.id}/secret`);
    await send('PATCH', `/api/webhooks/${webhook.id}`, { name: 'Other', paused: false });
    expect((await send('DELETE', `/api/webhooks/${webhook.id}`)).status).toBe(204);
    expect((await send('GET', `/api/webhooks/${webhook.id}`)).status).toBe(404);
    const events = await serving.parts.store.readStream(operationsStream);
    const own = events.filter(({ event }) => event.data.subscription === webhook.id);
    expect(own.map(({ event }) => event.data.change)).toEqual([
      'created',
      'paused',
      'secret_rotated',
      'changed',
      'resumed',
      'removed',
    ]);
    const actors = new Set(own.map(({ event }) => JSON.stringify(event.actor)));
    expect([...actors]).toEqual([expect.stringMatching(/"kind":"person","name":"token /)]);
  });

  it('is for those who may write', async () => {
    const headers = await serving.bearer('reader');
    const body = { url: 'https://example.org/', topic: 'events' };
    expect((await send('GET', '/api/webhooks', undefined, { on: serving, headers })).status).toBe(
      403,
    );
    expect((await send('POST', '/api/webhooks', body, { on: serving, headers })).status).toBe(403);
    expect((await serving.ask('/api/webhooks')).status).toBe(401);
  });

  it('is signed with both secrets for a day after they are rotated', async () => {
    const webhook = await create({ filter: { authority: 'york' } });
    const path = `/api/webhooks/${webhook.id}/secret`;
    const { secret } = (await send('POST', path)).json<{ secret: string }>();
    expect((await shown(webhook)).signing).toBe('two_secrets');
    await append(serving.parts.store, visit('york', '2026-01-01', 2));
    await receiver.until(() => receiver.taken.length === 1);
    const { body, headers } = receiver.taken[0]!;
    for (const one of [webhook.secret, secret]) {
      new Verifier(one).verify(body, headers as Record<string, string>);
    }
    expect(secret).not.toBe(webhook.secret);
  });

  it('can be tried with a ping, which tells how it went', async () => {
    const webhook = await create();
    const path = `/api/webhooks/${webhook.id}/ping`;
    expect((await send('POST', path)).json()).toMatchObject({ status: 200, error: null });
    expect(JSON.parse(receiver.taken[0]!.body)).toMatchObject({ type: 'monitoring-timeline.ping' });
    receiver.answer = () => 302;
    expect((await send('POST', path)).json()).toMatchObject({
      status: 302,
      error: expect.stringContaining('redirects are not followed'),
    });
    expect(receiver.received.length).toBe(2);
    const events = await serving.parts.store.readStream(operationsStream);
    const own = events.filter(({ event }) => event.data.subscription === webhook.id);
    expect(own.map(({ event }) => event.data.change)).toEqual(['created', 'pinged', 'pinged']);
  });

  it('is none of those that came in with the log of another store: they would be told of twice', async () => {
    const webhook = await create();
    const operations = await serving.parts.store.readStream(operationsStream);
    const { event } = operations.findLast(({ event: one }) => one.type === 'SubscriptionChanged')!;
    const metadata = { originRecorded: '2026-01-01T00:00:00.000Z' };
    const of = (change: string, subscription: string) => ({
      ...event,
      id: anId(randomUUID()),
      metadata,
      data: { ...event.data, change, subscription },
    });
    const moved = [of('created', 'wh_elsewhere'), of('removed', webhook.id)];
    await serving.parts.store.append(operationsStream, moved, { expected: 'any' });
    expect((await send('GET', '/api/webhooks/wh_elsewhere')).status).toBe(404);
    expect((await send('GET', `/api/webhooks/${webhook.id}`)).status).toBe(200);
  });

  it('is paused where its receiver says that it is gone', async () => {
    const webhook = await create({ filter: { authority: 'leeds' } });
    receiver.answer = () => 410;
    await append(serving.parts.store, visit('leeds', '2026-01-01'));
    const paused = await settled(webhook, ({ state }) => state === 'paused');
    expect(paused.pausedBecause).toContain('410');
  });

  it('takes changes of projections and notices as its topic, too', async () => {
    const webhook = await create({ topic: 'standing', filter: { authority: 'hull' }, after: '' });
    await receiver.until(() => receiver.taken.length === 1);
    expect(receiver.taken[0]?.subject).toBe('kingston-upon-hull');
    const done = await settled(webhook, ({ pending }) => pending === 0);
    expect(done.parked).toBe(0);
  });
});

describe('a delivery that fails', () => {
  it('holds back only what follows it of the same authority, and goes first when it succeeds', async () => {
    const clock = createVirtualClock('2026-03-02');
    const own = await startServing({ store: await storeOf([]), clock }, allowed);
    const to = { on: own, headers: await own.bearer('editor') };
    const hooks = await listenForHooks();
    let open = false;
    hooks.answer = ({ subject }) => (subject === 'merton' && !open ? 503 : 200);
    await send('POST', '/api/webhooks', { url: hooks.url, topic: 'events' }, to);
    const numbers = [0, 1, 2, 3, 4];
    const [held, free] = ['merton', 'york'].map((key) =>
      numbers.map((n) => visit(key, '2026-03-01', n)),
    );
    for (const n of numbers) await append(own.parts.store, held![n]!, free![n]!);
    await hooks.until(() => hooks.taken.length === 5);
    expect(hooks.taken.map(({ id }) => id)).toEqual(free!.map(({ id }) => id));
    expect(new Set(hooks.received.map(({ id }) => id))).toContain(held![0]!.id);
    expect(hooks.received.map(({ id }) => id)).not.toContain(held![1]!.id);
    open = true;
    await clock.moveTo('2026-03-03');
    await hooks.until(() => hooks.taken.length === 10);
    expect(hooks.taken.slice(5).map(({ id }) => id)).toEqual(held!.map(({ id }) => id));
    await own.stop();
  });

  it('waits for as long as its receiver asks in Retry-After, up to an hour', async () => {
    const clock = createVirtualClock('2026-03-02');
    const own = await startServing({ store: await storeOf([]), clock }, allowed);
    const to = { on: own, headers: await own.bearer('editor') };
    const hooks = await listenForHooks();
    hooks.answer = () => 429;
    const asked: Readonly<Record<string, string>> = {
      merton: '1800',
      york: 'Mon, 02 Mar 2026 00:20:00 GMT',
      leeds: '999999',
      bristol: 'soon',
    };
    hooks.retryAfter = ({ subject }) => asked[subject];
    const minutes = async (authority: string): Promise<number> => {
      const wanted = { url: hooks.url, topic: 'events', filter: { authority } };
      const { id } = (await send('POST', '/api/webhooks', wanted, to)).json<Shown>();
      await append(own.parts.store, visit(authority, '2026-03-01'));
      const { at } = await until('for the next attempt', async () => {
        const answer = await send('GET', `/api/webhooks/${id}`, undefined, to);
        return answer.json<Shown>().next;
      });
      return (Date.parse(at) - clock.now()) / 60_000;
    };
    expect(await minutes('merton')).toBe(30);
    expect(await minutes('york')).toBe(20);
    expect(await minutes('leeds')).toBe(60);
    expect(await minutes('bristol')).toBeLessThan(1);
    const metrics = (await own.ask('/metrics')).text;
    expect(metrics).toMatch(/timeline_webhook_deliveries_total\{outcome="failed"\} 4/);
    await own.stop();
  });

  it('is parked after a day, lets the next one go, and is made again when it is replayed', async () => {
    const clock = createVirtualClock('2026-03-02');
    const own = await startServing({ store: await storeOf([]), clock }, allowed);
    let to = { on: own, headers: await own.bearer('editor') };
    const hooks = await listenForHooks();
    const [first, second] = [visit('merton', '2026-03-01', 1), visit('merton', '2026-03-01', 2)];
    let mended = false;
    hooks.answer = ({ id }) => (id === first.id && !mended ? 500 : 200);
    const made = await send('POST', '/api/webhooks', { url: hooks.url, topic: 'events' }, to);
    const { id } = made.json<Shown>();
    const path = `/api/webhooks/${id}`;
    const now = async () => (await send('GET', path, undefined, to)).json<Shown>();
    await append(own.parts.store, first, second);
    await hooks.until(() => hooks.received.length === 1);
    await until('for the next attempt', async () => (await now()).next);
    await clock.moveTo('2026-03-04');
    // a token of a test is good for a day
    to = { on: own, headers: await own.bearer('editor') };
    await hooks.until(() => hooks.taken.length === 1);
    expect(hooks.taken[0]?.id).toBe(second.id);
    expect(await now()).toMatchObject({ parked: 1 });
    const parked = (await send('GET', `${path}/parked`, undefined, to)).json();
    expect(parked).toMatchObject([{ id: first.id, authority: 'merton', last: { status: 500 } }]);
    mended = true;
    const replayed = await send('POST', `${path}/replay`, {}, to);
    expect(replayed.json()).toEqual({ replayed: 1 });
    await hooks.until(() => hooks.taken.length === 2);
    expect(hooks.taken[1]?.id).toBe(first.id);
    const lines = (await send('GET', `${path}/deliveries`, undefined, to)).json<
      { parked: boolean }[]
    >();
    expect(lines.some((line) => line.parked)).toBe(true);
    await until('for nothing to be pending', async () => (await now()).pending === 0);
    expect(await now()).toMatchObject({ parked: 0, pending: 0 });
    await own.stop();
  });
});

describe('deliveries', () => {
  it('go on where they were after the service has ended, and are made by one process at a time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'timeline-webhooks-'));
    const open = async () => ({
      store: await openSqliteStore(join(folder, 'log.db')),
      state: await openStateStore(join(folder, 'log.state.db')),
    });
    const hooks = await listenForHooks();
    const [one, two] = [await open(), await open()];
    const first = await startServing(one, allowed);
    const second = await startServing(two, allowed);
    const to = { on: second, headers: await second.bearer('editor') };
    const made = await send('POST', '/api/webhooks', { url: hooks.url, topic: 'events' }, to);
    expect(made.status).toBe(201);
    const events = Array.from({ length: 12 }, (_, n) => visit('merton', '2026-03-01', n));
    const half = events.slice(0, 6);
    await append(one.store, ...half);
    await hooks.until(() => hooks.taken.length === 6);
    expect(hooks.received.map(({ id }) => id)).toEqual(half.map(({ id }) => id));
    hooks.answer = () => 503;
    await append(two.store, ...events.slice(6));
    await hooks.until(() => hooks.received.length > 6);
    await first.stop();
    await second.stop();
    expect((await stat(join(folder, 'log.state.db'))).mode & 0o777).toBe(0o600);
    hooks.answer = () => 200;
    const third = await startServing(await open(), allowed);
    await hooks.until(() => hooks.taken.length === 12);
    const order = [...new Set(hooks.taken.map(({ id }) => id))];
    expect(order).toEqual(events.map(({ id }) => id));
    await third.stop();
    await one.state.close();
    await two.state.close();
    await rm(folder, { recursive: true });
  });
});

describe('the address of a webhook', () => {
  it('must be a public one over https unless the operator allows others', async () => {
    const strict = await startServing({ store: createMemoryStore() });
    const to = { on: strict, headers: await strict.bearer('editor') };
    const refused = [
      'http://example.org/',
      'https://127.0.0.1/',
      'https://localhost/',
      'https://a.localhost/',
      'https://[::1]/',
      'https://[::ffff:127.0.0.1]/',
      'https://10.1.2.3/',
      'https://169.254.169.254/latest/meta-data/',
      'https://user:password@example.org/',
      'https://example.org/hook?code=abc',
      'https://example.org/hook#abc',
      'https://0x7f000001/',
      'https://2130706433/',
      'ftp://example.org/',
      'nothing',
    ];
    for (const url of refused) {
      const answer = await send('POST', '/api/webhooks', { url, topic: 'events' }, to);
      expect({ url, status: answer.status }).toEqual({ url, status: 400 });
    }
    expect((await send('GET', '/api/webhooks', undefined, to)).json()).toEqual([]);
    const taken = await send(
      'POST',
      '/api/webhooks',
      { url: 'https://example.org/', topic: 'events' },
      to,
    );
    expect(taken.status).toBe(201);
    await strict.stop();
  });
});
