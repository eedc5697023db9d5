import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

/** A collector that is down holds a command up for no longer than this, unless OTEL_EXPORTER_OTLP_TIMEOUT says otherwise. */
const patienceMs = 2000;

/**
 * Runs a command as one trace, and sends its spans where OTEL_EXPORTER_OTLP_ENDPOINT says. The span is named by the program
 * alone: what was typed is told to nobody.
 */
export async function runTraced<T>(work: () => Promise<T>): Promise<T> {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const provider = new TracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({
        'service.name': process.env.OTEL_SERVICE_NAME ?? 'monitoring-timeline',
      }),
    ),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(patient()) })],
  });
  trace.setGlobalTracerProvider(provider);
  try {
    return await provider
      .getTracer('monitoring-timeline')
      .startActiveSpan('timeline', (span) => work().finally(() => span.end()));
  } finally {
    // a collector that is down must not fail the work
    await provider.shutdown().catch(() => undefined);
  }
}

function patient(): { readonly timeoutMillis?: number } {
  return process.env.OTEL_EXPORTER_OTLP_TIMEOUT === undefined ? { timeoutMillis: patienceMs } : {};
}
