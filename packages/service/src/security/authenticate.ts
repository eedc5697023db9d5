import type { FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { ServiceContext } from '../context/context.ts';
import { accessOf, authorise } from './access.ts';

/**
 * Finds out who calls before anything else is done, and decides after the limits have counted the request and before its
 * body is read.
 */
export const authenticate = ({ tokens, lastUse, clock, settings }: ServiceContext) =>
  fastifyPlugin(async (app) => {
    app.decorateRequest('caller', null);
    app.decorateRequest('refusedToken', null);

    app.addHook('onRequest', async (request) => {
      const text = bearerOf(request);
      if (text === undefined) return;
      const now = clock.now();
      const shown = await tokens.check(text, now);
      if (shown.kind === 'refused') {
        request.refusedToken = shown.why;
        request.log.info({ why: shown.why }, 'a token was refused');
        return;
      }
      request.caller = shown.token;
      lastUse.note(shown.token.id, now).catch((error: unknown) => {
        request.log.warn({ err: error }, 'the last use of a token could not be noted');
      });
    });

    app.addHook('preParsing', async (request) => {
      if (request.is404) return;
      authorise(accessOf(request), request, settings.reading);
    });
  });

/** The bearer token of a request; other kinds of authorisation are none. */
function bearerOf({ headers }: FastifyRequest): string | undefined {
  const { authorization } = headers;
  if (authorization === undefined) return undefined;
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
}
