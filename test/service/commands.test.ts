import { createHash, randomUUID } from 'node:crypto';
import { beginning, operationsStream } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { anId, claimEvent, day, sources } from '@monitoring-timeline/core/testing';
import { FormData } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing, storeOf } from './serving.ts';
import { append, visit } from './small-claims.ts';

let serving: Serving;
let editor: Readonly<Record<string, string>>;

beforeAll(async () => {
  serving = await startServing({ store: await storeOf([]) }, { uploadLimit: 100_000 });
  editor = await serving.bearer('editor');
});
afterAll(() => serving.stop());

const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  serving.ask(path, {
    method: 'POST',
    headers: { ...editor, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const upload = (
  files: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
  fields: Readonly<Record<string, string>> = {},
) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, text] of Object.entries(files)) form.append('file', new Blob([text]), name);
  return serving.ask('/api/imports', {
    method: 'POST',
    headers: { ...editor, ...headers },
    body: form as never,
  });
};

const lines = (...values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join('\n');

async function log(): Promise<string> {
  const { events } = await serving.parts.store.readAll(beginning, { limit: 5000 });
  return JSON.stringify(events);
}

interface Tried {
  readonly events: readonly { readonly type: string }[];
  readonly changes: readonly { readonly authority: string; readonly title: string }[];
}

interface Imported {
  readonly appended: number;
  readonly alreadyKnown: number;
  readonly quarantined: readonly { readonly id: string; readonly file: string }[];
}

describe('an import', () => {
  it('takes what is sent in, says what became of it, and leaves who sent it in the log, never where it lay', async () => {
    const event = visit('merton', '2026-01-05', 1);
    const answer = await upload({ 'visits.jsonl': lines(event, { ...event, id: 'x', data: {} }) });
    expect(answer.status).toBe(200);
    const { appended, quarantined } = answer.json<Imported>();
    expect([appended, quarantined.length]).toEqual([1, 1]);
    expect(quarantined[0]?.file).toBe('visits.jsonl');
    const operations = await serving.parts.store.readStream(operationsStream);
    const run = operations.findLast(({ event: one }) => one.type === 'ImportRun');
    expect(run?.event.actor).toMatchObject({
      kind: 'person',
      name: expect.stringMatching(/^token/),
    });
    expect(run?.event.data.files).toMatchObject([{ file: 'visits.jsonl' }]);
    expect(await log()).not.toContain('timeline-upload');
    const again = (await upload({ 'visits.jsonl': lines(event) })).json<Imported>();
    expect([again.appended, again.alreadyKnown]).toEqual([0, 1]);
  });

  it('tried out says what it would come to and which answers would change, and leaves nothing', async () => {
    // what is first heard of an authority changes no answer that anybody had
    await append(serving.parts.store, visit('leeds', '2025-10-08'));
    const before = await log();
    const file = { 'visits.jsonl': lines(visit('leeds', '2026-01-08'), { no: 1 }) };
    const tried = await upload(file, {}, { dryRun: 'true' });
    expect(tried.json()).toMatchObject({ appended: 1, quarantined: [{ file: 'visits.jsonl' }] });
    expect(tried.json<Tried>().changes.map(({ authority }) => authority)).toContain('leeds');
    expect((await upload(file, {}, { dryRun: 'perhaps' })).status).toBe(400);
    expect((await upload(file, {}, { dryrun: 'true' })).status).toBe(400);
    expect(await log()).toBe(before);
    const done = await upload(file, {}, { dryRun: 'false' });
    expect(done.json()).toMatchObject({ appended: 1 });
    expect(done.json()).not.toHaveProperty('changes');
  });

  it('keeps to the name of a file, whatever folders a sender writes into it', async () => {
    const event = visit('merton', '2026-01-05', 2);
    const answer = await upload({ '../../etc/..\\.hidden:visits.jsonl': lines(event, { no: 1 }) });
    expect(answer.json<Imported>().quarantined[0]?.file).toBe('hiddenvisits.jsonl');
  });

  it('is refused where it is too large, holds no file, is no form or comes from a reader', async () => {
    expect((await upload({ 'a.jsonl': 'x'.repeat(150_000) })).status).toBe(413);
    expect(
      (await upload({ 'a.csv': 'x'.repeat(60_000), 'b.csv': 'y'.repeat(60_000) })).status,
    ).toBe(413);
    expect((await upload({})).status).toBe(400);
    expect((await post('/api/imports', {})).status).toBe(415);
    const reader = await serving.bearer('reader');
    expect((await upload({ 'a.jsonl': '{}' }, reader)).status).toBe(403);
    expect((await serving.ask('/api/imports', { method: 'POST' })).status).toBe(401);
  });
});

describe('an uploaded export of a log', () => {
  it('that continues this log exactly adds facts alone: no token, no webhook and no time of its own', async () => {
    const own = await startServing({ store: await storeOf([visit('merton', '2026-01-05', 1)]) });
    const by = await own.bearer('editor');
    const { events: held } = await own.parts.store.readAll(beginning);
    const forged = createMemoryStore();
    await forged.restore(held);
    const actor = { kind: 'person', name: 'nobody' } as const;
    const at = new Date().toISOString();
    const operation = { version: 1, actor, at } as const;
    const token = {
      token: 'aaaaaaaaaa',
      change: 'created',
      role: 'admin',
      expires: '2099-01-01T00:00:00.000Z',
      hash: createHash('sha256').update('A'.repeat(43)).digest('hex'),
    };
    const settings = { kind: 'webhook', url: 'http://127.0.0.1/', topic: 'events', filter: {} };
    const webhook = { subscription: 'wh_forged', change: 'created', settings };
    await forged.append(
      operationsStream,
      [
        { ...operation, id: anId(randomUUID()), type: 'TokenChanged', data: token },
        { ...operation, id: anId(randomUUID()), type: 'SubscriptionChanged', data: webhook },
      ],
      { expected: 'any' },
    );
    const fact = visit('merton', '2026-01-06', 2);
    await append(forged, visit('merton', '2031-01-06', 3), fact);
    const { events } = await forged.readAll(beginning);
    const form = new FormData();
    form.append('file', new Blob([lines(...events.slice(held.length))]), 'log.jsonl');
    const answer = await own.ask('/api/imports', {
      method: 'POST',
      headers: by,
      body: form as never,
    });
    const { quarantined, ...rest } = answer.json<Imported>();
    expect(rest).toMatchObject({ appended: 1 });
    expect(quarantined).toMatchObject([
      { file: 'log.jsonl', reason: 'operational_events', message: expect.stringMatching(/Token/) },
      { file: 'log.jsonl', message: expect.stringContaining('2031-01-06') },
    ]);
    const taken = await own.parts.store.readStream('authority-merton');
    expect(taken.at(-1)?.event).toMatchObject({
      id: fact.id,
      metadata: { originRecorded: events.at(-1)?.recorded },
    });
    const operations = await own.parts.store.readStream(operationsStream);
    expect(operations.map(({ event }) => event.type)).toEqual(['TokenChanged', 'ImportRun']);
    expect((await own.ask('/api/webhooks', { headers: by })).json()).toEqual([]);
    await own.stop();
  });
});

describe('a command with an Idempotency-Key', () => {
  it('is carried out once: the same gives the same answer for a day, other content is refused', async () => {
    const key = { 'idempotency-key': 'a8098c1a-f86e-11da-bd1a-00112444be1e' };
    const file = { 'once.jsonl': lines(visit('merton', '2026-01-07')) };
    const first = await upload(file, key);
    const head = await serving.parts.store.head();
    const second = await upload(file, key);
    expect(second.text).toBe(first.text);
    expect(second.json<Imported>().appended).toBe(1);
    expect([first, second].map(({ headers }) => headers['idempotency-replayed'])).toEqual([
      undefined,
      'true',
    ]);
    const other = await upload({ 'once.jsonl': lines(visit('merton', '2026-01-08')) }, key);
    expect([other.status, other.json<{ code: string }>().code]).toEqual([
      422,
      'IdempotencyKeyReused',
    ]);
    expect(await serving.parts.store.head()).toEqual(head);
    const others = await upload(file, { ...key, ...(await serving.bearer('editor')) });
    expect(others.json<Imported>().appended).toBe(0);
  });

  it('that failed may be sent again with its key', async () => {
    const event = visit('york', '2026-01-09');
    const wanted = { event: event.id, why: 'not so' };
    const key = { 'idempotency-key': 'k1' };
    expect((await post('/api/retractions', wanted, key)).status).toBe(404);
    await append(serving.parts.store, event);
    expect((await post('/api/retractions', wanted, key)).json()).toMatchObject({ appended: 1 });
    expect((await post('/api/retractions', wanted, key)).json()).toMatchObject({ appended: 1 });
    expect((await post('/api/retractions', wanted)).json()).toMatchObject({ appended: 0 });
  });

  it('sent twice at one time is carried out once', async () => {
    const event = visit('york', '2026-01-10');
    await append(serving.parts.store, event);
    const wanted = { event: event.id, why: 'not so' };
    const key = { 'idempotency-key': 'k2' };
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => post('/api/retractions', wanted, key)),
    );
    for (const { status } of answers) expect([200, 409]).toContain(status);
    for (const answer of answers.filter(({ status }) => status === 200)) {
      expect(answer.json()).toMatchObject({ appended: 1 });
    }
  });
});

