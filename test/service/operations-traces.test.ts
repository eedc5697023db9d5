import { type EventEnvelope, england, verifyStore } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { claimEvent, day } from '@monitoring-timeline/core/testing';
import { tracedStore } from '@monitoring-timeline/service/tracing';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { fewEvents, startServing, storeOf } from './serving.ts';

const exporter = new InMemorySpanExporter();

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(
    new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }),
  );
});
beforeEach(() => exporter.reset());
afterAll(() => {
  trace.disable();
  propagation.disable();
  context.disable();
});

/** The first span whose name begins so, once there is one. */
async function span(name: string): Promise<ReadableSpan> {
  return until(`for a span ${name}`, () =>
    exporter.getFinishedSpans().find((one) => one.name.startsWith(name)),
  );
}

/** A fact of today that people are told of. */
const appointment = (authority: string): EventEnvelope => {
  const today = new Date().toISOString().slice(0, 10);
  return claimEvent(
    'LeadershipChanged',
    { role: 'dcs', change: 'started', status: 'interim', person: 'p-00000000000000000001' },
    { authority, occurred: day(today), known: today },
  );
};

describe('a trace', () => {
  it('leads from an append in one process to the notice that another issues', async () => {
    const log = await storeOf(fewEvents().filter(({ authority }) => authority !== england));
    // what the other process has of this one is the log alone
    const writer = tracedStore(log);
    const serving = await startServing({ store: log, state: createMemoryStateStore() });
    while ((await serving.ask('/health/ready')).status !== 200);
    await trace.getTracer('test').startActiveSpan('import', async (root) => {
      await writer.append('authority-sunderland', [appointment('sunderland')], {
        expected: 'any',
      });
      root.end();
    });
    const [root, append, notice] = [
      await span('import'),
      await span('append'),
      await span('notice '),
    ];
    expect(notice.name).toBe('notice LeadershipChanged');
    expect(notice.spanContext().traceId).toBe(root.spanContext().traceId);
    expect(append.parentSpanContext?.spanId).toBe(root.spanContext().spanId);
    expect(notice.parentSpanContext?.spanId).toBe(append.spanContext().spanId);
    expect(notice.attributes).toMatchObject({ 'timeline.authority': 'sunderland' });
    await serving.stop();
  });

  it('lies in metadata outside of every hash: the same event untraced is the same event', async () => {
    const event = appointment('merton');
    const [traced, plain] = [createMemoryStore(), createMemoryStore()];
    await tracedStore(traced).append('authority-merton', [event], { expected: 'none' });
    await plain.append('authority-merton', [event], { expected: 'none' });
    const [first] = await traced.readStream('authority-merton');
    const [second] = await plain.readStream('authority-merton');
    expect(first!.event.metadata?.$traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(second!.event.metadata).toBeUndefined();
    expect(first!.contentHash).toBe(second!.contentHash);
    const again = await traced.append('authority-merton', [event], { expected: 'any' });
    expect(again.alreadyThere).toBe(true);
    expect((await verifyStore(traced)).valid).toBe(true);
  });

  it('is that of the first who appended an event: who passes it on keeps it', async () => {
    const [first, second] = [createMemoryStore(), createMemoryStore()];
    await tracedStore(first).append('authority-merton', [appointment('merton')], {
      expected: 'none',
    });
    const [kept] = await first.readStream('authority-merton');
    await tracedStore(second).append('authority-merton', [kept!.event], { expected: 'none' });
    const [passedOn] = await second.readStream('authority-merton');
    expect(passedOn!.event.metadata).toEqual(kept!.event.metadata);
  });

  it('of a request goes on with that of its client, and is named by its route', async () => {
    const serving = await startServing({ store: await storeOf([]) });
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
    await serving.ask('/api/authorities/merton/standing?asOf=2020-01-01', { headers });
    const request = await span('GET');
    expect(request.name).toBe('GET /api/authorities/:authority/standing');
    expect(request.spanContext().traceId).toBe(traceId);
    expect(request.attributes).toEqual({
      'http.request.method': 'GET',
      'http.route': '/api/authorities/:authority/standing',
      'http.response.status_code': 200,
    });
    await serving.stop();
  });
});
