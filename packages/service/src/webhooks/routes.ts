import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { actorOf } from '../commands/actor.ts';
import type { Once } from '../commands/once.ts';
import { problemResponses } from '../query/routes.ts';
import type { WebhookActions } from './actions.ts';
import {
  attemptSchema,
  createdSchema,
  outcomeSchema,
  parkedSchema,
  secretOnce,
  webhookChange,
  webhookSchema,
  webhookWanted,
} from './schemas.ts';

const params = z.strictObject({ id: z.string().min(1).max(60) });
const config = { access: 'editor' } as const;
const tags = ['Webhooks'];

/** Webhooks and what became of their deliveries; only for those who may write, since addresses are theirs. */
export function webhookRoutes(actions: WebhookActions, once: Once): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/webhooks',
      {
        config,
        schema: {
          operationId: 'listWebhooks',
          tags,
          summary: 'Every webhook, with what waits',
          response: { 200: z.array(webhookSchema), ...problemResponses },
        },
      },
      async (_request, reply) => {
        const shown = [];
        for (const webhook of await actions.all()) shown.push(await actions.show(webhook));
        return reply.header('cache-control', 'no-store').send(shown);
      },
    );

    app.post(
      '/api/webhooks',
      {
        config,
        schema: {
          operationId: 'createWebhook',
          tags,
          summary: 'Have what is wanted of a topic sent to an address',
          description:
            'Deliveries are CloudEvents 1.0 in structured mode, signed by Standard Webhooks with the secret in the answer, which is given here once. They are made at least once, in order within each authority; what nobody takes for a day is parked.',
          body: webhookWanted,
          response: { 201: createdSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request);
        return once.answer(request, reply, request.body, async (command) => {
          const body = await actions.create(request.body, actor, command);
          const again = { ...body, secret: null };
          return { status: 201, body, again, headers: { location: `/api/webhooks/${body.id}` } };
        });
      },
    );

    app.get(
      '/api/webhooks/:id',
      {
        config,
        schema: {
          operationId: 'getWebhook',
          tags,
          summary: 'One webhook',
          params,
          response: { 200: webhookSchema, ...problemResponses },
        },
      },
      async (request, reply) =>
        reply
          .header('cache-control', 'no-store')
          .send(await actions.show(await actions.find(request.params.id))),
    );

    app.patch(
      '/api/webhooks/:id',
      {
        config,
        schema: {
          operationId: 'changeWebhook',
          tags,
          summary: 'Change, pause or resume a webhook',
          params,
          body: webhookChange,
          response: { 200: webhookSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request);
        const webhook = await actions.find(request.params.id);
        return once.answer(request, reply, request.body, async () => ({
          status: 200,
          body: await actions.change(webhook, request.body, actor),
        }));
      },
    );

    app.delete(
      '/api/webhooks/:id',
      {
        config,
        schema: {
          operationId: 'deleteWebhook',
          tags,
          summary: 'End a webhook, with all that waits and its secret',
          params,
          response: {
            204: z.undefined().meta({ description: 'It is gone.' }),
            ...problemResponses,
          },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request);
        await actions.remove(await actions.find(request.params.id), actor);
        return reply.code(204).send();
      },
    );

    app.post(
      '/api/webhooks/:id/secret',
      {
        config,
        schema: {
          operationId: 'rotateWebhookSecret',
          tags,
          summary: 'Make another secret; the one before stays valid for a day',
          params,
          response: {
            200: z
              .strictObject({ secret: secretOnce, rotatingUntil: z.string().nullable() })
              .meta({ id: 'WebhookSecret' }),
            ...problemResponses,
          },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request);
        const webhook = await actions.find(request.params.id);
        return once.answer(request, reply, null, async () => {
          const body = await actions.renewSecret(webhook, actor);
          return { status: 200, body, again: { ...body, secret: null } };
        });
      },
    );

    app.post(
      '/api/webhooks/:id/ping',
      {
        config,
        schema: {
          operationId: 'pingWebhook',
          tags,
          summary: 'Send a test at once, and see how it went',
          params,
          response: { 200: outcomeSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request);
        return reply.send(await actions.ping(await actions.find(request.params.id), actor));
      },
    );

    app.get(
      '/api/webhooks/:id/deliveries',
      {
        config,
        schema: {
          operationId: 'listWebhookDeliveries',
          tags,
          summary: 'The last 200 attempts, the latest first',
          params,
          response: { 200: z.array(attemptSchema), ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id } = await actions.find(request.params.id);
        const attempts = await (await actions.queue(id)).attempts();
        return reply.header('cache-control', 'no-store').send([...attempts]);
      },
    );

    app.get(
      '/api/webhooks/:id/parked',
      {
        config,
        schema: {
          operationId: 'listWebhookParked',
          tags,
          summary: 'What nobody took for a day',
          params,
          response: { 200: z.array(parkedSchema), ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id } = await actions.find(request.params.id);
        const parked = await (await actions.queue(id)).parked();
        const rows = parked.map(({ id: of, type, lane: authority, attempts, first, last }) => ({
          id: of,
          type,
          authority,
          attempts,
          first: first === null ? null : new Date(first).toISOString(),
          last,
        }));
        return reply.header('cache-control', 'no-store').send(rows);
      },
    );

    app.post(
      '/api/webhooks/:id/replay',
      {
        config,
        schema: {
          operationId: 'replayWebhook',
          tags,
          summary: 'Deliver again what was parked, all of it without ids',
          params,
          body: z
            .strictObject({ ids: z.array(z.string().max(100)).min(1).max(1000).optional() })
            .meta({ id: 'WebhookReplay' }),
          response: {
            200: z.strictObject({ replayed: z.int() }).meta({ id: 'WebhookReplayed' }),
            ...problemResponses,
          },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request);
        const webhook = await actions.find(request.params.id);
        return once.answer(request, reply, request.body, async () => ({
          status: 200,
          body: { replayed: await actions.replay(webhook, request.body.ids, actor) },
        }));
      },
    );
  };
}