describe('corrections and retractions', () => {
  it('are appended with who made them, and change the answers', async () => {
    const event = visit('slough', '2026-01-11');
    await append(serving.parts.store, event);
    const wanted = {
      event: event.id,
      corrections: [{ pointer: '/data/kind', value: 'focused', why: 'misread' }],
      source: 'Telephone call',
    };
    const corrected = await post('/api/corrections', wanted);
    expect(corrected.json()).toMatchObject({ appended: 1, events: [{ type: 'FactCorrected' }] });
    const { events } = corrected.json<{ events: { actor: { name: string } }[] }>();
    expect(events[0]?.actor.name).toMatch(/^token /);
    const activity = await serving.ask('/api/authorities/slough/activity');
    expect(activity.text).toContain('focused');
  });

  it('tried out say what they would append and which answers would change, and append nothing', async () => {
    const event = claimEvent(
      'InspectionCarriedOut',
      { framework: 'ILACS', kind: 'standard' },
      { authority: 'slough', occurred: day('2026-01-13'), source: sources.council },
    );
    await append(serving.parts.store, event);
    const tuesday = { from: '2026-01-12', precision: 'day' };
    const corrections = [
      { pointer: '/data/kind', value: 'short', why: 'misread' },
      { pointer: '/occurred', value: tuesday, why: 'misread' },
    ];
    for (const [path, wanted, types] of [
      ['/api/corrections', { corrections }, ['FactCorrected', 'FactCorrected']],
      ['/api/retractions', { why: 'not so' }, ['FactRetracted']],
    ] as const) {
      const before = await log();
      const key = { 'idempotency-key': randomUUID() };
      const asked = { event: event.id, ...wanted };
      const tried = await post(path, { ...asked, dryRun: true }, key);
      const { events, changes, ...counts } = tried.json<Tried>();
      expect(counts).toEqual({ appended: types.length, alreadyKnown: 0 });
      expect(events.map(({ type }) => type)).toEqual(types);
      expect(changes.map(({ authority }) => authority)).toContain('slough');
      expect((await post(path, { ...asked, event: 'none', dryRun: true })).status).toBe(404);
      expect((await post(path, { ...asked, dryRun: 'yes' })).status).toBe(400);
      expect(await log()).toBe(before);
      // whoever looked first means it under the same key
      const done = (await post(path, asked, key)).json<Partial<Tried>>();
      expect([done.events, done.changes]).toEqual([events, undefined]);
    }
  });

  it('are refused with the place and the reason', async () => {
    const event = visit('slough', '2026-01-12');
    await append(serving.parts.store, event);
    const nowhere = [{ pointer: '/data/nothing/there', value: 1, why: 'misread' }];
    const answer = await post('/api/corrections', { event: event.id, corrections: nowhere });
    expect(answer.status).toBe(422);
    expect(answer.json<{ detail: string }>().detail).toContain('/data/nothing/there leads nowhere');
    expect((await post('/api/corrections', { event: event.id, corrections: [] })).status).toBe(400);
    const cause = [{ pointer: '/data/kind', why: 'misread', cause: 'theirs' }];
    for (const [wanted, told] of [
      [{ event: event.id }, 'corrections: is missing'],
      [{ event: event.id, corrections: cause }, 'corrections.0.cause: is none of source, ours'],
    ] as const) {
      const { detail } = (await post('/api/corrections', wanted)).json<{ detail: string }>();
      expect(detail).toContain(told);
    }
    const known = { event: event.id, why: 'not so', known: '2026-01-01' };
    expect((await post('/api/retractions', known)).status).toBe(400);
  });
});

