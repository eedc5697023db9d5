import type { FastifyRequest } from 'fastify';

/** How the caller reaches this service, without a path: names of hosts were checked before. */
export function baseOf({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${host}`;
}
