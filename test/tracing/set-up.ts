import { createRequire } from 'node:module';
import { trace } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';

/**
 * What an operator loads with `node --import`: an SDK that keeps spans in memory, and prints their names when the
 * process ends, and whether the instrumentation was loaded. Real ones send them to a collector.
 */
const spans = new InMemorySpanExporter();
trace.setGlobalTracerProvider(
  new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] }),
);
process.on('exit', () => {
  const names = spans.getFinishedSpans().map(({ name }) => name);
  const loaded = Object.keys(createRequire(import.meta.url).cache).some((path) =>
    path.includes('@kurrent/opentelemetry'),
  );
  process.stderr.write(`${JSON.stringify({ spans: [...new Set(names)], loaded })}\n`);
});
