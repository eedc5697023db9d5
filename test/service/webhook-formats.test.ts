import { randomUUID } from 'node:crypto';
import { beginning } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { claimEvent, day } from '@monitoring-timeline/core/testing';
import { createVirtualClock } from '@monitoring-timeline/projections';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { inFormat } from '../../packages/service/src/webhooks/formats.ts';
import { until } from '../support/until.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { type Answer, type Serving, startServing } from './serving.ts';
import { append } from './small-claims.ts';

/** What must be seen nowhere: it lets anybody post. */
const pass = 'T0SECRETPASS';
const path = `/services/${pass}/B1?sig=${pass}`;

const clock = createVirtualClock('2026-03-02');
const allowed = { webhooksToPrivate: true, webhooksOverHttp: true, logLevel: 'debug' } as const;
const written: string[] = [];
let serving: Serving;
let editor: Readonly<Record<string, string>>;
let receiver: Receiver;

beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
  const store = createMemoryStore({ now: () => new Date(clock.now()) });
  serving = await startServing({ store, clock, state: createMemoryStateStore() }, allowed);
  editor = await serving.bearer('admin');
  receiver = await startReceiver();
});
afterEach(() => {
  receiver.answer = () => 200;
  receiver.received.splice(0);
  receiver.taken.splice(0);
});
afterAll(async () => {
  await receiver.stop();
  await serving.stop();
  vi.restoreAllMocks();
});

function send(
  method: 'POST' | 'PATCH' | 'GET' | 'DELETE',
  address: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return serving.ask(address, {
    method,
    headers: { ...editor, ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

interface Shown {
  readonly id: string;
  readonly url: string;
  readonly secret: string | null;
  readonly signing: string;
  readonly pending: number;
}

async function create(format: string, authority: string, more: object = {}): Promise<Shown> {
  const url = `${new URL(receiver.url).origin}${path}`;
  const filter = { authority };
  const wanted = { url, format, topic: 'notices', filter, ...more };
  const answer = await send('POST', '/api/webhooks', wanted);
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 201 });
  return answer.json<Shown>();
}

/** Something that people are told of. */
const appointment = (authority: string, number = 1) =>
  claimEvent(
    'LeadershipChanged',
    {
      role: 'dcs',
      change: 'started',
      status: 'interim',
      person: `p-${String(number).padStart(20, '0')}`,
    },
    { authority, occurred: day('2026-03-01'), known: '2026-03-01' },
  );

async function toldNext(): Promise<{
  readonly path: string;
  readonly json: Record<string, never>;
  readonly headers: object;
}> {
  await receiver.until(() => receiver.taken.length > 0);
  const { path: at, body, headers } = receiver.taken[0]!;
  return { path: at, json: JSON.parse(body), headers };
}

describe('a webhook of the format slack', () => {
  it('posts a notice as blocks with the same as text, unsigned, to its secret address', async () => {
    await create('slack', 'leeds');
    await append(serving.parts.store, appointment('leeds'));
    const told = await toldNext();
    expect(told.path).toBe(path);
    expect(told.headers).toMatchObject({
      'content-type': expect.stringContaining('application/json'),
    });
    expect(Object.keys(told.headers)).not.toContain('webhook-signature');
    expect(told.json).toMatchObject({
      text: expect.stringMatching(/^Leeds: director of children’s services/),
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: expect.stringMatching(/^Leeds: /) } },
        { type: 'section', text: { type: 'plain_text' } },
        { type: 'context' },
      ],
    });
  });
});

describe('a webhook of the format teams', () => {
  it('posts a notice as an adaptive card in the envelope that workflows take', async () => {
    await create('teams', 'york');
    await append(serving.parts.store, appointment('york'));
    const { json, path: at } = await toldNext();
    expect(at).toBe(path);
    expect(json).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          contentUrl: null,
          content: {
            type: 'AdaptiveCard',
            version: '1.4',
            body: [
              {
                type: 'RichTextBlock',
                inlines: [{ type: 'TextRun', text: expect.stringMatching(/^York: /) }],
              },
              { type: 'RichTextBlock' },
              { type: 'RichTextBlock' },
            ],
          },
        },
      ],
    });
  });

  it('tries its address with a test message', async () => {
    const { id } = await create('teams', 'hull', { name: 'Board' });
    const answer = await send('POST', `/api/webhooks/${id}/ping`);
    expect(answer.json()).toMatchObject({ status: 200, error: null });
    expect(JSON.stringify((await toldNext()).json)).toContain('Test of “Board”');
  });

  it('goes through the same queue, order and second attempts', async () => {
    const hook = await create('teams', 'merton');
    receiver.answer = () => (receiver.received.length < 3 ? 503 : 200);
    await append(serving.parts.store, appointment('merton', 1), appointment('merton', 2));
    await receiver.until(() => receiver.received.length === 1);
    await until('for the next attempt', async () => {
      const now = (await send('GET', `/api/webhooks/${hook.id}`)).json<{ next: object | null }>();
      return now.next;
    });
    await clock.moveTo('2026-03-03');
    editor = await serving.bearer('admin');
    await receiver.until(() => receiver.taken.length === 2);
    const [first, second] = receiver.taken.map(({ body }) => body);
    expect(receiver.received[0]!.body).toBe(first);
    expect(second).not.toBe(first);
  });
});

