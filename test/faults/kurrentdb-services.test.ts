import type { ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  type KurrentStore,
  openKurrentState,
  openKurrentStore,
} from '@monitoring-timeline/core/kurrentdb';
import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { checkProof, readCheckKey, readProof, type Seal } from '@monitoring-timeline/core/seals';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { createToken } from '@monitoring-timeline/service';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startReceiver } from '../service/receiver.ts';
import { append, visit } from '../service/small-claims.ts';
import { caughtUp, type Subscriber, subscribeTo } from '../service/subscriber.ts';
import { startCommand, temporaryFolder, timelineProcess } from '../support/command.ts';
import { shippedEvents } from '../support/record.ts';
import { inFull } from '../support/rounds.ts';
import { until } from '../support/until.ts';

/** A service in a process of its own, in a folder of its own: a machine. */
interface Machine {
  readonly url: string;
  readonly process: ChildProcess;
  readonly told: () => string;
}

let server: TestServer;
let address: string;
let store: KurrentStore;
let folder: ReturnType<typeof temporaryFolder>;
let machines: Machine[];

beforeEach(async () => {
  machines = [];
  folder = temporaryFolder();
  folder.write('secrets.key', randomBytes(32).toString('base64'));
  server = await new TestServer().start();
  address = `${server.connectionString}&namespace=t${randomUUID()}`;
  store = await openKurrentStore(address, { patience: 90_000 });
});
afterEach(async () => {
  for (const { process } of machines) await ended(process);
  await store.close();
  await server[Symbol.asyncDispose]();
  folder.remove();
});

