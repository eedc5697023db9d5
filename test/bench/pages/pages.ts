import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streamOf } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { claimEvent } from '@monitoring-timeline/core/testing';
import { type Subscriber, subscribeTo } from '../../service/subscriber.ts';
import { shippedEvents } from '../../support/record.ts';
import { type Bench, type Measurement, quantile } from '../bench.ts';
import { servingApart } from '../service/serving-apart.ts';
import { whileServing } from '../service/while-serving.ts';

const keys = [
  ...['sunderland', 'kent', 'trafford', 'merton', 'birmingham', 'cumberland', 'torbay', 'leeds'],
  ...['hackney', 'norfolk', 'devon', 'bradford', 'walsall', 'slough', 'luton', 'bristol'],
];
const regions = [
  ...['', 'North East', 'London', 'South West', 'North West', 'East Midlands', 'West Midlands'],
  ...['South East', 'East of England', 'Yorkshire and the Humber'],
];
const days = ['', '2026-08-20', '2025-03-01'];

const ofRegions = (path: string): readonly string[] =>
  days.flatMap((day) =>
    regions.map((region) => {
      const words = { ...(region && { region }), ...(day && { asOf: day, knownAt: day }) };
      return `${path}?${new URLSearchParams(words)}`;
    }),
  );

/** Pages by their names, each at several addresses, all of England among them. */
const pages: Readonly<Record<string, readonly string[]>> = {
  Today: ofRegions('/'),
  Authorities: ofRegions('/authorities'),
  'one authority': keys.map((key) => `/authorities/${key}`),
  Due: ofRegions('/due'),
  Findings: ofRegions('/findings'),
};

const browser = { accept: 'text/html', 'accept-encoding': 'br' };

/** Computing time of this thread so far, ms: what the rest of the machine does adds nothing to it. */
function computed(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

interface Viewed {
  readonly ms: number;
  readonly bytes: number;
}

type View = (address: string) => Promise<Viewed>;

/** Views pages of the service over the shipped record; `change` appends a visit to one authority that nobody has heard of. */
function whileViewed<T>(work: (view: View, change: () => Promise<void>) => Promise<T>): Promise<T> {
  return whileServing({ role: 'reader', connections: 1 }, (request, store) => {
    let changes = 0;
    return work(
      async (address) => {
        const before = computed();
        const { body } = await request(address, undefined, browser);
        const sent = await body.arrayBuffer();
        return { ms: computed() - before, bytes: sent.byteLength };
      },
      async () => {
        changes += 1;
        const day = `2026-10-${String(changes).padStart(2, '0')}`;
        const occurred = { precision: 'day', from: day } as const;
        const visit = claimEvent(
          'VisitCarriedOut',
          { kind: 'focused' },
          { authority: 'kent', occurred, known: day },
        );
        await store.append(streamOf(visit), [visit], { expected: 'any' });
      },
    );
  });
}

/** The first view of each address, and the first after each of several changes: no page is there that was made before. */
async function firstViews(addresses: readonly string[]): Promise<Measurement> {
  return whileViewed(async (view, change) => {
    // a service begins with these, before anybody has asked
    for (const path of ['/', '/authorities', '/due', '/findings']) await view(path);
    const first: number[] = [];
    for (const address of addresses) first.push((await view(address)).ms);
    const changed: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      await change();
      changed.push((await view(addresses[0]!)).ms);
    }
    const [p50, most] = [quantile(first, 0.5), Math.max(...first)];
    return {
      value: quantile([...first, ...changed], 0.95),
      detail: `${first.length} addresses: median ${p50.toFixed(0)}, longest ${most.toFixed(0)} ms; first view after a change: median ${quantile(changed, 0.5).toFixed(0)} ms; computing time with the client's`,
    };
  });
}

/** The most that any address of a page sends. */
async function heaviest(): Promise<Measurement> {
  return whileViewed(async (view) => {
    const sizes: (readonly [string, number])[] = [];
    for (const address of Object.values(pages).flat()) {
      sizes.push([address, (await view(address)).bytes / 1000]);
    }
    const [address, value] = sizes.toSorted(([, a], [, b]) => b - a)[0]!;
    return {
      value,
      detail: `${sizes.length} addresses, compressed by Brotli; the heaviest is ${address}`,
    };
  });
}

/** What open pages cost that hear of every change. */
async function openPages(): Promise<Measurement> {
  const open = 200;
  const folder = await mkdtemp(join(tmpdir(), 'timeline-bench-'));
  const log = join(folder, 'log.db');
  const store = await openSqliteStore(log);
  for (const [stream, events] of Map.groupBy(shippedEvents(), (event) => streamOf(event))) {
    await store.append(stream, events, { expected: 'any' });
  }
  const serving = await servingApart(log);
  const view = async (): Promise<void> => {
    await (await fetch(`${serving.url}/`, { headers: browser })).arrayBuffer();
  };
  for (let n = 0; n < 20; n += 1) await view();
  const before = await serving.memory();
  const subscribers: Subscriber[] = [];
  for (let n = 0; n < open; n += 1) {
    await view();
    subscribers.push(await subscribeTo(`${serving.url}/moves`));
  }
  const visit = claimEvent(
    'VisitCarriedOut',
    { kind: 'focused' },
    { authority: 'kent', known: '2026-10-01' },
  );
  await store.append(streamOf(visit), [visit], { expected: 'any' });
  await Promise.all(subscribers.map((one) => one.until(({ heard }) => heard.length >= 2)));
  const value = (await serving.memory()) - before;
  for (const subscriber of subscribers) subscriber.cut();
  await serving.end();
  await store.close();
  await rm(folder, { recursive: true });
  return {
    value,
    detail: `${open} pages that heard of one change; beside ${before.toFixed(0)} MB of the process`,
  };
}

export const benches: readonly Bench[] = [
  ...Object.entries(pages).map(([name, addresses]) => ({
    name: `server time of ${name}, 95th percentile of first views`,
    target: { atMost: 150, unit: 'ms' as const },
    run: () => firstViews(addresses),
  })),
  { name: 'the heaviest page', target: { atMost: 100, unit: 'kB' }, run: heaviest },
  { name: 'memory of 200 open pages', target: { atMost: 100, unit: 'MB' }, run: openPages },
];
