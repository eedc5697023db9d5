import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginning } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Serving, startServing } from '../service/serving.ts';
import { type CloudEvent, caughtUp, subscribeTo } from '../service/subscriber.ts';
import { randomFrom } from '../support/random.ts';
import { roundsOr } from '../support/rounds.ts';

/** 200 cuts in full, 20 in the ordinary run, shared by all who subscribe. */
const cuts = roundsOr(5) * 4;
const seed = 20_180_725;
let folder: string;
let serving: Serving;
let writer: ChildProcess;
let written: Promise<unknown>;
let writing = true;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-cuts-'));
  const log = join(folder, 'log.db');
  serving = await startServing({ store: await openSqliteStore(log) });
  const script = join(import.meta.dirname, '../service/writing-process.ts');
  const count = String(Math.max(40, cuts));
  writer = spawn(process.execPath, [script, log, count, '12'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  written = new Promise((resolve) => writer.once('exit', resolve)).then(() => {
    writing = false;
  });
});
afterAll(async () => {
  writer.kill();
  await serving.stop();
  await rm(folder, { recursive: true });
});

/** Listens to a topic with connections that are cut at random moments; ends once the writer has ended and all was told. */
async function listenThroughCuts(path: string, own: number, random: () => number) {
  const heard: CloudEvent[] = [];
  let lastId: string | undefined;
  let made = 0;
  for (;;) {
    const headers = lastId === undefined ? {} : { 'last-event-id': lastId };
    // caught up is who has all that there was when they came, so what was written by then decides
    const last = made >= own && !writing;
    const subscriber = await subscribeTo(`${serving.url}/api/subscribe/${path}`, headers);
    if (last) await subscriber.until(caughtUp);
    else await new Promise((resolve) => setTimeout(resolve, random() * 60));
    subscriber.cut();
    await subscriber.ended;
    heard.push(...subscriber.events);
    if (subscriber.heard.length > 0) lastId = subscriber.lastId;
    made += 1;
    if (last) return { heard, made };
  }
}

it(`tells every subscriber everything exactly once through ${cuts} connections cut at random while another process appends`, async () => {
  const paths = ['events', 'events?authority=york', 'notices', 'standing'];
  const results = await Promise.all(
    paths.map((path, n) => listenThroughCuts(path, cuts / paths.length, randomFrom(seed + n))),
  );
  await written;
  const [all, york, notices, standing] = results;
  expect(results.reduce((sum, { made }) => sum + made, 0)).toBeGreaterThanOrEqual(cuts);
  const logged: string[] = [];
  const ofYork: string[] = [];
  for (let after = beginning, atEnd = false; !atEnd; ) {
    const page = await serving.parts.store.readAll(after);
    logged.push(...page.events.map(({ event }) => event.id));
    const own = page.events.filter(({ stream }) => stream === 'authority-york');
    ofYork.push(...own.map(({ event }) => event.id));
    after = page.next;
    atEnd = page.atEnd;
  }
  expect(logged.length).toBeGreaterThanOrEqual(40);
  expect(all!.heard.map(({ id }) => id)).toEqual(logged);
  expect(york!.heard.map(({ id }) => id)).toEqual(ofYork);
  const issued = await serving.ask('/api/notices?limit=2000');
  const noticed = issued.json<{ id: string }[]>().map(({ id }) => id);
  expect(noticed.length).toBeGreaterThan(10);
  expect(notices!.heard.map(({ id }) => id)).toEqual(noticed);
  await checkChanges(standing!.heard);
});

/** Each change begins where the one before it of the same answer ended, and the last is the present answer. */
async function checkChanges(heard: readonly CloudEvent[]): Promise<void> {
  const held = new Map<string, unknown>();
  for (const { data } of heard) {
    const { key, before, after } = data as { key: string; before: unknown; after: unknown };
    expect(before).toEqual(held.get(key) ?? null);
    held.set(key, after);
  }
  expect(new Set(heard.map(({ id }) => id)).size).toBe(heard.length);
  for (const key of ['merton', 'york', 'slough', 'trafford', 'durham', 'hackney']) {
    const answer = await serving.ask(`/api/authorities/${key}/standing`);
    expect(held.get(key)).toEqual(answer.json());
  }
}
