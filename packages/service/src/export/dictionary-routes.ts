import { dataDictionary, dictionaryText } from '@monitoring-timeline/projections/export';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServiceContext } from '../context/context.ts';
import { problemResponses } from '../query/routes.ts';

const column = z.strictObject({
  name: z.string(),
  type: z.string(),
  meaning: z.string(),
  unit: z.string().optional(),
  values: z.array(z.string()).optional(),
  source: z.string().optional(),
});

const dictionarySchema = z
  .strictObject({
    attribution: z.record(z.string(), z.string()),
    conventions: z.array(z.string()),
    types: z.record(z.string(), z.record(z.string(), z.string())),
    tables: z.array(
      z.strictObject({
        name: z.string(),
        meaning: z.string(),
        grain: z.string(),
        key: z.array(z.string()),
        columns: z.array(column),
      }),
    ),
  })
  .meta({ id: 'DataDictionary', description: 'What every table and column of an export means.' });

/** What the exports mean: for programs, and to read. */
export const dictionaryRoutes =
  ({ timeline }: ServiceContext): FastifyPluginAsyncZod =>
  async (app) => {
    const questions = await timeline.questions();
    app.route({
      method: 'GET',
      url: '/export/dictionary',
      schema: {
        operationId: 'exportDictionary',
        tags: ['Export'],
        summary:
          'What every table and column means: meaning, type, unit, values, source of the rule',
        response: { 200: dictionarySchema, ...problemResponses },
      },
      handler: async () => dataDictionary(questions) as unknown as z.input<typeof dictionarySchema>,
    });
    app.route({
      method: 'GET',
      url: '/export/dictionary.md',
      schema: {
        operationId: 'exportDictionaryToRead',
        tags: ['Export'],
        summary: 'The data dictionary as a document to read',
        response: {
          200: {
            description: 'A document in Markdown.',
            content: { 'text/markdown': { schema: z.string() } },
          },
          ...problemResponses,
        },
      },
      handler: async (_request, reply) =>
        reply.type('text/markdown; charset=utf-8').send(dictionaryText(questions)),
    });
  };
