import cookie from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { ServiceContext } from '../context/context.ts';
import { Cookies, sessionsOf } from '../sessions/index.ts';
import { accessOf, authorise } from './access.ts';

/**
 * Finds out who calls before anything else is done, and decides after the limits have counted the request and before its
 * body is read.
 */
export const authenticate = (context: ServiceContext) =>
  fastifyPlugin(async (app) => {
    const { tokens, lastUse, clock, settings } = context;
    const sessions = sessionsOf(context);
    const cookies = new Cookies(settings);
    await app.register(cookie);
    app.decorateRequest('caller', null);
    app.decorateRequest('refusedToken', null);
    app.decorateRequest('session', null);

    async function knowBySession(request: FastifyRequest): Promise<void> {
      const text = cookies.read(request, 'session');
      if (text === undefined || !takesSession(request)) return;
      request.session = (await sessions.find(text)) ?? null;
      request.caller = request.session?.token ?? null;
      if (request.caller) note(request, request.caller.id);
    }

    function note(request: FastifyRequest, token: string): void {
      lastUse.note(token, clock.now()).catch((error: unknown) => {
        request.log.warn({ err: error }, 'the last use of a token could not be noted');
      });
    }

    app.addHook('onRequest', async (request) => {
      const text = bearerOf(request);
      if (text === undefined) {
        await knowBySession(request);
        return;
      }
      const now = clock.now();
      const shown = await tokens.check(text, now);
      if (shown.kind === 'refused') {
        request.refusedToken = shown.why;
        request.log.info({ why: shown.why }, 'a token was refused');
        return;
      }
      request.caller = shown.token;
      note(request, shown.token.id);
    });

    app.addHook('preParsing', async (request) => {
      if (request.is404) return;
      authorise(accessOf(request), request, settings.reading);
    });
  });

/** A browser sends a cookie along whoever has it ask: so a session reads, and writes by the forms of pages alone. */
function takesSession({ method, routeOptions: { config } }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD' || config.form === true;
}

/** The bearer token of a request; other kinds of authorisation are none. */
function bearerOf({ headers }: FastifyRequest): string | undefined {
  const { authorization } = headers;
  if (authorization === undefined) return undefined;
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
}
