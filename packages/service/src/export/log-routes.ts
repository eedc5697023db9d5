import { datesGiven } from '@monitoring-timeline/projections';
import { type LogFormat, logLines } from '@monitoring-timeline/projections/export';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { address, datesIn } from '../query/parameters.ts';
import { problemResponses } from '../query/routes.ts';
import { allows } from '../tokens/index.ts';
import { bytes, logWords } from './export-parameters.ts';
import type { Sending } from './sending.ts';

const endings: Readonly<Record<LogFormat, string>> = {
  jsonl: 'events.jsonl',
  cloudevents: 'events.cloudevents.jsonl',
};

/** The log in lines that import takes in: whole for an administrator, else the facts in it. */
export function logRoutes(context: ServiceContext, sending: Sending): FastifyPluginAsyncZod {
  const { store, people } = context;
  return async (app) => {
    for (const [format, file] of Object.entries(endings) as [LogFormat, string][]) {
      app.route({
        method: 'GET',
        url: `/export/${file}`,
        config: { lane: 'export' },
        schema: {
          operationId: format === 'jsonl' ? 'exportLog' : 'exportLogAsCloudEvents',
          tags: ['Export'],
          summary:
            format === 'jsonl'
              ? 'The log as JSON lines, which import takes in'
              : 'The log as CloudEvents 1.0, one a line, which import takes in',
          description:
            'With a token of the role admin the whole log: import into an empty store keeps ids, order, times and hashes. Else the facts in it, without what the system and its users did; each remembers in its metadata when it was recorded.',
          querystring: logWords,
          response: {
            200: {
              description: 'A line with the licence, then a line an event.',
              content: { 'application/x-ndjson': { schema: bytes } },
            },
            304: z.undefined().meta({ description: 'What the client has is right.' }),
            ...problemResponses,
          },
        },
        handler: async (request, reply) => {
          const given = request.query as z.output<typeof logWords>;
          const { recordedAt } = datesGiven(datesIn({ recordedAt: given.recordedAt }), address);
          const isAdmin = request.caller !== null && allows(request.caller.role, 'admin');
          const named = given.people === 'true';
          if (named && !isAdmin) {
            throw new RequestProblem(
              403,
              'Forbidden',
              'The names of people in bulk need a token of the role admin. Leave `people` out.',
            );
          }
          return sending.send(
            {
              file,
              media: 'application/x-ndjson; charset=utf-8',
              describedBy: '/export/dictionary',
              question: ['log', format, recordedAt, isAdmin, named],
              pieces: ({ position: upTo }) =>
                logLines(
                  {
                    store,
                    format,
                    upTo,
                    recordedAt,
                    factsOnly: !isAdmin,
                    people: named ? people : undefined,
                  },
                  { events: 0, people: 0 },
                ),
            },
            request,
            reply,
          );
        },
      });
    }
  };
}
