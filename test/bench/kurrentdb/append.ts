import { jsonEvent, type KurrentDBClient } from '@kurrent/kurrentdb-client';
import {
  chainHashOf,
  contentHashOf,
  type EventEnvelope,
  validateForAppend,
} from '@monitoring-timeline/core';
import { sampleEvents } from '@monitoring-timeline/core/contract/samples';
import type { Bench } from '../bench.ts';
import { compared, described } from './compare.ts';
import { type Measured, measuredServers } from './server.ts';

const size = 500;
const streams = 15;
const calls = 15;
const rounds = 9;

/** What the engine keeps beside an event, so that both sides send the same bytes. */
const beside = {
  recorded: '2026-01-01T00:00:00.000Z',
  contentHash: 'c'.repeat(64),
  chainHash: 'd'.repeat(64),
};

/** The bare client's append of the same events, continuing a stream under its revision as the engine does. */
async function bareAppend(
  client: KurrentDBClient,
  stream: string,
  events: readonly EventEnvelope[],
  revision: bigint | 'no_stream',
): Promise<bigint> {
  const { nextExpectedRevision } = await client.appendToStream(
    stream,
    events.map((data) =>
      jsonEvent({ type: data.type, data: data as never, metadata: { ...beside } }),
    ),
    { streamState: revision },
  );
  return nextExpectedRevision;
}

/** Appends batches that each side is given anew, so that neither meets an event again. */
async function appending({ client, store, bare: prefix }: Measured) {
  const revisions = new Map<string, bigint>();
  let given: EventEnvelope[][] = [];
  return compared(
    rounds,
    async () => {
      for (const [n, batch] of given.entries()) {
        await store.append(`${n % streams}`, batch, { expected: 'any' });
      }
    },
    async () => {
      for (const [n, batch] of given.entries()) {
        const stream = `${prefix}${n % streams}`;
        const at = revisions.get(stream) ?? 'no_stream';
        revisions.set(stream, await bareAppend(client, stream, batch, at));
      }
    },
    () => {
      given = Array.from({ length: calls }, () => sampleEvents(size));
    },
  );
}

/** What the engine does beside talking to the server, part by part: µs an event. */
function parts(): string {
  const events = sampleEvents(5_000);
  const texts = events.map((event) => JSON.stringify(event));
  const cost = (work: (n: number) => unknown): string => {
    for (let n = 0; n < events.length; n += 1) work(n);
    const { user, system } = process.cpuUsage();
    for (let n = 0; n < events.length; n += 1) work(n);
    const after = process.cpuUsage();
    return ((after.user + after.system - user - system) / events.length).toFixed(1);
  };
  return [
    `the catalogue's check ${cost((n) => validateForAppend(events[n]))}`,
    `canonical text and content hash ${cost((n) => contentHashOf(events[n]!))}`,
    `chain hash ${cost((n) => chainHashOf(beside.chainHash, beside.contentHash, `${n}`))}`,
    `text for the client ${cost((n) => JSON.parse(texts[n]!))} µs`,
  ].join(', ');
}

export const benches: Bench[] = measuredServers().map((server) => ({
  name: `append of ${size} events a call over ${streams} streams on ${server.name}, time against the bare client's`,
  target: { atMost: 1.3, unit: 'ratio' },
  run: () =>
    server.use(async (measured) => {
      const { ours, bare } = await appending(measured);
      const events = size * calls;
      return {
        value: ours.ms / bare.ms,
        detail: `${described(ours, events)} against ${described(bare, events)} of the bare client with the same bytes; of ours ${parts()}`,
      };
    }),
}));
