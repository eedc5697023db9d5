import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ClaimEvent, type EventStore, england } from '@monitoring-timeline/core';
import { openKurrentStore } from '@monitoring-timeline/core/kurrentdb';
import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { createToken } from '@monitoring-timeline/service';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isIssuing, kill, type Machine, startMachine } from '../service/machine.ts';
import { type Receiver, startReceiver } from '../service/receiver.ts';
import { append, visit } from '../service/small-claims.ts';
import {
  type CloudEvent,
  caughtUp,
  type Heard,
  type Subscriber,
  subscribeTo,
} from '../service/subscriber.ts';
import { temporaryFolder } from '../support/command.ts';
import { shippedEvents } from '../support/record.ts';
import { inFull } from '../support/rounds.ts';
import { until } from '../support/until.ts';
import { type RoundRobin, startRoundRobin } from './round-robin.ts';

interface Ground {
  readonly store: EventStore;
  /** As `--store` takes it. */
  readonly address: string;
  /** Whether nobody is in the middle of a write: who stands still there holds the file for as long. */
  isFree(): boolean;
}

const server = new TestServer();
const ratePerMinute = 400;
const authorities = [...new Set(shippedEvents().map(({ authority }) => authority))].filter(
  (authority) => authority !== england,
);

const grounds: Readonly<Record<string, (folder: string) => Promise<Ground>>> = {
  'a file': async (folder) => {
    const path = join(folder, 'log.db');
    const files = [path, join(folder, 'log.state.db')];
    return {
      store: await openSqliteStore(path),
      address: `sqlite:${path}`,
      isFree: () => files.every(isWritable),
    };
  },
  'a server': async () => {
    const address = `${server.connectionString}&namespace=t${randomUUID()}`;
    return { store: await openKurrentStore(address), address, isFree: () => true };
  },
};

/** Whether a write to a file of SQLite could begin at this moment. */
function isWritable(file: string): boolean {
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return true;
  } catch {
    return false;
  } finally {
    db.close();
  }
}

/** On a server every step asks over a socket: with the other faults of clusters it is tried in full runs. */
const tried = Object.entries(grounds).filter(([name]) => name === 'a file' || inFull);

beforeAll(async () => {
  if (inFull) await server.start();
});
afterAll(() => server[Symbol.asyncDispose]());

