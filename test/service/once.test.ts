import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { createMemoryStateStore, type StateStore } from '@monitoring-timeline/core/state';
import { createVirtualClock } from '@monitoring-timeline/projections';
import { afterEach, describe, expect, it } from 'vitest';
import { type Serving, startServing, storeOf } from './serving.ts';

const settings = { webhooksToPrivate: true, webhooksOverHttp: true } as const;
const wanted = { url: 'http://127.0.0.1:9/', topic: 'notices' } as const;
const started: Serving[] = [];

async function serve(parts: Parameters<typeof startServing>[0] = {}): Promise<Serving> {
  const serving = await startServing({ store: await storeOf([]), ...parts }, settings);
  started.push(serving);
  return serving;
}

afterEach(async () => {
  for (const one of started.splice(0)) await one.stop();
});

interface Made {
  readonly id: string;
  readonly secret: string | null;
}

async function make(serving: Serving, headers: Readonly<Record<string, string>>, key: string) {
  const answer = await serving.ask('/api/webhooks', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(wanted),
  });
  return { status: answer.status, ...answer.json<Made>() };
}

const webhooks = async (serving: Serving, headers: Readonly<Record<string, string>>) =>
  (await serving.ask('/api/webhooks', { headers })).json<readonly Made[]>();

/** The keys of a state as if a process that is no more had begun what they stand for and not ended it. */
async function cutOff(state: StateStore, storeId: string): Promise<void> {
  const entries = await state.entries('idempotency');
  const { checkpoint } = (await state.header('idempotency'))!;
  const put = entries.flatMap(({ key, value }) => {
    if (value === '') return [];
    const { asked, at } = JSON.parse(value) as { asked: string; at: number };
    const by = { host: hostname(), pid: 999_999_999, life: randomUUID() };
    return [{ key, value: JSON.stringify({ asked, at, by }) }];
  });
  const header = { checkpoint: `${checkpoint}0`, storeId, version: '1' };
  await state.commit('idempotency', { header, from: checkpoint, put });
}

describe('a command whose process died before it answered', () => {
  it('is taken up at once, and what it had done is not done again', async () => {
    const state = createMemoryStateStore();
    const serving = await serve({ state });
    const headers = await serving.bearer('editor');
    const first = await make(serving, headers, 'k1');
    await cutOff(state, serving.parts.store.id);
    const second = await make(serving, headers, 'k1');
    expect(second).toMatchObject({ status: 201, id: first.id, secret: null });
    expect(await webhooks(serving, headers)).toHaveLength(1);
  });
});

describe('an answer that is given again', () => {
  it('holds no secret, and neither does what is kept of it', async () => {
    const state = createMemoryStateStore();
    const serving = await serve({ state });
    const headers = await serving.bearer('editor');
    const { secret, id } = await make(serving, headers, 'k2');
    expect(secret).toMatch(/^whsec_/);
    expect(await make(serving, headers, 'k2')).toMatchObject({ id, secret: null });
    const kept = JSON.stringify(await state.entries('idempotency'));
    expect(kept).toContain(id);
    expect(kept).not.toContain(secret!.slice('whsec_'.length));
  });
});

describe('keys that are kept', () => {
  it('cost a command no more the more of them there are, and are let go of when their day is over', async () => {
    const clock = createVirtualClock('2026-08-20');
    const inner = createMemoryStateStore();
    let read = 0;
    const state: StateStore = {
      ...inner,
      header: (name) => inner.header(name),
      get: (name, key) => inner.get(name, key),
      commit: (name, change) => inner.commit(name, change),
      drop: (name) => inner.drop(name),
      close: () => inner.close(),
      async entries(name, options) {
        const found = await inner.entries(name, options);
        if (name === 'idempotency') read += found.length;
        return found;
      },
    };
    const serving = await serve({ state, clock });
    const headers = await serving.bearer('editor');
    const reads = [];
    for (let n = 0; n < 60; n++) {
      read = 0;
      await serving.ask('/api/retractions', {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': `k${n}` },
        body: JSON.stringify({ event: randomUUID(), why: 'not so' }),
      });
      reads.push(read);
    }
    expect(Math.max(...reads)).toBeLessThanOrEqual(20);
    clock.set('2026-08-22');
    const again = await serving.bearer('editor');
    for (let n = 0; n < 4; n++) await make(serving, again, `later${n}`);
    const kept = (await inner.entries('idempotency')).filter(({ value }) => value !== '');
    expect(kept).toHaveLength(4);
  });
});
