import { binaryEvent, KurrentDBClient, streamNameFilter } from '@kurrent/kurrentdb-client';
import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inFull } from '../support/rounds.ts';
import { until } from '../support/until.ts';
import { range, sleep } from './replay/bench.ts';
import { Watching } from './replay/following.ts';

interface Row {
  readonly bytes: number;
  readonly events: number;
  readonly perAppend?: number;
  readonly all?: boolean;
  /**
   * How many reached the client of a real server before it was dropped; nothing where it was not dropped. That
   * was on Node 20: later ones hold more in each connection, so as many or more reach the client here.
   */
  readonly droppedAfter?: number;
}

/** How far a live subscriber may lag, as measured on a real server. */
const LAGS: readonly Row[] = [
  { bytes: 250, events: 200 },
  { bytes: 20_000, events: 250, perAppend: 25, droppedAfter: 82 },
];
const MORE_LAGS: readonly Row[] = [
  { bytes: 250, events: 1000, droppedAfter: 305 },
  { bytes: 20_000, events: 40 },
  { bytes: 10, events: 400 },
  { bytes: 10, events: 1500, droppedAfter: 445 },
  { bytes: 250, events: 200, all: true },
  { bytes: 250, events: 1000, all: true, droppedAfter: 301 },
  { bytes: 250, events: 500, perAppend: 500, droppedAfter: 302 },
  { bytes: 2000, events: 120 },
  { bytes: 2000, events: 1000, droppedAfter: 113 },
];

let server: TestServer;
let client: KurrentDBClient;

beforeAll(async () => {
  server = await new TestServer({ liveGraceMs: 120 }).start();
  client = KurrentDBClient.connectionString(server.connectionString);
});
afterAll(async () => {
  await client.dispose();
  await server.kill();
});

let streams = 0;

async function lag(row: Row): Promise<{ delivered: number; errors: unknown[]; gaps: number }> {
  streams += 1;
  const stream = `lag-${streams}`;
  const data = new Uint8Array(row.bytes);
  const events = (count: number) => range(1, count).map(() => binaryEvent({ type: 'B', data }));
  await client.appendToStream(stream, events(1));
  const sub =
    row.all === true
      ? client.subscribeToAll({
          fromPosition: 'end',
          filter: streamNameFilter({ prefixes: [stream] }),
        })
      : client.subscribeToStream(stream, { fromRevision: 'end' });
  const watching = new Watching(sub as never);
  await watching.reached(2);
  sub.pause();
  const perAppend = row.perAppend ?? 1;
  for (let sent = 0; sent < row.events; sent += perAppend)
    await client.appendToStream(stream, events(perAppend));
  const followed = (): boolean => server.open.some((call) => call.stream.includes(stream));
  if (row.droppedAfter === undefined) await sleep(300);
  else await until('for the server to drop who does not read', () => !followed());
  sub.resume();
  const over = (): boolean =>
    watching.read.length >= row.events || watching.happened.some(({ event }) => event === 'error');
  await until('for all events or an error', over);
  await sleep(30);
  const revisions = watching.read.map(({ event }) => Number(event?.revision));
  await sub.unsubscribe();
  return {
    delivered: revisions.length,
    errors: watching.happened.filter(({ event }) => event === 'error'),
    gaps: revisions.filter((revision, index) => revision !== index + 1).length,
  };
}

describe('a live subscriber that does not keep reading', () => {
  for (const row of inFull ? [...LAGS, ...MORE_LAGS] : LAGS) {
    const { bytes, events, perAppend = 1, all = false, droppedAfter } = row;
    const what = `${events} events of ${bytes} bytes, ${perAppend} an append${all ? ', through a filter' : ''}`;
    test(`${droppedAfter === undefined ? 'survives' : 'is dropped after'} ${what}`, async () => {
      const { delivered, errors, gaps } = await lag(row);
      expect(gaps).toBe(0);
      if (droppedAfter === undefined) {
        expect({ delivered, errors }).toEqual({ delivered: events, errors: [] });
        return;
      }
      expect(errors).toMatchObject([
        {
          payload: {
            class: 'UnknownError',
            code: 10,
            message:
              '10 ABORTED: Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
          },
        },
      ]);
      expect(delivered).toBeGreaterThanOrEqual(Math.floor(droppedAfter * 0.95));
      expect(delivered).toBeLessThan(events);
    });
  }

  test('is waited for while it catches up, and told once that it has', async () => {
    const stream = 'lag-catching-up';
    const data = new Uint8Array(300);
    await client.appendToStream(
      stream,
      range(1, 1500).map(() => binaryEvent({ type: 'B', data })),
    );
    const sub = client.subscribeToStream(stream);
    const watching = new Watching(sub as never);
    await watching.reached(5);
    sub.pause();
    await sleep(300);
    sub.resume();
    await watching.reached(1502);
    expect(watching.read).toHaveLength(1500);
    expect(watching.happened.map(({ event }) => event).filter((event) => event !== 'data')).toEqual(
      ['confirmation', 'caughtUp'],
    );
    await sub.unsubscribe();
  });
});