describe('an address that is a secret', () => {
  it('is seen nowhere: no answer, error, line of the log, export or event has more than its host', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const origin = new URL(receiver.url).origin;
    const wanted = { url: `${origin}${path}`, format: 'slack', topic: 'notices', name: 'Board' };
    const made = await send('POST', '/api/webhooks', wanted, key);
    const again = await send('POST', '/api/webhooks', wanted, key);
    const { id, url, secret, signing } = made.json<Shown>();
    expect({ url, secret, signing }).toEqual({
      url: `${origin}/…`,
      secret: null,
      signing: 'by_address',
    });
    expect(again.json<Shown>()).toMatchObject({ id, url: `${origin}/…`, secret: null });
    const gone = await startReceiver();
    await gone.stop();
    const dead = `${new URL(gone.url).origin}${path}`;
    const changed = await send('PATCH', `/api/webhooks/${id}`, { url: dead });
    const failed = await send('POST', `/api/webhooks/${id}/ping`);
    expect(failed.json()).toMatchObject({
      status: null,
      error: expect.stringContaining('reached'),
    });
    const answers = [made, again, changed, failed];
    for (const address of [
      '/api/webhooks',
      `/api/webhooks/${id}`,
      `/api/webhooks/${id}/deliveries`,
      `/api/webhooks/${id}/parked`,
      '/api/events?limit=1000',
      '/export/events.jsonl',
      '/metrics',
    ]) {
      const answer = await send('GET', address);
      expect({ address, status: answer.status }).toEqual({ address, status: 200 });
      answers.push(answer);
    }
    for (const body of [
      { ...wanted, topic: 'events' },
      { ...wanted, url: `https://someone:else@example.org${path}` },
      { ...wanted, url: `ftp://example.org${path}` },
      { ...wanted, url: { path } },
      { ...wanted, format: 'mail' },
    ]) {
      const refused = await send('POST', '/api/webhooks', body);
      expect(refused.status).toBe(400);
      answers.push(refused);
    }
    const rotated = await send('POST', `/api/webhooks/${id}/secret`);
    expect({ status: rotated.status, text: rotated.text }).toMatchObject({
      status: 409,
      text: expect.stringContaining('PATCH'),
    });
    const { events } = await serving.parts.store.readAll(beginning, { limit: 5000 });
    expect(JSON.stringify(events)).toContain(`${origin}/…`);
    const seen = [...answers.map(({ text }) => text), JSON.stringify(events), ...written];
    expect(seen.filter((text) => text.includes(pass))).toEqual([]);
    expect(written.length).toBeGreaterThan(0);
  });

  it('that is not on this machine any more is asked for', async () => {
    const { id } = await create('slack', 'bristol');
    await serving.parts.state.drop('webhook-secrets');
    const ping = await send('POST', `/api/webhooks/${id}/ping`);
    expect(ping.json()).toMatchObject({ status: null, error: expect.stringContaining('PATCH') });
    expect((await send('GET', `/api/webhooks/${id}`)).json()).toMatchObject({
      signing: 'no_secret',
    });
  });
});

describe('a long notice', () => {
  const notice = (title: string, text: string, url: string | null = null) =>
    JSON.stringify({ data: { title, text, weight: 4, day: '2026-03-02', sources: [{ url }] } });
  interface Slack {
    readonly text: string;
    readonly blocks: readonly {
      readonly type: string;
      readonly text?: { readonly text: string };
    }[];
  }
  const slack = (text: string) => JSON.parse(inFormat('slack', text).body) as Slack;

  it('keeps to what Slack takes: 50 blocks, 3,000 characters each, 150 of a header', () => {
    const words = 'word '.repeat(2000).trim();
    const { blocks } = slack(notice('t'.repeat(400), words, 'https://example.org/a'));
    const sections = blocks.filter(({ type }) => type === 'section').slice(0, -1);
    expect(sections.map(({ text }) => text!.text).join(' ')).toBe(words);
    const endless = slack(notice('t'.repeat(400), 'x'.repeat(400_000), 'https://example.org/a'));
    expect(endless.blocks).toHaveLength(50);
    for (const { type, text } of endless.blocks) {
      expect(text?.text.length ?? 0).toBeLessThanOrEqual(type === 'header' ? 150 : 3000);
    }
    expect(endless.text.length).toBeLessThanOrEqual(3000);
    expect(endless.blocks.findLast(({ text }) => text?.text.endsWith('…'))).toBeDefined();
  });

  it('keeps to what Teams takes, 28 KB, also in the widest letters', () => {
    const { body } = inFormat(
      'teams',
      notice('😀'.repeat(400), '😀'.repeat(50_000), 'https://example.org/a'),
    );
    expect(Buffer.byteLength(body)).toBeLessThan(28 * 1024);
    expect(body).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  it('calls nobody and links nowhere by what a source wrote', () => {
    const { text, blocks } = slack(
      notice('A & B <!channel>', '<https://example.org|x> *bold*', 'javascript:x'),
    );
    expect(text).toContain('&lt;!channel&gt;');
    expect(blocks.every((block) => JSON.stringify(block).includes('mrkdwn') === false)).toBe(true);
    const linked = slack(notice('A', 'B', 'https://example.org/a|b>c'));
    expect(JSON.stringify(linked)).toContain('<https://example.org/a%7Cb%3Ec|Read the source>');
  });
});
