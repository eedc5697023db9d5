import type { Question } from '@monitoring-timeline/projections/questions';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServiceContext } from '../context/context.ts';
import { problemMedia, problemSchema } from '../problems/index.ts';
import { Answering } from './answering.ts';
import { csvWanted, type Form, formWanted, readQuestion } from './asked.ts';
import { paramsOf, pathOf, queryOf } from './shape.ts';

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
  questions: readonly Question[],
  context: ServiceContext,
): FastifyPluginAsyncZod {
  const answering = new Answering(context);
  return async (app) => {
    for (const question of questions) {
      for (const form of [undefined, 'csv'] as const) {
        app.route({
          method: 'GET',
          url: `/api${pathOf(question)}${form === undefined ? '' : '.csv'}`,
          schema: schemaOf(question, form),
          handler: (request, reply) => {
            const asked = readQuestion(question, request);
            return answering.send(
              asked,
              form === undefined ? formWanted(request) : csvWanted(request.headers.accept),
              request,
              reply,
            );
          },
        });
      }
    }
  };
}

function schemaOf(question: Question, form: Form | undefined) {
  const name = pathOf(question).replaceAll(/[/:-]+(\w)/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
  return {
    operationId: `ask${name}${form === 'csv' ? 'AsCsv' : ''}`,
    tags: [form === 'csv' ? 'Answers as CSV' : 'Answers'],
    summary: question.summary,
    ...(question.description === undefined ? {} : { description: question.description }),
    params: paramsOf(question),
    querystring: queryOf(question),
    response: {
      200: {
        description: 'The answer.',
        content: {
          ...(form === 'csv' ? {} : { 'application/json': { schema: question.answer } }),
          'text/csv': { schema: csvSchema },
        },
      },
      304: z.undefined().meta({ description: 'What the client has is right.' }),
      ...problemResponses,
    },
  };
}
