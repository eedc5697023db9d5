import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore } from '@monitoring-timeline/core/state';
import { startServing } from '../../service/serving.ts';
import { caughtUp, type Subscriber, subscribeTo } from '../../service/subscriber.ts';
import { type Bench, type Measurement, quantile } from '../bench.ts';

const script = join(import.meta.dirname, '../../service/writing-process.ts');
const perSecond = 200;
/** The first events are not counted: a service runs for days, and a program is compiled while it is new. */
const warming = 200;

interface Rate {
  readonly count: number;
  readonly interests: number;
}

/** Another process that appends reports, each of which changes a standing; tells when each was committed. */
async function written(log: string, count: number): Promise<ReadonlyMap<string, number>> {
  const args = [script, log, String(count), String(1000 / perSecond), 'all'];
  const writer = spawn(process.execPath, args);
  const committed = new Map<string, number>();
  for await (const line of createInterface(writer.stdout)) {
    const { id, at } = JSON.parse(line) as { id: string; at: number };
    committed.set(id, at);
  }
  return committed;
}

/** Waits from the commit of an event to the first notice of it at a subscriber, in ms. */
async function waits({ count, interests }: Rate): Promise<readonly number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'timeline-bench-'));
  const log = join(folder, 'log.db');
  const state = await openStateStore(join(folder, 'log.state.db'));
  const many = { maxSubscriptions: interests + 1, maxSubscriptionsOfOne: interests + 1 };
  const serving = await startServing({ store: await openSqliteStore(log), state }, many);
  const address = `${serving.url}/api/subscribe/notices?after=now`;
  // the first wants all, the others each something of their own
  const others = Array.from(
    { length: interests - 1 },
    (_, n) => `&weight=${1 + (n % 5)}&type=PriorityAction`,
  );
  const subscribers: Subscriber[] = [];
  for (const words of ['', ...others]) subscribers.push(await subscribeTo(`${address}${words}`));
  await Promise.all(subscribers.map((one) => one.until(caughtUp)));
  const [first] = subscribers;
  const came = new Map<string, number>();
  let looked = 0;
  const all = first!.until(({ heard }) => {
    for (; looked < heard.length; looked += 1) {
      const { name, data } = heard[looked]!;
      if (name !== 'message') continue;
      const { because } = (JSON.parse(data) as { data: { because: readonly string[] } }).data;
      for (const id of because) if (!came.has(id)) came.set(id, Date.now());
    }
    return came.size >= warming + count;
  });
  const committed = await written(log, warming + count);
  await all;
  for (const one of subscribers) one.cut();
  await serving.stop();
  await state.close();
  await rm(folder, { recursive: true });
  const counted = [...committed].slice(warming);
  return counted.map(([id, at]) => Math.max(0, came.get(id)! - at));
}

/** The yardstick: a server that passes on each line that the same process writes as it commits, and does nothing else. */
async function relayed(count: number): Promise<readonly number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'timeline-bench-'));
  let open: ServerResponse | undefined;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    open = response;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const subscriber = await subscribeTo(`http://127.0.0.1:${port}/`);
  const took: number[] = [];
  let looked = 0;
  const all = subscriber.until(({ heard }) => {
    for (; looked < heard.length; looked += 1) {
      const { at } = JSON.parse(heard[looked]!.data) as { at: number };
      took.push(Math.max(0, Date.now() - at));
    }
    return took.length === warming + count;
  });
  const events = String(warming + count);
  const args = [script, join(folder, 'log.db'), events, String(1000 / perSecond), 'all'];
  const writer = spawn(process.execPath, args);
  for await (const line of createInterface(writer.stdout)) open!.write(`id: 1\ndata: ${line}\n\n`);
  await all;
  subscriber.cut();
  server.close();
  await rm(folder, { recursive: true });
  return took.slice(warming);
}

const p99 = (all: readonly number[]): number => quantile(all, 0.99);

async function fromCommitToNotice(): Promise<Measurement> {
  const count = 5 * perSecond;
  const bare = await relayed(count);
  const took = await waits({ count, interests: 1 });
  const ratio = p99(took) / Math.max(1, p99(bare));
  return {
    value: p99(took),
    detail: `${count} events at ${perSecond} a second; median ${quantile(took, 0.5)} ms, longest ${Math.max(...took)} ms; a bare relay ${p99(bare)} ms, ${ratio.toFixed(1)} times that`,
  };
}

async function ofManyInterests(): Promise<Measurement> {
  const count = 2 * perSecond;
  const one = await waits({ count, interests: 1 });
  const many = await waits({ count, interests: 100 });
  return {
    value: Math.max(1, p99(many)) / Math.max(1, p99(one)),
    detail: `${count} events at ${perSecond} a second; 99th percentile ${p99(one)} ms with one interest, ${p99(many)} ms with 100, each with a stream of its own`,
  };
}

export const benches: readonly Bench[] = [
  {
    name: 'commit in another process to its notice as server-sent event, 99th percentile',
    target: { atMost: 50, unit: 'ms' },
    run: fromCommitToNotice,
  },
  {
    name: '100 interests in notices beside one',
    target: { atMost: 2, unit: 'ratio' },
    run: ofManyInterests,
  },
];
