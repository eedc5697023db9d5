import type { EventEnvelope } from '@monitoring-timeline/core';
import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

/** Whose spans these are. Without an SDK that somebody registered, all of this does nothing. */
export const tracer = () => trace.getTracer('monitoring-timeline');

/**
 * W3C trace context lies in metadata as `$traceparent` and `$tracestate`: keys that begin with `$` are left out of every
 * hash, so that an event is the same event whether it was traced or not.
 */
const carrier = {
  get: (metadata: Readonly<Record<string, string>>, key: string) => metadata[`$${key}`],
  keys: (metadata: Readonly<Record<string, string>>) =>
    Object.keys(metadata).flatMap((key) => (key.startsWith('$') ? [key.slice(1)] : [])),
};
const setter = {
  set(metadata: Record<string, string>, key: string, value: string) {
    metadata[`$${key}`] = value;
  },
};

/** The event with the present trace in its metadata; as it was where there is none, or where it brought its own. */
export function startedBy<E extends EventEnvelope>(event: E, cause: Context): E {
  const carried: Record<string, string> = {};
  propagation.inject(cause, carried, setter);
  if (Object.keys(carried).length === 0 || event.metadata?.$traceparent !== undefined) return event;
  return { ...event, metadata: { ...event.metadata, ...carried } };
}

/** The trace in which an event was appended, to go on with. */
export function causeOf({ metadata = {} }: Pick<EventEnvelope, 'metadata'>): Context {
  return propagation.extract(ROOT_CONTEXT, metadata, carrier);
}

/** Runs work in a span, which ends with it and says whether it failed. */
export async function spanned<T>(span: Span, within: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await context.with(trace.setSpan(within, span), work);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}
