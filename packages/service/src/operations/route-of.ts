import type { FastifyRequest } from 'fastify';

/** The route that a request was for, as it is written: `/api/authorities/:authority/standing`; `none` where it was for nothing. */
export function routeOf({ routeOptions, is404 }: FastifyRequest): string {
  return is404 ? 'none' : (routeOptions.url ?? 'none');
}
