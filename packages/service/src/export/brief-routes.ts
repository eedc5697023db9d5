import { Readable } from 'node:stream';
import {
  type BriefForm,
  briefForms,
  briefOf,
  briefStyle,
  briefTypes,
  whereOf,
  writtenBrief,
} from '@monitoring-timeline/projections/brief';
import { shipped } from '@monitoring-timeline/projections/questions';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { withHeaders } from '../query/answering.ts';
import { readQuestion, weightOf } from '../query/asked.ts';
import { etagOf, groundOf, matches, restsOn } from '../query/freshness.ts';
import { address } from '../query/parameters.ts';
import { problemResponses } from '../query/routes.ts';
import { queryOf } from '../query/shape.ts';
import { bytes } from './export-parameters.ts';

/** The answer to `today` as one page for a meeting, in each form. */
export function briefRoutes(context: ServiceContext): FastifyPluginAsyncZod {
  const { timeline } = context;
  const groundNow = groundOf(context);
  return async (app) => {
    const today = await shipped.today();

    async function send(
      form: BriefForm,
      request: FastifyRequest,
      reply: FastifyReply,
    ): Promise<FastifyReply> {
      const asked = readQuestion(today, request);
      const ground = await groundNow();
      const rests = restsOn(context, ground);
      const etag = etagOf(['brief', ...rests, ground.today, asked.question, form]);
      // the same page, though not always the same bytes: a document for Word says when it was made
      const weak = `W/${etag}`;
      if (matches(request.headers['if-none-match'] ?? '', etag)) {
        return withHeaders(reply, weak, undefined).code(304).send();
      }
      // two documents for Word of the same page are not of one length
      if (request.method === 'HEAD' && form === 'docx') {
        return withHeaders(reply, weak, undefined).type(briefTypes[form]).send(Readable.from([]));
      }
      const { words, dates } = asked;
      const answer = await timeline.ask(today, words, dates, { manner: address });
      const brief = briefOf(answer, whereOf(words, timeline.directory), {
        now: ground.today,
      });
      const body = Buffer.from(await writtenBrief(brief, form));
      withHeaders(reply, weak, undefined).type(briefTypes[form]);
      if (form === 'html') {
        reply.header('content-security-policy', `default-src 'none'; style-src ${briefStyle}`);
      } else reply.header('content-disposition', `attachment; filename="brief.${form}"`);
      return reply.send(body);
    }

    for (const form of briefForms) {
      app.route({
        method: 'GET',
        url: `/brief.${form}`,
        schema: schemaOf([form], today),
        handler: async (request, reply) => send(form, request, reply),
      });
    }
    app.route({
      method: 'GET',
      url: '/brief',
      schema: schemaOf(briefForms, today),
      handler: async (request, reply) => send(formWanted(request), request, reply),
    });
  };
}

/** The form that a request prefers; HTML where it says nothing. @throws RequestProblem 406 */
function formWanted({ headers: { accept } }: FastifyRequest): BriefForm {
  if (accept === undefined || accept === '') return 'html';
  const order: readonly BriefForm[] = ['html', 'docx', 'md'];
  const [best] = order
    .map((form) => ({ form, weight: weightOf(accept, ...typeOf(form)) }))
    .sort((a, b) => b.weight - a.weight);
  if (best && best.weight > 0) return best.form;
  throw new RequestProblem(
    406,
    'NotAcceptable',
    `A brief is given as ${order.map((form) => typeOf(form).join('/')).join(', ')}. Accept one of them, or ask for /brief.docx.`,
  );
}

function typeOf(form: BriefForm): [type: string, subtype: string] {
  const [type = '', subtype = ''] = (briefTypes[form].split(';', 1)[0] ?? '').split('/');
  return [type, subtype];
}

function schemaOf(forms: readonly BriefForm[], today: Awaited<ReturnType<typeof shipped.today>>) {
  const [only, ...more] = forms;
  const name = only !== undefined && more.length === 0 ? only : undefined;
  return {
    operationId: `brief${name === undefined ? '' : `As${name.charAt(0).toUpperCase()}${name.slice(1)}`}`,
    tags: ['Export'],
    summary: `What changed, what stands and what comes, as one page for a meeting${name === undefined ? '' : `: ${name}`}`,
    description: 'The answer to `/api/today` in the form that the address or the request names.',
    querystring: queryOf(today),
    response: {
      200: {
        description: 'The page.',
        content: Object.fromEntries(
          forms.map((form) => [
            typeOf(form).join('/'),
            { schema: form === 'docx' ? bytes : z.string() },
          ]),
        ),
      },
      304: z.undefined().meta({ description: 'What the client has is right.' }),
      ...problemResponses,
    },
  };
}
