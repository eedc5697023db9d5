import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { startServing } from '../../service/serving.ts';
import { caughtUp, type Subscriber, subscribeTo } from '../../service/subscriber.ts';
import { type Bench, type Measurement, quantile } from '../bench.ts';
import { commandServing } from './command-serving.ts';

const script = join(import.meta.dirname, '../../service/writing-process.ts');
const perSecond = 200;
const seconds = 5;

/** From the moment at which another process has committed an event to the moment at which a subscriber of this one has it. */
async function fromCommitToSubscriber(): Promise<Measurement> {
  const folder = await mkdtemp(join(tmpdir(), 'timeline-bench-'));
  const log = join(folder, 'log.db');
  const serving = await startServing({ store: await openSqliteStore(log) });
  const subscriber = await subscribeTo(`${serving.url}/api/subscribe/events`);
  const came = new Map<string, number>();
  let looked = 0;
  const count = perSecond * seconds;
  const all = subscriber.until(({ heard }) => {
    for (; looked < heard.length; looked += 1) {
      const { name, data } = heard[looked]!;
      if (name === 'message') came.set((JSON.parse(data) as { id: string }).id, Date.now());
    }
    return came.size === count;
  });
  await subscriber.until(caughtUp);
  const writer = spawn(process.execPath, [
    script,
    log,
    String(count),
    String(1000 / perSecond),
    'all',
  ]);
  const committed = new Map<string, number>();
  for await (const line of createInterface(writer.stdout)) {
    const { id, at } = JSON.parse(line) as { id: string; at: number };
    committed.set(id, at);
  }
  await all;
  const took = [...committed].map(([id, at]) => Math.max(0, came.get(id)! - at));
  subscriber.cut();
  await serving.stop();
  await rm(folder, { recursive: true });
  const [half, most] = [quantile(took, 0.5), Math.max(...took)];
  return {
    value: quantile(took, 0.99),
    detail: `${count} events at ${perSecond} a second; median ${half} ms, longest ${most} ms`,
  };
}

/** Memory of a service of the shipped record with so many subscriptions, each told of so many events; their clients are in another process. */
async function memoryOfMany(): Promise<Measurement> {
  const open = 1000;
  const events = 100;
  const folder = await mkdtemp(join(tmpdir(), 'timeline-bench-'));
  const log = join(folder, 'log.db');
  const { url, memory, end } = await commandServing(log);
  // what it works out once it is there is no figure of who subscribes
  await fetch(`${url}/api/board`).then((board) => board.text());
  const before = await memory();
  const subscribers: Subscriber[] = [];
  for (let n = 0; n < open; n += 1) {
    subscribers.push(await subscribeTo(`${url}/api/subscribe/events?after=now`));
  }
  const writer = spawn(process.execPath, [script, log, String(events), '20', 'all'], {
    stdio: 'ignore',
  });
  const told = ({ heard }: Subscriber): boolean =>
    heard.filter(({ name }) => name === 'message').length === events;
  await Promise.all([once(writer, 'exit'), ...subscribers.map((one) => one.until(told))]);
  const value = await memory();
  for (const subscriber of subscribers) subscriber.cut();
  await end();
  await rm(folder, { recursive: true });
  return {
    value,
    detail: `${open} subscriptions open, ${events} events told to each; the whole service of the shipped record, which holds ${before.toFixed(0)} MB before them`,
  };
}

export const benches: readonly Bench[] = [
  {
    name: 'commit in another process to server-sent event, 99th percentile',
    target: { atMost: 100, unit: 'ms' },
    run: fromCommitToSubscriber,
  },
  {
    name: '1,000 open subscriptions',
    target: { atMost: 200, unit: 'MB' },
    run: memoryOfMany,
  },
];
