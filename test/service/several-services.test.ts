import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, Verifiable } from '@monitoring-timeline/core';
import { openKurrentState, openKurrentStore } from '@monitoring-timeline/core/kurrentdb';
import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { sealedState } from '@monitoring-timeline/core/shared-state';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore, type StateStore } from '@monitoring-timeline/core/state';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { type Serving, startServing } from './serving.ts';
import { append, visit } from './small-claims.ts';
import { caughtUp, type Subscriber, subscribeTo } from './subscriber.ts';

/** Where services of one log stand: each opens it for itself, as a machine of its own does. */
interface Ground {
  open(): Promise<{ store: EventStore & Verifiable; state: StateStore }>;
}

let folder: string;
const server = new TestServer();
let address: string;
const parts = new Set(['webhook-secrets', 'digest-links']);
const key = randomBytes(32);
const heard = ['merton', 'sunderland', 'slough', 'trafford', 'dorset', 'barnet', 'bexley', 'brent'];

const grounds: Readonly<Record<string, Ground>> = {
  'a file': {
    open: async () => ({
      store: await openSqliteStore(join(folder, 'log.db')),
      state: await openStateStore(join(folder, 'log.state.db')),
    }),
  },
  'a server': {
    async open() {
      const store = await openKurrentStore(address);
      const sealing = { log: store.id, parts, key, plain: false };
      return { store, state: sealedState(await openKurrentState(address), sealing) };
    },
  },
};

beforeAll(() => server.start());
afterAll(() => server[Symbol.asyncDispose]());

describe.each(Object.entries(grounds))('several services on %s', (_, ground) => {
  let running: Serving[];
  let closing: (() => Promise<void>)[];
  let subscribers: Subscriber[];
  let hooks: Receiver | undefined;
  let number = 0;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timeline-several-'));
    address = `${server.connectionString}&namespace=t${randomUUID()}`;
    [running, closing, subscribers, hooks, number] = [[], [], [], undefined, 0];
  });
  afterEach(async () => {
    for (const subscriber of subscribers) subscriber.cut();
    for (const serving of running) await serving.stop();
    for (const close of closing) await close();
    await hooks?.stop();
    await rm(folder, { recursive: true });
  });

  async function serve(
    given?: Awaited<ReturnType<Ground['open']>>,
    settings = { webhooksToPrivate: true, webhooksOverHttp: true },
  ): Promise<Serving> {
    const open = given ?? (await ground.open());
    const serving = await startServing(open, settings);
    running.push(serving);
    closing.push(() => open.state.close());
    return serving;
  }

  async function stop(serving: Serving): Promise<void> {
    running = running.filter((one) => one !== serving);
    await serving.stop();
  }

  async function listen({ url }: Serving, path = 'notices'): Promise<Subscriber> {
    const subscriber = await subscribeTo(`${url}/api/subscribe/${path}`);
    subscribers.push(subscriber);
    await subscriber.until(caughtUp);
    return subscriber;
  }

  const issues = async ({ ask }: Serving): Promise<boolean> =>
    /^timeline_notices_issuing 1$/m.test((await ask('/metrics')).text);

  /** Facts that give a notice each: the first that is heard of an authority. */
  const facts = (count: number) =>
    Array.from({ length: count }, () => {
      number += 1;
      return visit(heard[number % heard.length] ?? 'merton', '2026-03-01', number);
    });

  it('stream one and the same notices, that one of them issues; the other goes on when it ends, with nothing twice and nothing missed', async () => {
    const both = [await serve(), await serve()];
    await until('for one to issue', async () => {
      const duties = await Promise.all(both.map(issues));
      return duties.filter(Boolean).length === 1;
    });
    const streams = await Promise.all(both.map((one) => listen(one)));
    for (const one of [...both, ...both]) await append(one.parts.store, ...facts(1));
    await Promise.all(streams.map((one) => one.until(({ events }) => events.length >= 4)));
    const ids = (stream: Subscriber) =>
      stream.heard.flatMap(({ id, name }) => (name === 'message' ? [id] : []));
    expect(ids(streams[0]!)).toEqual(ids(streams[1]!));

    const first = (await issues(both[0]!)) ? 0 : 1;
    const left = both[1 - first]!;
    await stop(both[first]!);
    await append(left.parts.store, ...facts(3));
    const stream = streams[1 - first]!;
    await stream.until(({ events }) => events.length >= 7);
    expect(await issues(left)).toBe(true);
    const told = ids(stream);
    expect(told.map((id) => Number(id.slice(0, 12)))).toEqual(told.map((_, n) => n + 1));
    // a machine that has never been here goes on with their numbers
    const third = await serve();
    expect(ids(await listen(third))).toEqual(told);
  });

  it('have the webhooks of one another, with their secrets: what one made the next delivers, once', async () => {
    hooks = await startReceiver();
    const taken = () => hooks!.taken.map(({ id }) => id);
    const first = await serve();
    const headers = { ...(await first.bearer('editor')), 'content-type': 'application/json' };
    const body = JSON.stringify({ url: hooks.url, topic: 'events' });
    const made = await first.ask('/api/webhooks', { method: 'POST', headers, body });
    expect(made.status).toBe(201);
    const second = await serve();
    const begun = facts(3);
    await append(second.parts.store, ...begun);
    await hooks.until(() => hooks!.taken.length >= 3);
    const path = `/api/webhooks/${made.json<{ id: string }>().id}`;
    // what is answered and not yet noted is made again, with the id by which its receiver knows it
    await until('for all to be noted', async () => {
      const shown = (await second.ask(path, { headers })).json<{ pending: number }>();
      return shown.pending === 0;
    });
    await stop(first);
    const later = facts(3);
    await append(second.parts.store, ...later);
    await hooks.until(() => hooks!.taken.length >= 6);
    expect(taken().sort()).toEqual([...begun, ...later].map(({ id }) => id).sort());
    expect(hooks.taken.every((one) => one.headers['webhook-signature'])).toBe(true);
  });
});