describe.each(tried)('two processes on %s behind one address', (_, openGround) => {
  let folder: ReturnType<typeof temporaryFolder>;
  let ground: Ground;
  let machines: Machine[];
  let robin: RoundRobin;
  let hooks: Receiver;
  /** Where the webhook that is called of each notice is shown, and to whom. */
  let hook: { readonly path: string; readonly headers: Readonly<Record<string, string>> };
  /** What was appended, each of which gives a notice: it is the first that is heard of an authority. */
  const appended: ClaimEvent[] = [];

  // starting a service costs more than most of what is asked of it: what one test leaves, the next goes on with
  beforeAll(async () => {
    folder = temporaryFolder();
    folder.write('secrets.key', randomBytes(32).toString('base64'));
    folder.write(
      'settings.json',
      JSON.stringify({
        port: 0,
        secretsKeyFile: 'secrets.key',
        webhooksToPrivate: true,
        webhooksOverHttp: true,
        ratePerMinute,
        trustProxy: 1,
        maxSubscriptionsOfOne: 1000,
      }),
    );
    ground = await openGround(folder.path);
    hooks = await startReceiver();
    machines = await Promise.all([serve(), serve()]);
    robin = await startRoundRobin(machines.map(({ url }) => url));
    // what was there before is told to nobody
    await theOneThat('issues', isIssuing);
    hook = await makeHook();
  });
  afterAll(async () => {
    await robin.stop();
    for (const machine of machines) await kill(machine);
    await hooks.stop();
    await ground.store.close();
    folder.remove();
  });

  const serve = () => startMachine(folder.path, ground.address);

  /** How many deliveries each has made. */
  const delivered = () =>
    Promise.all(
      machines.map(async ({ url }) => {
        const text = await (await fetch(`${url}/metrics`)).text();
        return Number(
          /^timeline_webhook_deliveries_total\{outcome="delivered"\} (\d+)/m.exec(text)?.[1] ?? 0,
        );
      }),
    );

  function theOneThat(
    does: string,
    test: (machine: Machine) => Promise<boolean>,
  ): Promise<Machine> {
    return until(`for the one that ${does}`, async () => {
      const found = await Promise.all(machines.map(test));
      return found.filter(Boolean).length === 1 ? machines[found.indexOf(true)] : undefined;
    });
  }

  /** Facts that give a notice each. */
  function facts(count: number): readonly ClaimEvent[] {
    const fresh = authorities
      .slice(appended.length, appended.length + count)
      .map((authority) => visit(authority, '2026-03-01'));
    appended.push(...fresh);
    return fresh;
  }

  async function makeHook(): Promise<typeof hook> {
    const actor = { kind: 'person', name: 'tester' } as const;
    const expires = new Date(Date.now() + 86_400_000);
    const changer = { store: ground.store, actor, now: new Date() };
    const { text } = await createToken({ role: 'editor', expires }, changer);
    const headers = { authorization: `Bearer ${text}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ url: hooks.url, topic: 'notices' });
    const made = await fetch(`${robin.url}/api/webhooks`, { method: 'POST', headers, body });
    const { id } = (await made.json()) as { id: string };
    return { path: `/api/webhooks/${id}`, headers };
  }

  const sent = () => new Set(hooks.taken.map((one) => one.id)).size;

  /** Appends facts, and waits until each is told and sent, and noted as sent. */
  async function tellAll(
    client: ReturnType<typeof restless>,
    facts: readonly ClaimEvent[],
    during = async () => {},
  ): Promise<void> {
    const writing = append(ground.store, ...facts);
    await during();
    await writing;
    await until('for all to be told', () => client.ids().length >= appended.length);
    await hooks.until(() => sent() >= appended.length);
    // what was answered and is not yet noted is made again, with the id by which its receiver knows it
    await until('for all to be noted', async () => {
      const shown = await fetch(`${robin.url}${hook.path}`, { headers: hook.headers });
      return ((await shown.json()) as { pending: number }).pending === 0;
    });
  }

  /** The one that calls webhooks: it is seen to do so. */
  async function theDeliverer(client: ReturnType<typeof restless>): Promise<Machine> {
    const before = await delivered();
    await tellAll(client, facts(1));
    const after = await delivered();
    const found = machines.filter((_, index) => after[index] !== before[index]);
    expect(found).toHaveLength(1);
    return found[0]!;
  }

  const told = (heard: readonly Heard[]) =>
    heard.flatMap(({ id, name }) => (name === 'message' ? [id] : []));

  /** Follows a topic at the one address, cut off after every few messages and back with the id of the last. */
  function restless(topic: string, after: number) {
    const heard: Heard[] = [];
    let lastId = '';
    let stopped = false;
    let current: Subscriber | undefined;
    const over = (async () => {
      while (!stopped) {
        const url = `${robin.url}/api/subscribe/${topic}`;
        current = await subscribeTo(url, lastId === '' ? {} : { 'last-event-id': lastId });
        expect(current.status).toBe(200);
        await current
          .until((one) => stopped || told(one.heard).length >= after)
          // whoever served it was killed
          .catch(() => undefined);
        current.cut();
        heard.push(...current.heard);
        lastId = current.lastId;
        // what it heard is counted once
        current = undefined;
      }
    })();
    return {
      begun: () => current !== undefined && caughtUp(current),
      ids: () => told([...heard, ...(current?.heard ?? [])]),
      messages: () => heard.filter(({ name }) => name === 'message'),
      async stop() {
        stopped = true;
        current?.cut();
        await over;
      },
    };
  }

  it('a client that is cut off again and again goes on at the other, with nothing lost and nothing twice', async () => {
    const clients = ['events', 'notices', 'standing?after=now'].map((topic) => restless(topic, 3));
    // whoever asks for what changes from now on must be there before it does
    await until('for it to be followed', () => clients[2]!.begun());
    for (const fact of facts(30)) await append(ground.store, fact);
    await until(
      () => `for both to have heard all: ${clients.map((client) => client.ids().length)}`,
      () => clients.every((client) => client.ids().length >= appended.length),
    );
    await Promise.all(clients.map((client) => client.stop()));
    const [events, notices, standings] = clients.map((client) => client.messages());
    const subjects = (heard: readonly Heard[] = []) =>
      heard.map(({ data }) => (JSON.parse(data) as { id: string }).id);
    expect(subjects(events)).toEqual(appended.map(({ id }) => id));
    const numbers = (notices ?? []).map(({ id }) => Number(id.slice(0, 12)));
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    expect(numbers.length).toBe(appended.length);
    const changed = (standings ?? []).map(({ data }) => (JSON.parse(data) as CloudEvent).subject);
    expect(changed.sort()).toEqual(appended.map(({ authority }) => authority).sort());
    // no client stayed with one
    expect(new Set(robin.reached).size).toBe(2);
  });

  it('a client that asks both has its limit once', async () => {
    const [first, second] = machines as [Machine, Machine];
    // nobody else asks from there
    const headers = { 'x-forwarded-for': '192.0.2.7' };
    const remaining = async ({ url }: Machine) => {
      const answer = await fetch(`${url}/api/seals`, { headers });
      await answer.arrayBuffer();
      return Number(answer.headers.get('ratelimit-remaining'));
    };
    // so many at once that a slow machine has them counted in one minute too: of who asks less others are not told
    const many = Array.from({ length: ratePerMinute / 8 }, () => first);
    let [looks, left] = [0, 0];
    // one that counted by itself would have one less left at each answer, or begin anew
    await until('for the second to know what the first counted', async () => {
      // again and again, since each minute is counted by itself
      if (looks % 20 === 0) await Promise.all(many.map(remaining));
      looks += 1;
      const before = left;
      left = await remaining(second);
      // seldom enough to stay below the limit
      await sleep(200);
      return before - left > 1;
    });
  });

  /** Stops a process where it is, between two writes. */
  async function standStill(machine: Machine): Promise<void> {
    robin.lose(machine.url);
    for (;;) {
      machine.process.kill('SIGSTOP');
      await sleep(50);
      if (ground.isFree()) return;
      machine.process.kill('SIGCONT');
      await sleep(50);
    }
  }

  const onPosix = skippedBecause(
    process.platform === 'win32' ? 'Windows cannot have a process stand still' : undefined,
  );
  it(
    'one that stands still is followed by the other, and does nothing again when it goes on',
    onPosix,
    async () => {
      const client = restless('notices', 1000);
      const before = hooks.received.length;
      const issuer = await theOneThat('issues', isIssuing);
      for (const machine of new Set([issuer, await theDeliverer(client)])) {
        await standStill(machine);
        await tellAll(client, facts(3));
        await tellAll(client, facts(10), async () => {
          machine.process.kill('SIGCONT');
        });
        robin.backends = machines.map(({ url }) => url);
        expect(await theOneThat('issues', isIssuing)).not.toBe(machine);
      }
      await client.stop();
      const numbers = client.ids().map((one) => Number(one.slice(0, 12)));
      expect(numbers).toEqual(appended.map((_, at) => at + 1));
      const later = hooks.received.slice(before).map(({ id }) => id);
      expect(later).toHaveLength(new Set(later).size);
    },
  );

  it('the one that issues is killed, then the one that delivers: others go on in their place, in order, with nothing told or sent twice', async () => {
    const client = restless('notices', 1000);
    const quiet = new Set<string>();

    async function lose(machine: Machine): Promise<void> {
      await kill(machine);
      machines = machines.filter((one) => one !== machine);
      robin.backends = machines.map(({ url }) => url);
    }

    async function replace(machine: Machine): Promise<void> {
      await kill(machine);
      machines = [...machines.filter((one) => one !== machine), await serve()];
      robin.backends = machines.map(({ url }) => url);
    }

    await tellAll(client, facts(5));
    for (const { id: told } of hooks.taken) quiet.add(told);
    const issuer = await theOneThat('issues', isIssuing);
    await tellAll(client, facts(5), () => replace(issuer));
    expect(await theOneThat('issues', isIssuing)).not.toBe(issuer);
    const deliverer = await theDeliverer(client);
    await tellAll(client, facts(5), () => lose(deliverer));
    await client.stop();

    const numbers = client.ids().map((one) => Number(one.slice(0, 12)));
    expect(numbers).toEqual(appended.map((_, at) => at + 1));
    expect(sent()).toBe(appended.length);
    // of the four at most that each had in its hands as it was killed nobody can know whether they were taken
    expect(hooks.received.length - appended.length).toBeLessThanOrEqual(8);
    expect(hooks.received.filter((one) => quiet.has(one.id))).toHaveLength(quiet.size);
  });
});
