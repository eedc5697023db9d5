import { join } from 'node:path';
import type { EventEnvelope, EventStore } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { anId } from '@monitoring-timeline/core/testing';
import { englandChildren } from '@monitoring-timeline/projections';
import { readSettings } from '@monitoring-timeline/service';
import { tracedStore } from '@monitoring-timeline/service/tracing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/command.ts';
import { until } from '../support/until.ts';
import { startReceiver } from './receiver.ts';
import { fewEvents, type Serving, startServing, storeOf } from './serving.ts';
import { append, visit } from './small-claims.ts';

/** A figure of the text format of Prometheus: its value where it stands with these labels. */
function figure(text: string, name: string, labels: Readonly<Record<string, string>> = {}): number {
  for (const line of text.split('\n')) {
    const [, found, inner = '', value] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (found !== name) continue;
    const own = Object.entries(labels).every(([key, wanted]) =>
      inner.includes(`${key}="${wanted}"`),
    );
    if (own) return Number(value);
  }
  return Number.NaN;
}

interface Ready {
  readonly status: string;
  readonly reasons: readonly string[];
  readonly followers: readonly { readonly name: string; readonly state: string }[];
}

/** Asks until the answer is as wanted. */
async function asked<T extends object>(
  ask: () => Promise<T>,
  wanted: (answer: T) => boolean,
): Promise<T> {
  let last: T | undefined;
  return until(
    () => `for an answer other than ${JSON.stringify(last)}`,
    async () => {
      last = await ask();
      return wanted(last) ? last : undefined;
    },
  );
}

const ready = async (serving: Serving): Promise<Ready> =>
  (await serving.ask('/health/ready')).json<Ready>();

let serving: Serving;
let store: EventStore;

beforeAll(async () => {
  store = await storeOf(fewEvents());
  serving = await startServing({ store });
});
afterAll(() => serving.stop());

