import type { SigningDesk } from '@monitoring-timeline/pages';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { isLoopback } from '../config/index.ts';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { clientOf } from '../security/client-of.ts';
import { type Cookies, isSecure, sessionsOf } from '../sessions/index.ts';

/** So many wrong tokens of one client are looked at in so long, ms. */
const mostWrong = 10;
const withinMs = 5 * 60_000;

/** Exchanges a token for a session, and ends sessions. */
export function signingDesk(
  context: ServiceContext,
  cookies: Cookies,
): (request: FastifyRequest, reply: FastifyReply) => SigningDesk {
  const { tokens, clock, settings } = context;
  const sessions = sessionsOf(context);
  const wrong = new LRUCache<string, number>({ max: 10_000, ttl: withinMs });

  return (request, reply) => ({
    safe: isSecure(request, settings) || isLoopback(request.ip),
    async signIn(text) {
      const client = clientOf({ caller: null, ip: request.ip });
      if ((wrong.get(client) ?? 0) >= mostWrong) {
        throw new RequestProblem(
          429,
          'TooManyAttempts',
          'Too many wrong tokens came from your address. Wait five minutes, and copy the token whole.',
          { 'retry-after': String(withinMs / 1000) },
        );
      }
      const shown = await tokens.check(text, clock.now());
      if (shown.kind === 'refused') {
        wrong.set(client, (wrong.get(client) ?? 0) + 1);
        request.log.info({ why: shown.why }, 'a token was refused at signing in');
        throw new RequestProblem(
          401,
          'Unauthorised',
          'The token is not valid here: it is unknown, expired or revoked. Copy it whole, from timeline_ to its end.',
        );
      }
      const before = cookies.read(request, 'session');
      if (before !== undefined) await sessions.end(before);
      const { text: held, until } = await sessions.begin(shown.token);
      cookies.clear(reply, 'visit');
      cookies.set(reply, 'session', held, until);
    },
    async signOut() {
      const held = cookies.read(request, 'session');
      if (held !== undefined) await sessions.end(held);
      cookies.clear(reply, 'session');
    },
    async signOutEverywhere() {
      if (request.caller) await sessions.endAll(request.caller.id);
      cookies.clear(reply, 'session');
    },
    sessions: async () => (request.caller ? sessions.count(request.caller.id) : 0),
  });
}
