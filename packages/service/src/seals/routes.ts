import { claimTypes } from '@monitoring-timeline/core';
import {
  growthSchema,
  inclusionSchema,
  type Seal,
  sealSchema,
  signedHeadSchema,
} from '@monitoring-timeline/core/seals';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServiceContext } from '../context/context.ts';
import { withHeaders } from '../query/answering.ts';
import { etagOf, matches } from '../query/freshness.ts';
import { problemResponses } from '../query/routes.ts';
import { allows } from '../tokens/index.ts';
import { idOfSeal, latest, SealShelf } from './shelf.ts';

const tags = ['Seals and proofs'];

const seal = z
  .string()
  .regex(/^(?:latest|\d{1,15}-[0-9a-f]{8})$/, `is no id of a seal, and not \`${latest}\``)
  .describe(`Id of a seal as /api/seals tells it, or \`${latest}\`.`);

const listedSchema = signedHeadSchema
  .extend({ id: z.string().describe('What the seal is called in these addresses.') })
  .meta({ id: 'SignedHead' });

const answer = (schema: z.ZodType, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
  304: z.undefined().meta({ description: 'What the client has is right.' }),
  ...problemResponses,
});

/**
 * The seals of the log and proofs by them, as `timeline seal` keeps and `timeline prove` writes them: whoever has the public key checks
 * them without this service. Events are proved to whoever may read them.
 */
export function sealRoutes({ store, seals }: ServiceContext): FastifyPluginAsyncZod {
  const shelf = new SealShelf(store, seals);

  return async (app) => {
    app.get(
      '/api/seals',
      {
        schema: {
          operationId: 'listSeals',
          tags,
          summary:
            'The signed heads of the log that are kept here, the one that covers the most last',
          description:
            'Note one elsewhere: from then on nobody can change, move or take out an event that it covers unseen.',
          response: answer(z.array(listedSchema), 'The signed heads.'),
        },
      },
      async (request, reply) => {
        const heads = (await shelf.all()).map((one) => ({ id: idOfSeal(one), ...one.head }));
        return send(heads, undefined, request, reply);
      },
    );

    app.get(
      '/api/seals/:seal',
      {
        schema: {
          operationId: 'askSeal',
          tags,
          summary: 'A seal of the log: a signed head, with the root at each thousand events',
          params: z.strictObject({ seal }),
          response: answer(sealSchema, 'The seal, which `timeline check` takes.'),
        },
      },
      async (request, reply) => {
        const found = await shelf.seal(request.params.seal);
        return send(found, found, request, reply);
      },
    );

    app.get(
      '/api/seals/:seal/growth',
      {
        schema: {
          operationId: 'proveGrowth',
          tags,
          summary: 'A proof that the log only grew from an earlier seal to this one',
          description:
            'Nothing that the earlier seal covers was changed, moved or taken out by the later one.',
          params: z.strictObject({ seal }),
          querystring: z.strictObject({ since: seal.describe('Id of the earlier seal.') }),
          response: answer(growthSchema, 'The proof, which `timeline check` takes.'),
        },
      },
      async (request, reply) => {
        const [to, from] = [
          await shelf.seal(request.params.seal),
          await shelf.seal(request.query.since),
        ];
        const log = await shelf.log();
        return send(log.proveGrowth(from, to), to, request, reply);
      },
    );

    app.get(
      '/api/events/:event/proof',
      {
        schema: {
          operationId: 'proveEvent',
          tags,
          summary: 'A proof that an event lay in the log when it was sealed',
          description:
            'It holds the event, its place in the log and what leads from it to the root that was signed: who has the public key needs nothing else.',
          params: z.strictObject({ event: z.uuid().describe('Id of the event.') }),
          querystring: z.strictObject({
            seal: seal.optional().describe(`By which seal; \`${latest}\` unless given.`),
          }),
          response: answer(inclusionSchema, 'The proof, which `timeline check` takes.'),
        },
      },
      async (request, reply) => {
        const by = await shelf.seal(request.query.seal ?? latest);
        const { caller } = request;
        const isAdmin = caller !== null && allows(caller.role, 'admin');
        const log = await shelf.log();
        const proof = await log.proveEvent(request.params.event.toLowerCase(), {
          seal: by,
          mayRead: ({ type }) => isAdmin || claimTypes.has(type),
        });
        return send(proof, by, request, reply);
      },
    );
  };
}

/** Sends what follows from a seal, and so changed when it was made. */
function send(
  told: unknown,
  by: Seal | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const body = JSON.stringify(told);
  const etag = etagOf([body]);
  withHeaders(reply, etag, by && Math.floor(Date.parse(by.head.made) / 1000) * 1000);
  const known = request.headers['if-none-match'];
  if (known !== undefined && matches(known, etag)) return reply.code(304).send();
  return reply
    .type('application/json')
    .serializer((text: unknown) => text as string)
    .send(body);
}
