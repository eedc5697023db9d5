import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import fastifyPlugin from 'fastify-plugin';
import { routeOf } from '../route-of.ts';
import { tracer } from './cause.ts';

/**
 * Makes a span of each request, in the trace that the client names (`traceparent`), and has its handler run in it. Spans are
 * named by route: what stands in an address or a query is told to nobody.
 */
export const requestSpans = fastifyPlugin(async (app) => {
  const contexts = new WeakMap<object, Context>();

  app.addHook('onRequest', (request, _reply, done) => {
    const route = routeOf(request);
    const outer = propagation.extract(ROOT_CONTEXT, request.headers);
    const span = tracer().startSpan(
      `${request.method} ${route}`,
      {
        kind: SpanKind.SERVER,
        attributes: { 'http.request.method': request.method, 'http.route': route },
      },
      outer,
    );
    const within = trace.setSpan(outer, span);
    contexts.set(request, within);
    context.with(within, done);
  });

  // the body of a request arrives on its socket, outside of the context that was set above
  app.addHook('preHandler', (request, _reply, done) => {
    context.with(contexts.get(request) ?? context.active(), done);
  });

  app.addHook('onResponse', async (request, reply) => {
    end(request, reply.statusCode);
  });
  app.addHook('onRequestAbort', async (request) => {
    end(request, undefined);
  });

  function end(request: object, status: number | undefined): void {
    const within = contexts.get(request);
    const span = within && trace.getSpan(within);
    if (!span) return;
    contexts.delete(request);
    if (status !== undefined) span.setAttribute('http.response.status_code', status);
    if (status === undefined || status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }
});
