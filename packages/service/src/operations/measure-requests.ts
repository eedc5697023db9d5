import fastifyPlugin from 'fastify-plugin';
import type { Metrics } from '../health/metrics.ts';
import { routeOf } from './route-of.ts';

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Measures every answer by method, route and status. */
export const measureRequests = ({ requests }: Metrics) =>
  fastifyPlugin(async (app) => {
    app.addHook('onResponse', async (request, reply) => {
      const method = methods.has(request.method) ? request.method : 'other';
      const labels = { method, route: routeOf(request), status: reply.statusCode };
      requests.observe(labels, reply.elapsedTime / 1000);
    });
  });
