import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import type { Lane } from './access.ts';
import { clientOf } from './client-of.ts';
import { type Refusal, type Turn, Turns } from './turns.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Its turn to be worked for, once that came; null where its route takes none. */
    turn: Turn | null;
  }
}

/** Has the answers of one client worked out one after another, within the time that it may have; health waits for nobody. */
export const turnByTurn = ({ settings }: ServiceContext) =>
  fastifyPlugin(async (app) => {
    const turns = new Turns(settings.workSecondsPerMinute);
    const end = ({ turn }: FastifyRequest): void => turn?.end();
    app.decorateRequest('turn', null);

    app.addHook('preHandler', async (request, reply) => {
      const lane = laneOf(request);
      if (lane === 'none') return;
      const gone = new AbortController();
      reply.raw.once('close', () => {
        gone.abort();
        end(request);
      });
      const taken = await turns.take(clientOf(request), lane, gone.signal);
      if (taken === undefined) return reply.hijack();
      if ('refused' in taken) throw refusal(taken);
      request.turn = taken;
    });
    app.addHook('onSend', async (request, _reply, payload) => {
      // the turn of a stream ends when it was sent, and whoever makes it says when that is work
      if (payload instanceof Readable) request.turn?.rest();
      else end(request);
      return payload;
    });
    app.addHook('onResponse', async (request) => end(request));
  });

function laneOf({ method, routeOptions: { config } }: FastifyRequest): Lane {
  if (config.unlimited) return 'none';
  return config.lane ?? (method === 'GET' || method === 'HEAD' ? 'answer' : 'none');
}

function refusal(refusal: Refusal): RequestProblem {
  if (refusal.refused === 'waiting') {
    return new RequestProblem(
      429,
      'TooManyWaiting',
      'Too many of your requests wait for their turn. Ask one after another.',
      { 'retry-after': '5' },
    );
  }
  return new RequestProblem(
    429,
    'WorkSpent',
    `Your requests have used up the time that the service works for one client. Ask again in ${refusal.seconds} seconds, and for less at a time: a page, a region, an authority.`,
    { 'retry-after': String(refusal.seconds) },
  );
}
