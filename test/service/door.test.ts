import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryDocumentStore } from '@monitoring-timeline/core/documents';
import { createService, readSettings } from '@monitoring-timeline/service';
import { FormData } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judged } from '../ingest/desk.ts';
import { type Serving, startServing, storeOf } from './serving.ts';

let serving: Serving;
let editor: Readonly<Record<string, string>>;

beforeAll(async () => {
  serving = await startServing({ store: await storeOf([]) });
  editor = await serving.bearer('editor');
});
afterAll(() => serving.stop());

const json = { 'content-type': 'application/json' } as const;

/** Sends text as it is and gives the whole answer. */
async function spoken(text: string): Promise<string> {
  const { port } = new URL(serving.url);
  return new Promise((resolve, reject) => {
    let all = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (part) => {
      all += part;
    });
    socket.on('end', () => resolve(all)).on('error', reject);
  });
}

describe('a request', () => {
  it('that names two hosts is refused', async () => {
    const head = 'GET /health/live HTTP/1.1\r\nconnection: close\r\nhost: localhost\r\n';
    expect(await spoken(`${head}\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
    const refused = await spoken(`${head}host: evil.example\r\n\r\n`);
    expect(refused).toMatch(/^HTTP\/1\.1 400 /);
    expect(refused).toContain('"code":"SeveralHosts"');
  });

  it('to delete may say that its body is JSON and have none', async () => {
    const asking = { method: 'DELETE', headers: { ...editor, ...json } } as const;
    const gone = await serving.ask('/api/webhooks/wh_none', asking);
    expect(gone.json()).toMatchObject({ status: 404, code: 'UnknownWebhook' });
  });

  it.each([
    ['arrays', '['.repeat(100_000)],
    ['objects', '{"a":'.repeat(10_000)],
    ['arrays that are closed', `${'['.repeat(65)}${']'.repeat(65)}`],
  ])(
    'whose body nests %s too deep is refused, whether it is well formed or not',
    async (_, body) => {
      const asking = { method: 'POST', headers: { ...editor, ...json }, body } as const;
      const refused = await serving.ask('/api/retractions', asking);
      expect(refused.json()).toMatchObject({ status: 400, code: 'BodyTooDeep' });
    },
  );
});

describe('the address of a client', () => {
  it('is never what the client writes: proxies are counted from our side', async () => {
    const own = await startServing(
      { store: await storeOf([]) },
      { trustProxy: 1, ratePerMinute: 2 },
    );
    try {
      const from = async (forwarded: string) =>
        (await own.ask('/api/coverage', { headers: { 'x-forwarded-for': forwarded } })).status;
      // the last is what the proxy in front has added; all before it is the client's own word
      const statuses = [];
      for (const claimed of ['198.51.100.1', '198.51.100.2', '198.51.100.3']) {
        statuses.push(await from(`${claimed}, 203.0.113.9`));
      }
      expect(statuses).toEqual([200, 200, 429]);
      expect(await from('198.51.100.1, 203.0.113.10')).toBe(200);
    } finally {
      await own.stop();
    }
  });

  it('is not taken from a header by a bare yes: a number of proxies or their addresses are wanted', () => {
    expect(() => readSettings({ env: { TIMELINE_TRUST_PROXY: 'true' } })).toThrow(
      /TIMELINE_TRUST_PROXY: true cannot be taken: .*how many proxies/,
    );
    const taken = (text: string) =>
      readSettings({ env: { TIMELINE_TRUST_PROXY: text } }).trustProxy;
    expect(taken('false')).toBe(false);
    expect(taken('2')).toBe(2);
    expect(taken('10.0.0.1, 10.1.0.0/16')).toEqual(['10.0.0.1', '10.1.0.0/16']);
  });
});

describe('what an export is before it is made', () => {
  it.each(['/export/events.jsonl', '/export/standing.csv', '/brief.docx'])(
    'has no length that a HEAD of %s could tell',
    async (path) => {
      const { status, headers } = await serving.ask(path, { method: 'HEAD' });
      expect(status).toBe(200);
      expect(headers['content-length']).toBeUndefined();
    },
  );
});

describe('files that were sent in', () => {
  it('are answered with 507 where there is no room to keep them', async () => {
    const noRoom = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
    const documents = { ...createMemoryDocumentStore(), put: () => Promise.reject(noRoom) };
    const own = await startServing({ store: await storeOf([]), documents });
    const form = new FormData();
    form.set('file', new File([judged('Brent')], 'ofsted_2025_latest.csv'));
    const headers = await own.bearer('editor');
    const answer = await own.ask('/api/imports', { method: 'POST', headers, body: form });
    expect([answer.status, answer.json()]).toMatchObject([507, { code: 'StoreFull' }]);
    await own.stop();
  });

  it('and left by a process that was killed are removed when a service starts', async () => {
    const left = await mkdtemp(join(tmpdir(), 'timeline-upload-999999999-'));
    await writeFile(join(left, 'report.pdf'), 'x');
    const own = await startServing({ store: await storeOf([]) });
    await own.stop();
    expect(existsSync(left)).toBe(false);
  });
});

describe('a webhook', () => {
  it('does not tell where a name leads inside the network of whoever runs the service', async () => {
    const url = 'https://localhost.localdomain/';
    const body = JSON.stringify({ url, topic: 'notices' });
    const headers = { ...editor, ...json };
    const made = await serving.ask('/api/webhooks', { method: 'POST', headers, body });
    const { id } = made.json<{ id: string }>();
    // a type of JSON without a body, as libraries send it, where nothing is to be said
    const told = await serving.ask(`/api/webhooks/${id}/ping`, { method: 'POST', headers });
    expect(told.status).toBe(200);
    // the time at which it was sent has figures with a point, too
    const { at: _at, ...rest } = told.json<Record<string, unknown>>();
    expect(JSON.stringify(rest)).not.toMatch(/127\.|::1|10\.\d/);
  });

  it.each(['https://receiver.example:22/', 'https://receiver.example:6379/'])(
    'is not sent to a port at which something else listens: %s',
    async (url) => {
      const body = JSON.stringify({ url, topic: 'notices' });
      const headers = { ...editor, ...json };
      const made = await serving.ask('/api/webhooks', { method: 'POST', headers, body });
      expect(made.json()).toMatchObject({ status: 400, code: 'PortNotAllowed' });
    },
  );
});

describe('a client that asks for much', () => {
  it('waits behind itself: its answers are worked out one after another, and health waits for nobody', async () => {
    const own = await startServing({}, { workSecondsPerMinute: 600 });
    try {
      const asked = await Promise.all([
        ...Array.from({ length: 8 }, (_, n) => own.ask(`/api/due?asOf=2026-08-${10 + n}`)),
        own.ask('/health/live'),
      ]);
      expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 200));
    } finally {
      await own.stop();
    }
  });

  it('is told to wait once too many of its requests do, and others are not', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { app, close } = await createService(
      serving.parts,
      readSettings({ flags: { logLevel: 'silent' } }),
      [
        () => async (further) => {
          further.get('/held', async () => {
            await released;
            return 'done';
          });
        },
      ],
    );
    // asked at once, and not only when somebody waits for the answer
    const ask = async (remoteAddress: string) => await app.inject({ url: '/held', remoteAddress });
    // one is worked for, fifty wait
    const many = Array.from({ length: 51 }, () => ask('203.0.113.1'));
    const refused = await ask('203.0.113.1');
    expect(refused.json()).toMatchObject({ status: 429, code: 'TooManyWaiting' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    const other = ask('203.0.113.2');
    release();
    const statuses = (await Promise.all([...many, other])).map(({ statusCode }) => statusCode);
    expect(new Set(statuses)).toEqual(new Set([200]));
    await close();
  });
});
