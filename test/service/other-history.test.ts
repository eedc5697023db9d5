import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noteRestoredFile, openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore } from '@monitoring-timeline/core/state';
import { createVirtualClock } from '@monitoring-timeline/projections';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { startReceiver } from './receiver.ts';
import { type Serving, startServing } from './serving.ts';
import { append, visit } from './small-claims.ts';
import { caughtUp, type Subscriber, subscribeTo } from './subscriber.ts';

/**
 * A log is copied with its state, both go on, each in its own way, and one is noted as restored: what a client of the first was told
 * must not be taken for a place in the second.
 */
const allowed = { webhooksToPrivate: true, webhooksOverHttp: true } as const;
const topics = ['events', 'notices', 'standing'] as const;
const clock = createVirtualClock('2026-03-02');
const opened: Subscriber[] = [];
let folder: string;
let first: Serving;
let second: Serving;
/** The last ids that clients of the first had: before the copy, and after it. */
const shared = new Map<string, string>();
const alone = new Map<string, string>();

const at = (name: string): string => join(folder, name);

async function serve(name: string): Promise<Serving> {
  const store = await openSqliteStore(at(`${name}.db`), { now: () => new Date(clock.now()) });
  const state = await openStateStore(at(`${name}.state.db`));
  return startServing({ store, state, clock }, allowed);
}

async function stop(serving: Serving): Promise<void> {
  await serving.stop();
  await serving.parts.state.close();
}

async function listen(on: Serving, topic: string, after?: string): Promise<Subscriber> {
  const headers = after === undefined ? {} : { 'last-event-id': after };
  const subscriber = await subscribeTo(`${on.url}/api/subscribe/${topic}`, headers);
  opened.push(subscriber);
  return subscriber;
}

async function lastId(on: Serving, topic: string): Promise<string> {
  const subscriber = await listen(on, topic);
  await subscriber.until(caughtUp);
  return subscriber.lastId;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-history-'));
  let origin = await serve('first');
  await origin.ask('/api/notices');
  await append(origin.parts.store, visit('sunderland', '2026-03-01'));
  for (const topic of topics) shared.set(topic, await lastId(origin, topic));
  clock.advance(1000);
  await append(origin.parts.store, visit('dorset', '2026-03-01'));
  await lastId(origin, 'notices');
  await stop(origin);
  for (const part of ['db', 'state.db']) await copyFile(at(`first.${part}`), at(`second.${part}`));
  await noteRestoredFile(at('second.db'));
  origin = await serve('first');
  first = origin;
  await append(first.parts.store, visit('merton', '2026-03-02'));
  for (const topic of topics) alone.set(topic, await lastId(first, topic));
  clock.advance(1000);
  second = await serve('second');
  for (const authority of ['slough', 'merton', 'leeds']) {
    await append(second.parts.store, visit(authority, '2026-03-02'));
  }
  await second.ask('/api/notices');
});
afterAll(async () => {
  for (const subscriber of opened) subscriber.cut();
  await stop(first);
  await stop(second);
  await rm(folder, { recursive: true });
});

describe('the id of a message', () => {
  it.each(topics)('of %s goes on in the log that gave it', async (topic) => {
    const subscriber = await listen(first, topic, alone.get(topic));
    await subscriber.until(caughtUp);
    expect(subscriber.events).toEqual([]);
  });

  it.each(topics)(
    'of %s from before a restore goes on after it, with all that came since',
    async (topic) => {
      const subscriber = await listen(second, topic, shared.get(topic));
      await subscriber.until(caughtUp);
      const subjects = subscriber.events.map(({ subject }) => subject);
      expect(subjects.sort()).toEqual(['dorset', 'leeds', 'merton', 'slough']);
    },
  );

  it.each(topics)('of %s from another history is refused, and says what to do', async (topic) => {
    const headers = { 'last-event-id': alone.get(topic)! };
    const answer = await second.ask(`/api/subscribe/${topic}`, { headers });
    expect(answer.status).toBe(410);
    expect(answer.json()).toMatchObject({
      code: 'CheckpointOfAnotherHistory',
      detail: expect.stringMatching(/another history of the log.*Start again/),
    });
  });

  it.each(['events', 'notices'] as const)(
    'of %s without its mark is taken where it can mean only one thing',
    async (topic) => {
      const bare = (id: string): string => id.split('~')[0]!;
      const subscriber = await listen(second, topic, bare(shared.get(topic)!));
      await subscriber.until(caughtUp);
      expect(subscriber.events).toHaveLength(4);
      const headers = { 'last-event-id': bare(alone.get(topic)!) };
      const answer = await second.ask(`/api/subscribe/${topic}`, { headers });
      expect([answer.status, answer.json<{ code: string }>().code]).toEqual([
        410,
        'CheckpointOfAnotherHistory',
      ]);
    },
  );
});

it('a notice of another history is refused by the question, too', async () => {
  const after = (given: string) => second.ask(`/api/notices?after=${encodeURIComponent(given)}`);
  expect((await after(shared.get('notices')!)).json<unknown[]>()).toHaveLength(4);
  expect((await after(alone.get('notices')!)).status).toBe(410);
});

it('a webhook that was told of another history is paused with the reason, and sends nothing', async () => {
  const receiver = await startReceiver();
  const editor = await second.bearer('editor');
  const headers = { ...editor, 'content-type': 'application/json' };
  const made = await second.ask('/api/webhooks', {
    method: 'POST',
    headers,
    body: JSON.stringify({ url: receiver.url, topic: 'events' }),
  });
  const { id } = made.json<{ id: string }>();
  await second.service.close();
  const { state, store } = second.parts;
  const header = (await state.header(`webhook/${id}`))!;
  const foreign = { ...header, checkpoint: `1 ${alone.get('events')}` };
  await state.commit(`webhook/${id}`, { header: foreign, from: header.checkpoint });
  const again = await startServing({ store, state, clock }, allowed);
  const paused = await until('for the webhook to be paused', async () => {
    const shown = (await again.ask(`/api/webhooks/${id}`, { headers: editor })).json<{
      state: string;
      pausedBecause: string | null;
    }>();
    return shown.state === 'paused' ? shown : undefined;
  });
  expect(paused.pausedBecause).toMatch(/another history of the log.*Make the webhook again/);
  expect(receiver.taken).toEqual([]);
  await again.service.close();
  await receiver.stop();
});
