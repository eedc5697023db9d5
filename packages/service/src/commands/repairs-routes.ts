import type { AuthorityKey, EventStore } from '@monitoring-timeline/core';
import { correctFact, findClaim, parseCorrections, retractFact } from '@monitoring-timeline/ingest';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { problemResponses } from '../query/routes.ts';
import type { Once } from './once.ts';
import { correctionWanted, retractionWanted, writtenSchema } from './schemas.ts';
import { answerTried, triedOut } from './trying-out.ts';
import { keyGiven, writingOf } from './writing.ts';

const config = { access: 'editor' } as const;
const tags = ['Commands'];
const response = { 200: writtenSchema, ...problemResponses };

/** Corrections and retractions: nothing is changed, a repair is appended with who made it. */
export function repairRoutes(context: ServiceContext, once: Once): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/api/corrections',
      {
        config,
        schema: {
          operationId: 'correct',
          tags,
          summary: 'Correct places of one event',
          body: correctionWanted,
          response,
        },
      },
      async (request, reply) => {
        const by = writingOf(context, request);
        const { event, corrections, source, authority, dryRun } = request.body;
        const list = parseCorrections(JSON.stringify(corrections), 'corrections');
        const options = { ...by, source, authority: keyGiven(context, authority) };
        if (dryRun) {
          return answerTried(
            reply,
            await triedOut(context, await whose(event, options), (copy) =>
              correctFact(event, list, { ...options, store: copy }),
            ),
          );
        }
        return once.answer(request, reply, request.body, async () => ({
          status: 200,
          body: await correctFact(event, list, options),
        }));
      },
    );

    app.post(
      '/api/retractions',
      {
        config,
        schema: {
          operationId: 'retract',
          tags,
          summary: 'Say that an event does not hold',
          body: retractionWanted,
          response,
        },
      },
      async (request, reply) => {
        const by = writingOf(context, request);
        const { event, source, authority, dryRun, ...retraction } = request.body;
        if (retraction.known !== undefined && retraction.cause !== 'source') {
          throw new RequestProblem(
            400,
            'WrongCall',
            'known says when its publisher withdrew it, so it goes with cause=source. A misreading of ours never held.',
          );
        }
        const options = { ...by, source, authority: keyGiven(context, authority) };
        const retracted = async (store: EventStore) => {
          const { takenBack: _, ...body } = await retractFact(event, retraction, {
            ...options,
            store,
          });
          return body;
        };
        if (dryRun) {
          return answerTried(
            reply,
            await triedOut(context, await whose(event, options), retracted),
          );
        }
        return once.answer(request, reply, request.body, async () => ({
          status: 200,
          body: await retracted(by.store),
        }));
      },
    );
  };
}

/** Keys of the authorities that a repair of an event is about. @throws UnknownEvent */
async function whose(
  id: string,
  where: { readonly store: EventStore; readonly authority: AuthorityKey | undefined },
): Promise<readonly string[]> {
  const { event } = await findClaim(where.store, id, where);
  return [event.authority];
}
