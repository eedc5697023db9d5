import type { Actor } from '@monitoring-timeline/core';
import type { FastifyRequest } from 'fastify';
import { RequestProblem } from '../problems/index.ts';

/** Who a request writes as: the bearer of its token, by the name that the token was given, else by its id. */
export function actorOf({ caller }: Pick<FastifyRequest, 'caller'>): Actor {
  if (caller) return { kind: 'person', name: caller.name ?? `token ${caller.id}` };
  throw new RequestProblem(
    401,
    'Unauthorised',
    'Writing needs a token, so that it is known who wrote.',
  );
}