describe('a service whose server is away', () => {
  it('answers 503, ends its streams with where to go on, and comes back by itself', async () => {
    const away = await new TestServer().start();
    const at = `${away.connectionString}&namespace=t${randomUUID()}`;
    const soon = { patience: 100, backOff: { first: 5, longest: 50 } };
    const store = await openKurrentStore(at, soon);
    const state = await openKurrentState(at, soon);
    const serving = await startServing({ store, state }, { heartbeatSeconds: 1 });
    await append(store, visit('merton', '2026-03-01'), visit('barnet', '2026-03-01'));
    const told = (one: Subscriber) => one.events.map(({ subject }) => subject);
    const paths = ['notices', 'events', 'standing?after=now'];
    const streams = await Promise.all(
      paths.map((path) => subscribeTo(`${serving.url}/api/subscribe/${path}`)),
    );
    await Promise.all(streams.map((one) => one.until(caughtUp)));
    const ready = async () => (await serving.ask('/health/ready')).status;
    await until('for it to be ready', async () => (await ready()) === 200);

    await away.kill();
    await Promise.all(streams.map(({ ended }) => ended));
    for (const { heard } of streams) {
      const last = heard.at(-1);
      expect(last?.name).toBe('end');
      expect(JSON.parse(last?.data ?? '')).toMatchObject({ checkpoint: last?.id });
    }
    expect(await ready()).toBe(503);
    for (const path of ['/api/authorities/barnet/standing', '/api/subscribe/notices']) {
      const { status, headers } = await serving.ask(path);
      expect({ path, status }).toEqual({ path, status: 503 });
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }

    await away.start();
    await until('for it to be ready again', async () => (await ready()) === 200);
    const again = await Promise.all(
      streams.map(({ lastId }, index) => {
        const url = `${serving.url}/api/subscribe/${paths[index]?.replace(/\?.*/, '')}`;
        return subscribeTo(url, { 'last-event-id': lastId });
      }),
    );
    await append(store, visit('brent', '2026-03-01'));
    await Promise.all(again.map((one) => one.until(({ events }) => events.length > 0)));
    for (const one of again) {
      expect(told(one)).toEqual(['brent']);
      one.cut();
    }
    await serving.stop();
    await state.close();
    await away[Symbol.asyncDispose]();
  });
});
