import {
  AccessDeniedError,
  jsonEvent,
  KurrentDBClient,
  NotLeaderError,
  UnavailableError,
} from '@kurrent/kurrentdb-client';
import {
  accessDenied,
  consumerTooSlow,
  notLeader,
  Refusal,
  TestServer,
  unauthenticated,
} from '@monitoring-timeline/core/kurrentdb-test-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { event, range, sleep } from './replay/bench.ts';
import { Watching } from './replay/following.ts';

let server: TestServer;
let client: KurrentDBClient;

beforeEach(async () => {
  server = await new TestServer().start();
  client = KurrentDBClient.connectionString(`${server.connectionString}&keepAliveInterval=10000`);
});
afterEach(async () => {
  await client.dispose();
  await server.kill();
});

const stored = (stream: string): number => server.log.lastRevision(stream) + 1;

/** What a call rejects with, or what it gives. */
const outcome = (run: Promise<unknown>): Promise<unknown> => run.catch((error: unknown) => error);

/** As `outcome`, of a call that should not settle: a while is enough for one that should not to do so. */
const outcomeAfter = (ms: number, run: Promise<unknown>): Promise<unknown> =>
  Promise.race([outcome(run), sleep(ms).then(() => 'has not settled')]);

const broken = new Refusal(14, 'the stream was ended');

describe('an append', () => {
  test('whose reply is lost with the connection is in the log, and its retry is known', async () => {
    server.faults.add('append', { does: 'lose-reply', ends: 'cut' });
    const lost = event(1, 'Ev', 1);
    const given = await outcome(client.appendToStream('a', lost, { streamState: 'no_stream' }));
    expect(given).toMatchObject({ code: 14 });
    expect(stored('a')).toBe(1);
    const again = await client.appendToStream('a', lost, { streamState: 'no_stream' });
    expect(again.nextExpectedRevision).toBe(0n);
    expect(stored('a')).toBe(1);
    expect(server.faults.counts).toEqual({ struck: 1, waiting: 0 });
  });

  test('whose reply is lost in silence never settles, and is in the log', async () => {
    server.faults.add('append', { does: 'lose-reply', ends: 'silence' });
    expect(await outcomeAfter(200, client.appendToStream('a', event(1)))).toBe('has not settled');
    expect(stored('a')).toBe(1);
  });

  test('that hangs is neither written nor answered', async () => {
    server.faults.add('append', { does: 'hang' });
    expect(await outcomeAfter(200, client.appendToStream('a', event(1)))).toBe('has not settled');
    expect(stored('a')).toBe(0);
  });

  test('that is slow is answered after its time', async () => {
    server.faults.add('append', { does: 'slow', ms: 120 });
    const slow = client.appendToStream('a', event(1));
    expect(await outcomeAfter(60, slow)).toBe('has not settled');
    expect(await outcome(slow)).toMatchObject({ success: true });
  });

  test('is sent to the leader by a node that is none', async () => {
    server.faults.add('append', { does: 'refuse', with: notLeader('127.0.0.1', 2113) });
    const given = await outcome(client.appendToStream('a', event(1)));
    expect(given).toBeInstanceOf(NotLeaderError);
    expect(given).toMatchObject({ leader: { address: '127.0.0.1', port: 2113 } });
    expect(stored('a')).toBe(0);
  });

  test('is lost with the others when the stream that they share ends, though all are written', async () => {
    await client.appendToStream('warm', event(1));
    server.faults.add('append', { does: 'lose-reply', ends: 'silence' }, { times: 3 });
    const inFlight = range(1, 3).map((n) => outcome(client.appendToStream(`s-${n}`, event(n))));
    await until('for all to be written', () => range(1, 3).every((n) => stored(`s-${n}`) === 1));
    for (const call of server.open) if (call.kind === 'append-stream') call.end(broken);
    for (const given of await Promise.all(inFlight)) expect(given).toMatchObject({ code: 14 });
    expect(range(1, 3).map((n) => stored(`s-${n}`))).toEqual([1, 1, 1]);
    expect(await outcome(client.appendToStream('after', event(1)))).toMatchObject({
      success: true,
    });
  });

  test('meets only the fault that waits for its stream and its turn', async () => {
    server.faults.add('append', { does: 'refuse', with: broken }, { stream: 'b', skip: 1 });
    const settled: unknown[] = [];
    for (const stream of ['a', 'b', 'a', 'b', 'b'])
      settled.push(await outcome(client.appendToStream(stream, event(1))));
    expect(settled.map((one) => one instanceof Error)).toEqual([false, false, false, true, false]);
  });
});

