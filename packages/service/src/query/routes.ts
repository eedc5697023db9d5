import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServiceContext } from '../app/context.ts';
import { problemMedia, problemSchema } from '../problems/index.ts';
import { Answering } from './answering.ts';
import { type Form, formWanted, readQuestion } from './asked.ts';
import type { Query } from './definition.ts';
import { dateWords, pageWords } from './words.ts';

export const csvSchema = z
  .string()
  .meta({ description: 'A line of names, then a line a row (RFC 4180).' });
const problemContent = { content: { [problemMedia]: { schema: problemSchema } } };

/** What any address can answer where something is wrong. */
export const problemResponses = {
  '4xx': { description: 'The request cannot be answered.', ...problemContent },
  '5xx': { description: 'The service cannot answer.', ...problemContent },
} as const;

/** Registers questions, each as JSON and as CSV. */
export function routesOf(
  queries: readonly Query[],
  context: ServiceContext,
): FastifyPluginAsyncZod {
  const answering = new Answering(context);
  return async (app) => {
    for (const query of queries) {
      for (const form of [undefined, 'csv'] as const) {
        app.route({
          method: 'GET',
          url: `/api${query.path}${form === undefined ? '' : '.csv'}`,
          schema: schemaOf(query, form),
          handler: (request, reply) => {
            const asked = readQuestion(query, request);
            return answering.send(asked, form ?? formWanted(request), request, reply);
          },
        });
      }
    }
  };
}

function schemaOf(query: Query, form: Form | undefined) {
  const name = query.path.replaceAll(/[/:]+(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    operationId: `ask${name}${form === 'csv' ? 'AsCsv' : ''}`,
    tags: [form === 'csv' ? 'Answers as CSV' : 'Answers'],
    summary: query.summary,
    ...(query.description === undefined ? {} : { description: query.description }),
    params: query.params,
    querystring: z.strictObject({
      ...query.words,
      ...datesTaken(query),
      ...(query.keyOf ? pageWords : {}),
    }),
    response: {
      200: {
        description: 'The answer.',
        content: {
          ...(form === 'csv' ? {} : { 'application/json': { schema: query.answer } }),
          'text/csv': { schema: csvSchema },
        },
      },
      304: z.undefined().meta({ description: 'What the client has is right.' }),
      ...problemResponses,
    },
  };
}

function datesTaken({ dates }: Query): Partial<typeof dateWords> {
  if (dates === 'all') return dateWords;
  if (dates === 'none') return {};
  return Object.fromEntries(dates.map((name) => [name, dateWords[name]]));
}
