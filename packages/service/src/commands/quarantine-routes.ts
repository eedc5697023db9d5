import {
  acceptQuarantined,
  type DecisionResult,
  findQuarantined,
  passageOfQuarantined,
  type QuarantineItem,
  type QuarantinePassage,
  readQuarantine,
  rejectQuarantined,
  rowOf,
  withNames,
} from '@monitoring-timeline/ingest';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServiceContext } from '../context/context.ts';
import { words } from '../query/parameters.ts';
import { problemResponses } from '../query/routes.ts';
import { acceptanceMeant, acceptanceTried } from './acceptance.ts';
import type { Once } from './once.ts';
import {
  acceptanceWanted,
  decidedSchema,
  quarantineItemSchema,
  quarantineRowSchema,
  rejectionWanted,
} from './schemas.ts';
import { answerTried } from './trying-out.ts';
import { keyGiven, writingOf } from './writing.ts';

const config = { access: 'editor' } as const;
const tags = ['Quarantine'];
const params = z.strictObject({
  id: z.string().min(1).max(60).describe('Its id, or at least the first four characters.'),
});

function rowShown(item: QuarantineItem) {
  const { decision, ...row } = rowOf(item);
  return {
    ...row,
    ...(decision ? { decision: { ...decision, appended: [...decision.appended] } } : {}),
  };
}

function shownPassage(passage: QuarantinePassage | undefined) {
  if (!passage) return null;
  const { from, lines } = passage;
  return { from, lines: lines.map((line) => ({ ...line, marked: [...line.marked] })) };
}

function shownRow({ table, place, columns, faulty }: NonNullable<QuarantineItem['row']>) {
  return { table, place, columns: [...columns], faulty: [...faulty] };
}

function decided({ item, events, ...result }: DecisionResult) {
  return { ...rowShown(item), ...result, events: [...events] };
}

/** What could not be taken, and what people decide about it. */
export function quarantineRoutes(context: ServiceContext, once: Once): FastifyPluginAsyncZod {
  const { store, documents, names } = context;
  return async (app) => {
    app.get(
      '/api/quarantine',
      {
        config,
        schema: {
          operationId: 'listQuarantine',
          tags,
          summary: 'What waits for a decision',
          querystring: z.strictObject({
            which: z.enum(['open', 'decided', 'all']).optional().describe('`open` unless given.'),
            reason: z.string().max(200).optional(),
            authority: words.authority.optional(),
          }),
          response: { 200: z.array(quarantineRowSchema), ...problemResponses },
        },
      },
      async (request, reply) => {
        const { which = 'open', reason, authority } = request.query;
        const key = keyGiven(context, authority);
        const rows = [...(await readQuarantine(store)).values()]
          .filter(({ status, decision }) => {
            if (which === 'all') return true;
            return which === 'open' ? status === 'open' : decision !== undefined;
          })
          .map(rowShown)
          .filter((row) => reason === undefined || row.reason === reason)
          .filter((row) => key === undefined || row.authority === key);
        return reply.header('cache-control', 'no-store').send(rows);
      },
    );

    app.get(
      '/api/quarantine/:id',
      {
        config,
        schema: {
          operationId: 'showQuarantined',
          tags,
          summary: 'One thing that waits, with all that was given and its passage',
          params,
          response: { 200: quarantineItemSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const item = findQuarantined(await readQuarantine(store), request.params.id);
        await names.refresh();
        const { given = null, proposed = null, row = null } = item;
        const passage = shownPassage(await passageOfQuarantined(item, documents));
        const shown = {
          ...rowShown(item),
          message: withNames(item.message, names.nameOf),
          given: withNames(given, names.nameOf),
          ...{ proposed, passage, row: row && shownRow(row) },
        };
        return reply.header('cache-control', 'no-store').send(shown);
      },
    );

    app.post(
      '/api/quarantine/:id/accept',
      {
        config,
        schema: {
          operationId: 'acceptQuarantined',
          tags,
          summary: 'Agree to it, as it is or changed: its claims are appended',
          params,
          body: acceptanceWanted,
          response: { 200: decidedSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const by = writingOf(context, request);
        const acceptance = acceptanceMeant(context, request.body);
        if (request.body.dryRun) {
          const tried = await acceptanceTried(context, request, request.params.id, acceptance);
          return answerTried(reply, { ...tried, result: decided(tried.result) });
        }
        return once.answer(request, reply, request.body, async () => ({
          status: 200,
          body: decided(await acceptQuarantined(request.params.id, acceptance, by)),
        }));
      },
    );

    app.post(
      '/api/quarantine/:id/reject',
      {
        config,
        schema: {
          operationId: 'rejectQuarantined',
          tags,
          summary: 'Turn it down, with the reason',
          params,
          body: rejectionWanted,
          response: { 200: decidedSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const by = writingOf(context, request);
        return once.answer(request, reply, request.body, async () => ({
          status: 200,
          body: decided(await rejectQuarantined(request.params.id, request.body.why, by)),
        }));
      },
    );
  };
}
