import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { copyLog, verifyStore } from '@monitoring-timeline/core';
import { sampleEvents } from '@monitoring-timeline/core/contract';
import { openKurrentStore, traceKurrentDb } from '@monitoring-timeline/core/kurrentdb';
import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { trace } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomes } from '../cli/small-record.ts';
import { commandFile, outcomeOf, startNode, temporaryFolder } from '../support/command.ts';

describe('a log on KurrentDB that is traced', () => {
  const server = new TestServer();
  const spans = new InMemorySpanExporter();
  beforeAll(async () => {
    await server.start();
  });
  afterAll(async () => {
    trace.disable();
    await server[Symbol.asyncDispose]();
  });
  const address = (): string => `${server.connectionString}&namespace=t${randomUUID()}`;

  it('is refused where the process has nothing to give spans to', async () => {
    await expect(traceKurrentDb()).rejects.toMatchObject({
      code: 'InvalidRequest',
      message: expect.stringContaining('--import'),
    });
  });

  it('verifies, and so do its copies, with the hashes that events have untraced', async () => {
    const untraced = await openKurrentStore(address());
    const events = sampleEvents(5);
    await untraced.append('a', events, { expected: 'none' });
    trace.setGlobalTracerProvider(
      new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] }),
    );
    await traceKurrentDb();
    await traceKurrentDb();
    const where = address();
    const traced = await openKurrentStore(where);
    spans.reset();
    await traced.append('a', events, { expected: 'none' });
    expect(spans.getFinishedSpans()).toHaveLength(1);
    const traceId = spans.getFinishedSpans()[0]?.spanContext().traceId;

    const client = KurrentDBClient.connectionString(server.connectionString);
    const stream = `${new URL(where).searchParams.get('namespace')}/a`;
    const carried: unknown[] = [];
    for await (const { event } of client.readStream(stream)) carried.push(event?.metadata);
    await client.dispose();
    expect(carried).toHaveLength(5);
    for (const metadata of carried) {
      expect(traceId).toMatch(/^[0-9a-f]{32}$/);
      expect(metadata).toMatchObject({ $traceId: traceId });
    }

    const hashes = async (store: typeof traced) =>
      (await store.readStream('a')).map(({ contentHash }) => contentHash);
    expect(await hashes(traced)).toEqual(await hashes(untraced));
    expect((await verifyStore(traced)).valid).toBe(true);
    const copy = createMemoryStore();
    const again = await openKurrentStore(address());
    await copyLog(traced, copy);
    await copyLog(copy, again);
    const { head } = await verifyStore(traced);
    for (const store of [copy, again]) {
      const of = await verifyStore(store);
      expect(of).toMatchObject({ valid: true, head: { hash: head.hash, events: 5 } });
    }
    for (const store of [untraced, traced, again]) await store.close();
  });

  it('is had by a command whose operator asks for it, and by no other', async () => {
    const folder = temporaryFolder();
    folder.write('outcomes.csv', outcomes);
    const setUp = pathToFileURL(`${import.meta.dirname}/set-up.ts`).href;
    const told = (setting: string | undefined) => {
      if (setting === undefined) delete process.env.TIMELINE_TRACING;
      else process.env.TIMELINE_TRACING = setting;
      const words = ['import', 'outcomes.csv', '--quiet', '--store', address()];
      return outcomeOf(startNode(folder.path, ['--import', setUp, commandFile, ...words]));
    };
    try {
      const traced = told('opentelemetry');
      const untraced = told(undefined);
      const wrong = told('zipkin');
      expect((await traced).code).toBe(0);
      expect(JSON.parse((await traced).stderr)).toEqual({
        spans: ['streams.append'],
        loaded: true,
      });
      expect((await untraced).code).toBe(0);
      expect(JSON.parse((await untraced).stderr)).toEqual({ spans: [], loaded: false });
      expect(await wrong).toMatchObject({ code: 2, stdout: '' });
      expect((await wrong).stderr).toContain('TIMELINE_TRACING');
    } finally {
      delete process.env.TIMELINE_TRACING;
      folder.remove();
    }
  });
});