describe('a subscription', () => {
  async function following(stream: string): Promise<Watching> {
    const watching = new Watching(client.subscribeToStream(stream) as never);
    await watching.reached(2);
    return watching;
  }

  test('is dropped for being slow when the tester says so', async () => {
    await client.appendToStream('a', event(1));
    const watching = await following('a');
    for (const call of server.open) if (call.kind === 'subscription') call.end(consumerTooSlow());
    await watching.reached(4);
    expect(watching.happened.at(-1)).toMatchObject({ event: 'error', payload: { code: 10 } });
  });

  test('breaks after so many events', async () => {
    await client.appendToStream(
      'a',
      range(1, 5).map((n) => event(n)),
    );
    server.faults.add('subscribe', { does: 'break', after: 3, with: consumerTooSlow() });
    const watching = new Watching(client.subscribeToStream('a') as never);
    await watching.reached(5);
    expect(watching.happened.map(({ event: name }) => name)).toEqual([
      'confirmation',
      'data',
      'data',
      'data',
      'error',
    ]);
  });

  test('may be told twice that it has caught up', async () => {
    await client.appendToStream('a', event(1));
    const watching = await following('a');
    for (const call of server.open) call.repeatCaughtUp?.();
    await watching.reached(4);
    expect(watching.happened.filter(({ event: name }) => name === 'caughtUp')).toHaveLength(2);
  });

  test('ends when its credentials expire, and is refused until there are others', async () => {
    await client.appendToStream('a', event(1));
    const watching = await following('a');
    server.authorise(() => unauthenticated());
    for (const call of server.open) call.end(unauthenticated());
    await watching.reached(4);
    expect(watching.happened.at(-1)).toMatchObject({
      event: 'error',
      payload: { class: 'AccessDeniedError', code: 16 },
    });
    const refused = new Watching(client.subscribeToStream('a') as never);
    await refused.reached(1);
    expect(refused.happened).toMatchObject([{ event: 'error', payload: { code: 16 } }]);
    server.authorise(() => undefined);
    expect((await following('a')).read).toHaveLength(1);
  });
});

describe('a whole server', () => {
  test('refuses who may not append or read', async () => {
    server.authorise((_, stream) => (stream === 'mine' ? undefined : accessDenied()));
    expect(await outcome(client.appendToStream('yours', event(1)))).toBeInstanceOf(
      AccessDeniedError,
    );
    expect(await outcome(client.appendToStream('mine', event(1)))).toMatchObject({ success: true });
    const read = (async () => {
      for await (const _ of client.readStream('yours')) return 'read';
      return 'nothing';
    })();
    expect(await outcome(read)).toBeInstanceOf(AccessDeniedError);
  });

  test('that is frozen answers nothing and writes what had not expired once it thaws', async () => {
    await client.appendToStream('a', event(1));
    server.freeze();
    const expired = client.appendToStream('a', event(2), { deadline: 150 } as never);
    const held = client.appendToStream('a', event(3));
    const removed = client.deleteStream('a', { deadline: 150 } as never);
    expect(await outcome(removed)).toMatchObject({ code: 4 });
    expect(await outcomeAfter(100, held)).toBe('has not settled');
    expect(stored('a')).toBe(1);
    server.thaw();
    expect(await outcome(expired)).toMatchObject({ type: 'deadline-exceeded' });
    expect(await outcome(held)).toMatchObject({ nextExpectedRevision: 1n });
  });

  test('that stays frozen is given up by a client that asks whether it lives', async () => {
    const asking = KurrentDBClient.connectionString(
      `${server.connectionString}&keepAliveInterval=500&keepAliveTimeout=5000`,
    );
    await asking.appendToStream('a', event(1));
    const watching = new Watching(asking.subscribeToStream('a') as never);
    await watching.reached(3);
    server.freeze();
    const given = await outcome(asking.appendToStream('a', event(2)));
    expect(given).toMatchObject({ code: 14, message: '14 UNAVAILABLE: Connection dropped' });
    await watching.reached(4);
    expect(watching.happened.at(-1)).toMatchObject({
      event: 'error',
      payload: { class: 'UnavailableError', code: 14 },
    });
    await asking.dispose();
  });

  test('that loses its network keeps running', async () => {
    await client.appendToStream('a', event(1));
    const watching = new Watching(client.subscribeToStream('a') as never);
    await watching.reached(3);
    server.cut();
    await watching.reached(4);
    expect(watching.happened.at(-1)).toMatchObject({ event: 'error', payload: { code: 14 } });
    const written = async () => (await outcome(client.appendToStream('a', event(2)))) as object;
    await until('for the client to connect anew', async () => 'success' in (await written()));
  });

  test('hangs, slows and breaks reads', async () => {
    await client.appendToStream(
      'a',
      range(1, 5).map((n) => jsonEvent({ type: 'E', data: { n } })),
    );
    const read = async (): Promise<number> => {
      let count = 0;
      for await (const _ of client.readStream('a')) count += 1;
      return count;
    };
    expect(await read()).toBe(5);
    server.faults.add('read', { does: 'slow', ms: 80 });
    const slow = read();
    expect(await outcomeAfter(40, slow)).toBe('has not settled');
    expect(await outcome(slow)).toBe(5);
    server.faults.add('read', { does: 'break', after: 2, with: broken });
    expect(await outcome(read())).toBeInstanceOf(UnavailableError);
    server.faults.add('read', { does: 'hang' });
    expect(await outcomeAfter(150, read())).toBe('has not settled');
  });
});