describe('health', () => {
  it('says that the process lives, to everybody and uncached', async () => {
    const { status, headers, text } = await serving.ask('/health/live');
    expect([status, text]).toEqual([200, '{"status":"live"}']);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('is ready once views and notices have caught up', async () => {
    const { followers, reasons } = await asked(
      () => ready(serving),
      ({ status }) => status === 'ready',
    );
    expect(reasons).toEqual([]);
    expect(followers.map(({ name, state }) => [name, state])).toEqual([
      ['views', 'current'],
      ['notices', 'current'],
    ]);
  });

  it('is not ready while it catches up, and says what is behind', async () => {
    const late = Promise.withResolvers<void>();
    const real = await storeOf(fewEvents());
    const slow = {
      ...tracedStore(real),
      async readStream(...args: Parameters<EventStore['readStream']>) {
        await late.promise;
        return real.readStream(...args);
      },
    };
    const starting = await startServing({ store: slow });
    const { status, headers } = await starting.ask('/health/ready');
    expect(status).toBe(503);
    expect(headers['content-type']).toContain('application/json');
    expect((await ready(starting)).reasons).toContain('The notices are catching up with the log.');
    expect((await starting.ask('/health/live')).status).toBe(200);
    late.resolve();
    const caughtUp = await asked(
      () => ready(starting),
      (answer) => answer.status === 'ready',
    );
    expect(caughtUp.status).toBe('ready');
    await starting.stop();
  });

  it('is not ready once an event that this program does not know stopped the views', async () => {
    const unchecked = createMemoryStore({ validate: (event) => event as EventEnvelope });
    const stopped = await startServing({ store: unchecked });
    await asked(
      () => ready(stopped),
      ({ status }) => status === 'ready',
    );
    const unknown = {
      id: anId('0b8f1f4e-6f0f-4d5e-9d7a-111111111111'),
      type: 'Unheard',
      version: 1,
    };
    await unchecked.append('authority-sunderland', [{ ...unknown, data: {} }], { expected: 'any' });
    const { status, reasons } = await asked(
      () => ready(stopped),
      (answer) => answer.status !== 'ready' && answer.reasons[0]?.includes('stopped') === true,
    );
    expect(status).toBe('not ready');
    expect(reasons[0]).toBe(
      'The views have stopped; `timeline lag` and the log of the service say why.',
    );
    const metrics = await stopped.ask('/metrics');
    expect(figure(metrics.text, 'timeline_projection_stalled', { projection: 'views' })).toBe(1);
    expect(figure(metrics.text, 'timeline_ready')).toBe(0);
    await stopped.stop();
  });

  it('is not ready once the log cannot be read', async () => {
    const broken = await startServing({ store: await storeOf([]) });
    await broken.parts.store.close();
    const { status, json } = await broken.ask('/health/ready');
    expect(status).toBe(503);
    expect(json<Ready>().reasons).toEqual([
      'The log cannot be read; the log of the service says why.',
    ]);
    await broken.stop();
  });
});

describe('metrics', () => {
  it('count the log, the imports and the quarantine, whoever wrote them', async () => {
    const actor = { kind: 'program', name: 'test' } as const;
    const at = '2026-01-02T03:04:05.000Z';
    const common = { version: 1, actor, at } as const;
    await store.append(
      'operations',
      [
        {
          ...common,
          id: anId('0b8f1f4e-6f0f-4d5e-9d7a-000000000001'),
          type: 'ImportRun',
          data: { files: [], appended: 7, alreadyKnown: 5, corrected: 2, quarantined: 2 },
        },
      ],
      { expected: 'any' },
    );
    const waiting = [2, 3].map((n) => ({
      ...common,
      id: anId(`0b8f1f4e-6f0f-4d5e-9d7a-00000000000${n}`),
      type: 'ProposalQuarantined',
      data: { file: 'a.csv', reason: 'UnknownAuthority', message: 'no such authority' },
    }));
    await store.append('quarantine', waiting, { expected: 'any' });
    await store.append(
      'quarantine',
      [
        {
          ...common,
          id: anId('0b8f1f4e-6f0f-4d5e-9d7a-000000000004'),
          type: 'ProposalDecided',
          data: { proposal: waiting[0]!.id, decision: 'rejected', why: 'no claim' },
        },
      ],
      { expected: 'any' },
    );
    const { text, headers } = await serving.ask('/metrics');
    expect(headers['content-type']).toContain('text/plain; version=0.0.4');
    expect(figure(text, 'timeline_log_events_total')).toBe((await store.head()).events);
    expect(figure(text, 'timeline_import_runs_total')).toBe(1);
    const facts = (outcome: string) => figure(text, 'timeline_import_facts_total', { outcome });
    expect(['appended', 'alreadyKnown', 'corrected', 'quarantined'].map(facts)).toEqual([
      7, 5, 2, 2,
    ]);
    expect(figure(text, 'timeline_quarantine_waiting')).toBe(1);
    expect(figure(text, 'timeline_quarantine_decided_total', { decision: 'rejected' })).toBe(1);
  });

  it('give lag in events and in seconds, and whether a projection stands still', async () => {
    await asked(
      () => ready(serving),
      ({ status }) => status === 'ready',
    );
    const { text } = await serving.ask('/metrics');
    for (const projection of ['views', 'notices']) {
      const of = (name: string) => figure(text, `timeline_projection_${name}`, { projection });
      expect([of('lag_events'), of('lag_seconds'), of('stalled')]).toEqual([0, 0, 0]);
    }
  });

  it('time answers by route, so that no address makes a series of its own', async () => {
    const addresses = [
      '/api/authorities/sunderland/standing',
      '/api/authorities/merton/standing?asOf=2020-01-01',
      '/api/authorities/nowhere/standing',
      ...Array.from({ length: 20 }, (_, n) => `/no-such-page/${n}`),
    ];
    for (const address of addresses) await serving.ask(address);
    const { text } = await serving.ask('/metrics');
    const count = 'timeline_http_request_seconds_count';
    const route = '/api/authorities/:authority/standing';
    expect(figure(text, count, { route, status: '200' })).toBe(2);
    expect(figure(text, count, { route, status: '404' })).toBe(1);
    expect(figure(text, count, { route: 'none' })).toBe(20);
    expect(text).not.toMatch(/sunderland|merton|nowhere|no-such-page/);
  });

  it('count subscriptions by what they follow, and why they ended', async () => {
    const stop = new AbortController();
    const open = (topic: string) =>
      figure(topic, 'timeline_subscriptions_open', { topic: 'events' });
    await fetch(`${serving.url}/api/subscribe/events?after=now`, { signal: stop.signal });
    expect(open((await serving.ask('/metrics')).text)).toBe(1);
    stop.abort();
    const { text } = await asked(
      () => serving.ask('/metrics'),
      (answer) => open(answer.text) === 0,
    );
    expect(open(text)).toBe(0);
    expect(figure(text, 'timeline_subscriptions_ended_total', { reason: 'client' })).toBe(1);
    expect(figure(text, 'timeline_subscriptions_ended_total', { reason: 'slow' })).toBe(0);
  });

  it('count deliveries to webhooks by outcome', async () => {
    const calling = await startServing(
      { store: await storeOf([]) },
      { webhooksToPrivate: true, webhooksOverHttp: true },
    );
    const receiver = await startReceiver();
    const json = { 'content-type': 'application/json' };
    const { status } = await calling.ask('/api/webhooks', {
      method: 'POST',
      headers: { ...(await calling.bearer('editor')), ...json },
      body: JSON.stringify({ url: receiver.url, topic: 'events' }),
    });
    expect(status).toBe(201);
    await append(calling.parts.store, visit('merton', '2026-01-05'));
    const delivered = (text: string) =>
      figure(text, 'timeline_webhook_deliveries_total', { outcome: 'delivered' });
    const { text } = await asked(
      () => calling.ask('/metrics'),
      (answer) => delivered(answer.text) > 0,
    );
    expect(delivered(text)).toBe(receiver.received.length);
    expect(figure(text, 'timeline_webhook_deliveries_total', { outcome: 'failed' })).toBe(0);
    await calling.stop();
    await receiver.stop();
  });

  it('are those of one service alone', async () => {
    const other = await startServing({ store: await storeOf([]) });
    const { text } = await other.ask('/metrics');
    expect(text).not.toContain('/api/authorities/:authority/standing');
    expect(figure(text, 'timeline_log_events_total')).toBe(0);
    await other.stop();
  });

  it('need a token where they are closed, also where reading is open', async () => {
    const closed = await startServing(
      { store: await storeOf([]) },
      { metrics: 'closed', reading: 'open' },
    );
    expect((await closed.ask('/api/coverage')).status).toBe(200);
    expect((await closed.ask('/metrics')).status).toBe(401);
    const headers = await closed.bearer('reader');
    expect((await closed.ask('/metrics', { headers })).status).toBe(200);
    expect((await closed.ask('/health/ready')).status).not.toBe(401);
    await closed.stop();
  });

  it('are closed on an address that others can reach, and can be turned off', async () => {
    expect(readSettings().metrics).toBe('open');
    expect(readSettings({ flags: { host: '0.0.0.0' } }).metrics).toBe('closed');
    const off = await startServing({ store: await storeOf([]) }, { metrics: 'off' });
    expect((await off.ask('/metrics')).status).toBe(404);
    await off.stop();
  });

  it('can have a port of their own, which answers to names of this machine alone', async () => {
    const apart = await startServing({ store: await storeOf([]) }, { metricsPort: 0 });
    const own = apart.service.metricsUrl!;
    expect(own).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(own).not.toBe(apart.url);
    const answer = await fetch(`${own}/metrics`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('timeline_log_events_total 0');
    expect((await fetch(`${own}/health/live`)).status).toBe(200);
    expect((await fetch(`${own}/api/coverage`)).status).toBe(404);
    expect((await apart.ask('/metrics')).status).toBe(404);
    expect((await apart.ask('/health/live')).status).toBe(200);
    await apart.stop();
    await expect(fetch(`${own}/health/live`)).rejects.toThrow();
  });
});

describe('the setting policy', () => {
  it('answers over HTTP by the rules that it names, and names what is wrong with them before anything listens', async () => {
    const folder = temporaryFolder();
    try {
      const rules = englandChildren.rules.map((rule) =>
        rule.id === 'ilacs-cycle'
          ? { ...rule, offsets: { ...rule.offsets, due: { months: 37 } } }
          : rule,
      );
      folder.write('rules.json', JSON.stringify({ ...englandChildren, version: '37', rules }));
      folder.write('half.json', '{"id":"x"}');
      const policy = join(folder.path, 'rules.json');
      const serving = await startServing({ store: await storeOf(fewEvents()) }, { policy });
      try {
        const answer = await serving.ask('/api/due?rule=ilacs-cycle');
        const rows = answer.json<readonly { readonly policy: string }[]>();
        expect(rows.length).toBeGreaterThan(0);
        for (const row of rows) expect(row.policy).toBe(`${englandChildren.id} 37`);
      } finally {
        await serving.stop();
      }
      const started = async (file: string) => {
        await startServing({ store: await storeOf([]) }, { policy: join(folder.path, file) });
      };
      await expect(started('nowhere.json')).rejects.toMatchObject({ code: 'InvalidSetting' });
      await expect(started('half.json')).rejects.toMatchObject({ code: 'InvalidPolicy' });
    } finally {
      folder.remove();
    }
  });
});
