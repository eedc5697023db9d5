import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Health } from '../health/health.ts';
import type { Metrics } from '../health/metrics.ts';
import type { Access } from '../security/access.ts';

const liveSchema = z.strictObject({ status: z.literal('live') });

const readySchema = z.strictObject({
  status: z.enum(['ready', 'not ready']),
  reasons: z.array(z.string()).readonly().describe('Why not; empty where it is.'),
  followers: z
    .array(
      z.strictObject({
        name: z.string(),
        state: z.enum(['current', 'starting', 'behind', 'stalled', 'stopped']),
        events: z.int().nullable().describe('Events behind the log.'),
        seconds: z.int().nullable().describe('Seconds since the first of them was recorded.'),
      }),
    )
    .readonly()
    .describe('What follows the log, and how far behind it is.'),
  head: z
    .strictObject({ position: z.string(), events: z.int(), hash: z.string() })
    .nullable()
    .describe(
      'Where the log ends; noted elsewhere, it shows later whether the log still holds all of it.',
    ),
  warnings: z
    .array(z.string())
    .readonly()
    .describe('What does not stop it, and yet should be known to whoever runs it.'),
});

/** Whether the process lives, and whether it is fit to answer. Not counted against any limit, and open to everybody. */
export const healthRoutes =
  (health: Health): FastifyPluginAsyncZod =>
  async (app) => {
    const config = { access: 'everybody', unlimited: true } as const;
    app.get(
      '/health/live',
      {
        config,
        schema: {
          operationId: 'askWhetherLive',
          tags: ['Operations'],
          summary: 'Whether the process lives',
          response: { 200: liveSchema },
        },
      },
      async (_request, reply) => unkept(reply).send({ status: 'live' as const }),
    );
    app.get(
      '/health/ready',
      {
        config,
        schema: {
          operationId: 'askWhetherReady',
          tags: ['Operations'],
          summary: 'Whether the service is fit to answer, and why not',
          response: { 200: readySchema, 503: readySchema },
        },
      },
      async (_request, reply) => {
        const { ready, reasons, followers, head, warnings } = await health.look();
        const status = ready ? ('ready' as const) : ('not ready' as const);
        return unkept(reply)
          .code(ready ? 200 : 503)
          .send({ status, reasons, followers, head, warnings });
      },
    );
  };

/** The figures of the service, in the text format of Prometheus. */
export const metricsRoute =
  ({ registry }: Metrics, access: Access): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/metrics',
      {
        config: { access, unlimited: true },
        schema: {
          operationId: 'askMetrics',
          tags: ['Operations'],
          summary: 'Figures of the service, in the text format of Prometheus',
          response: {
            200: {
              description: 'The figures.',
              content: { 'text/plain': { schema: z.string() } },
            },
          },
        },
      },
      async (_request, reply) => {
        const text = await registry.metrics();
        return unkept(reply).type(registry.contentType).send(text);
      },
    );
  };

function unkept<R extends FastifyReply>(reply: R): R {
  reply.header('cache-control', 'no-store');
  return reply;
}
