import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { RequestProblem } from '../problems/index.ts';
import { problemResponses } from '../query/routes.ts';
import type { Digest } from './digest.ts';
import type { Digests } from './digests.ts';

const params = z.strictObject({
  word: z.string().min(1).max(100).describe('As the link in a mail has it.'),
});
const form = 'application/x-www-form-urlencoded';
const smallest = 1024;

/**
 * Where the links of mails lead. Looking changes nothing, since programs that look at mail follow links; one press of a button, or the post of
 * a mail program (RFC 8058), ends the mails.
 */
export function digestRoutes(digests: Digests): FastifyPluginAsyncZod {
  async function named(word: string): Promise<Digest> {
    const digest = await digests.links.named(word, digests.all);
    if (digest) return digest;
    throw new RequestProblem(
      404,
      'UnknownDigest',
      'This link ends no mails: they have ended, or were set otherwise since. If mails still come, answer one of them.',
    );
  }

  return async (app) => {
    app.addContentTypeParser(
      form,
      { parseAs: 'string', bodyLimit: smallest },
      (_request, _body, done) => done(null, undefined),
    );
    app.route({
      method: 'GET',
      url: '/digests/off/:word',
      config: { access: 'everybody' },
      schema: schemaOf('askToEndDigest', 'A page with the button that ends the mails of a digest'),
      handler: async (request, reply) => {
        const { word } = request.params as z.output<typeof params>;
        const digest = await named(word);
        return reply
          .type('text/html; charset=utf-8')
          .send(page(`Stop the mails on ${digest.where}?`, 'off', word, 'Stop these mails'));
      },
    });
    for (const [to, off, operationId] of [
      ['off', true, 'endDigest'],
      ['on', false, 'resumeDigest'],
    ] as const) {
      app.route({
        method: 'POST',
        url: `/digests/${to}/:word`,
        config: { access: 'everybody' },
        schema: schemaOf(operationId, off ? 'Ends the mails of a digest' : 'Begins them again'),
        handler: async (request, reply) => {
          const { word } = request.params as z.output<typeof params>;
          const digest = await named(word);
          await digests.switch(digest, off);
          const said = off
            ? page(`The mails on ${digest.where} have ended.`, 'on', word, 'Send them again')
            : page(`The mails on ${digest.where} come again.`, 'off', word, 'Stop these mails');
          return reply.type('text/html; charset=utf-8').send(said);
        },
      });
    }
  };
}

function schemaOf(operationId: string, summary: string) {
  return {
    operationId,
    tags: ['Digests'],
    summary,
    description: 'Whoever has the link of a mail may; it takes no token.',
    params,
    response: {
      200: { description: 'A page.', content: { 'text/html': { schema: z.string() } } },
      ...problemResponses,
    },
  };
}

function page(title: string, to: 'on' | 'off', word: string, button: string): string {
  const shown = escaped(title);
  return `<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${shown}</title></head>
<body>
<main>
<h1>${shown}</h1>
<form method="post" action="../${to}/${encodeURIComponent(word)}"><button type="submit">${button}</button></form>
</main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