describe('the quarantine', () => {
  it('shows what waits; a person agrees to it or turns it down, once, and the log says who', async () => {
    const wrong = (n: number) => ({
      ...visit('hull', '2031-01-01', n),
      authority: 'kingston-upon-hull',
    });
    const given = await upload({ 'late.jsonl': lines(wrong(1), wrong(2)) });
    const [one, two] = given.json<Imported>().quarantined;
    const list = await serving.ask('/api/quarantine', { headers: editor });
    const ids = list.json<{ id: string }[]>().map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([one!.id, two!.id]));
    const shown = await serving.ask(`/api/quarantine/${one!.id}`, { headers: editor });
    expect(shown.json()).toMatchObject({
      id: one!.id,
      status: 'open',
      file: 'late.jsonl',
      passage: {
        from: 'given',
        lines: expect.arrayContaining([
          expect.objectContaining({ place: 'line 1', text: expect.stringContaining('2031-01-01') }),
        ]),
      },
    });
    const why = { why: 'a misprint' };
    const rejected = await post(`/api/quarantine/${one!.id}/reject`, why);
    expect(rejected.json()).toMatchObject({
      status: 'rejected',
      decision: { why: 'a misprint', by: { name: expect.stringMatching(/^token /) } },
      decidedBefore: false,
    });
    expect((await post(`/api/quarantine/${one!.id}/accept`, {})).status).toBe(409);
    const edit = {
      occurred: { precision: 'day', from: '2026-01-01' },
      known: { from: '2026-01-01', basis: 'announced' },
    };
    const before = await log();
    const path = `/api/quarantine/${two!.id}/accept`;
    const tried = await post(path, { edit, dryRun: true });
    expect(tried.json()).toMatchObject({ status: 'accepted', appended: 1 });
    const changed = tried.json<Tried>().changes.map(({ authority }) => authority);
    expect(changed).toContain('kingston-upon-hull');
    expect(await log()).toBe(before);
    const accepted = await post(path, { edit });
    expect(accepted.json()).toMatchObject({ status: 'accepted', appended: 1 });
    expect((await post('/api/quarantine/zzzz/reject', why)).status).toBe(404);
    const decided = await serving.ask('/api/quarantine?which=decided', { headers: editor });
    expect(decided.json<unknown[]>().length).toBe(2);
  });
});
