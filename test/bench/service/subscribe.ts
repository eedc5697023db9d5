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
import { servingApart } from './serving-apart.ts';

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

/** Memory of a process that serves so many subscriptions, their clients in another one. */
async function memoryOfMany(): Promise<Measurement> {
  const open = 1000;
  const folder = await mkdtemp(join(tmpdir(), 'timeline-bench-'));
  const log = join(folder, 'log.db');
  const { url, memory, end } = await servingApart(log);
  const before = await memory();
  const subscribers: Subscriber[] = [];
  for (let n = 0; n < open; n += 1) {
    subscribers.push(await subscribeTo(`${url}/api/subscribe/events`));
  }
  const writer = spawn(process.execPath, [script, log, '10', '50', 'all'], { stdio: 'ignore' });
  await once(writer, 'exit');
  const told = ({ heard }: Subscriber): boolean =>
    heard.filter(({ name }) => name === 'message').length === 10;
  await Promise.all(subscribers.map((one) => one.until(told)));
  const value = await memory();
  for (const subscriber of subscribers) subscriber.cut();
  await end();
  await rm(folder, { recursive: true });
  return {
    value,
    detail: `${open} subscriptions open, 10 events told to each; the whole process, which begins at ${before.toFixed(0)} MB`,
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
    target: { atMost: 300, unit: 'MB' },
    run: memoryOfMany,
  },
];
