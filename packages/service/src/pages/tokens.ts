import type { TokensDesk } from '@monitoring-timeline/pages';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { actorOf } from '../commands/actor.ts';
import type { ServiceContext } from '../context/context.ts';
import { createToken, revokeToken, tokenState } from '../tokens/index.ts';

const dayMs = 86_400_000;
/** A secret that nobody has come for is forgotten, ms. */
const toldWithinMs = 5 * 60_000;

/** Gives out tokens and takes them back, as `timeline token` does. */
export function tokensDesk(context: ServiceContext): (request: FastifyRequest) => TokensDesk {
  const { store, tokens, lastUse, clock } = context;
  // between the form and the page that tells it, in this process alone: on no disk
  const untold = new LRUCache<string, string>({ max: 1000, ttl: toldWithinMs });

  return (request) => {
    const key = (id: string) => `${request.caller?.id} ${id}`;
    const changer = () => ({ store, actor: actorOf(request), now: new Date(clock.now()) });
    return {
      async all() {
        const used = await lastUse.all();
        const now = clock.now();
        return (await tokens.all()).map((token) => ({
          ...token,
          state: tokenState(token, now),
          lastUsed: used.get(token.id) ?? null,
        }));
      },
      async make({ name, role, days }) {
        const expires = new Date(clock.now() + days * dayMs);
        const { token, text } = await createToken({ role, expires, name }, changer());
        untold.set(key(token.id), text);
        return token.id;
      },
      async revoke(id) {
        await revokeToken(id, changer());
      },
      secret(id) {
        const text = untold.get(key(id));
        untold.delete(key(id));
        return text;
      },
    };
  };
}