async function ended(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

async function startMachine(): Promise<Machine> {
  const settings = folder.write(
    `${machines.length}.json`,
    JSON.stringify({
      port: 0,
      secretsKeyFile: 'secrets.key',
      webhooksToPrivate: true,
      webhooksOverHttp: true,
      ratePerMinute: 1_000_000,
      heartbeatSeconds: 1,
    }),
  );
  const child = startCommand(folder.path, [
    'serve',
    '--json',
    '--store',
    address,
    '--config',
    settings,
  ]);
  let told = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  const { value } = await createInterface({ input: child.stdout! })[Symbol.asyncIterator]().next();
  const { url } = JSON.parse(String(value)) as { url: string };
  const machine = { url, process: child, told: () => told };
  machines.push(machine);
  return machine;
}

async function isIssuing({ url }: Machine): Promise<boolean> {
  return /^timeline_notices_issuing 1$/m.test(await (await fetch(`${url}/metrics`)).text());
}

const numbers = ({ heard }: Subscriber): number[] =>
  heard.flatMap(({ id, name }) => (name === 'message' ? [Number(id.slice(0, 12))] : []));

/** Facts that give a notice each: the first that is heard of an authority. */
const facts = [...new Set(shippedEvents().map(({ authority }) => authority))]
  .filter((authority) => authority !== 'england')
  .map((authority) => visit(authority, '2026-03-01'));

/** Leases run out and patience ends by the clock of the machine. */
const unlessInFull = skippedBecause(inFull ? undefined : 'waits tens of seconds: pnpm faults');

it(
  'of two services on one log, one killed, the other issues and delivers what comes in, with nothing twice and nothing missed',
  unlessInFull,
  async () => {
    const hooks = await startReceiver();
    const both = [await startMachine(), await startMachine()];
    await until('for one to issue', async () => {
      const duties = await Promise.all(both.map(isIssuing));
      return duties.filter(Boolean).length === 1;
    });
    const changer = {
      store,
      actor: { kind: 'person', name: 'tester' } as const,
      now: new Date(),
    };
    const expires = new Date(Date.now() + 86_400_000);
    const { text } = await createToken({ role: 'editor', expires }, changer);
    const made = await fetch(`${both[0]!.url}/api/webhooks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${text}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url: hooks.url, topic: 'notices' }),
    });
    expect(made.status).toBe(201);

    const streams = await Promise.all(
      both.map(({ url }) => subscribeTo(`${url}/api/subscribe/notices`)),
    );
    await Promise.all(streams.map((one) => one.until(caughtUp)));
    const some = facts.slice(0, 60);
    await append(store, ...some.slice(0, 20));
    await Promise.all(streams.map((one) => one.until((heard) => numbers(heard).length >= 10)));

    const first = (await isIssuing(both[0]!)) ? 0 : 1;
    const writing = append(store, ...some.slice(20));
    const killed = performance.now();
    await ended(both[first]!.process);
    await writing;
    const left = streams[1 - first]!;
    await left.until((heard) => numbers(heard).length >= some.length);
    console.info(
      `taken over and caught up ${Math.round(performance.now() - killed)} ms after the kill`,
    );
    expect(numbers(left)).toEqual(some.map((_, n) => n + 1));
    expect(left.events.map(({ subject }) => subject).sort()).toEqual(
      some.map(({ authority }) => authority).sort(),
    );
    const delivered = () => new Set(hooks.taken.map(({ id }) => id));
    await hooks.until(() => delivered().size >= some.length);
    expect(delivered()).toEqual(new Set(left.events.map(({ id }) => id)));
    for (const stream of streams) stream.cut();
    await hooks.stop();
  },
);

it(
  'a service outlives its server: 503 while it is away, a stream that ends with where to go on, and back by itself',
  unlessInFull,
  async () => {
    const machine = await startMachine();
    const stream = await subscribeTo(`${machine.url}/api/subscribe/notices`);
    await stream.until(caughtUp);
    await append(store, ...facts.slice(0, 3));
    await stream.until((heard) => numbers(heard).length >= 3);
    await server.kill();
    await stream.ended;
    expect(stream.heard.at(-1)).toMatchObject({ name: 'end', id: stream.lastId });
    const answer = await fetch(`${machine.url}/api/authorities/brent/standing`);
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    const attempts = () => machine.told().split('started again').length - 1;
    await until('for it to have tried and tried again', () => attempts() > 2);
    await server.start();
    const ready = async () => (await fetch(`${machine.url}/health/ready`)).status === 200;
    await until('for it to be ready', ready);
    const again = await subscribeTo(`${machine.url}/api/subscribe/notices`, {
      'last-event-id': stream.lastId,
    });
    await append(store, ...facts.slice(3, 6));
    await again.until((heard) => numbers(heard).length >= 3);
    expect(numbers(again)).toEqual([4, 5, 6]);
    again.cut();
    await ended(machine.process, 'SIGTERM');
    expect(machine.process.exitCode).toBe(0);
  },
);

it(
  'a seal that is made on one machine is told and proved by the service of another, which knows it from then on',
  unlessInFull,
  async () => {
    await append(store, ...facts.slice(0, 3));
    const operator = temporaryFolder();
    const seal = (...words: readonly string[]) =>
      timelineProcess(operator.path, 'seal', ...words, '--store', address, '--json');
    const told = async ({ url }: Machine, path: string) => (await fetch(`${url}${path}`)).text();
    try {
      expect((await seal('--new-key', 'operator.pem')).code).toBe(0);
      const before = await startMachine();
      expect(JSON.parse(await told(before, '/api/seals'))).toEqual([]);
      const { seal: made } = JSON.parse((await seal('--key', 'operator.pem')).stdout) as {
        seal: Seal;
      };
      const heads = [expect.objectContaining(made.head)];
      expect(JSON.parse(await told(before, '/api/seals'))).toEqual(heads);
      const proof = readProof(await told(before, `/api/events/${facts[0]?.id}/proof`));
      const key = readCheckKey(readFileSync(join(operator.path, 'operator.pem.pub'), 'utf8'));
      expect(checkProof(proof, [key])).toMatchObject({ valid: true, proof: { head: made.head } });
      await ended(before.process);
      const state = await openKurrentState(address);
      await state.drop('seals');
      await state.close();
      expect(JSON.parse(await told(await startMachine(), '/api/seals'))).toEqual(heads);
    } finally {
      operator.remove();
    }
  },
);
