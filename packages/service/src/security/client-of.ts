import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';

/** Who asks, as limits count: the bearer of a token, else an address. */
export function clientOf({ caller, ip }: Pick<FastifyRequest, 'caller' | 'ip'>): string {
  return caller ? `token ${caller.id}` : `address ${normalizeIP(ip)}`;
}
