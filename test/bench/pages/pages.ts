import { type Subscriber, subscribeTo } from '../../service/subscriber.ts';
import { type Bench, type Measurement, quantile } from '../bench.ts';
import { whileServing } from '../service/while-serving.ts';
import { visited, whileServedApart } from './served-apart.ts';

const keys = [
  ...['sunderland', 'kent', 'trafford', 'merton', 'birmingham', 'cumberland', 'torbay', 'leeds'],
  ...['hackney', 'norfolk', 'devon', 'bradford', 'walsall', 'slough', 'luton', 'bristol'],
];
const regions = [
  ...['', 'North East', 'London', 'South West', 'North West', 'East Midlands', 'West Midlands'],
  ...['South East', 'East of England', 'Yorkshire and the Humber'],
];
const learned = { from: '2026-02-28', to: '2026-08-31' };
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
  'both axes of time': keys.map((key) => `/authorities/${key}/time`),
  Why: keys.flatMap((key) =>
    ['standing', 'trajectory', 'due'].map((question) => `/authorities/${key}/why/${question}`),
  ),
  Compare: keys.map((key, n) => `/compare?authorities=${key},${keys[(n + 1) % keys.length]}`),
  Learned: regions.map((region) => `/learned?${new URLSearchParams({ ...learned, region })}`),
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
        await visited(store, `2026-10-${String(changes).padStart(2, '0')}`);
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
  return whileServedApart(async (serving, store) => {
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
    await visited(store, '2026-10-01');
    await Promise.all(subscribers.map((one) => one.until(({ heard }) => heard.length >= 2)));
    const value = (await serving.memory()) - before;
    for (const subscriber of subscribers) subscriber.cut();
    return {
      value,
      detail: `${open} pages that heard of one change; beside ${before.toFixed(0)} MB of the process`,
    };
  });
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
