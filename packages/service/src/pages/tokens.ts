import type { TokensDesk } from '@monitoring-timeline/pages';
import type { FastifyRequest } from 'fastify';
import { actorOf } from '../commands/actor.ts';
import type { ServiceContext } from '../context/context.ts';
import { createToken, revokeToken, tokenState } from '../tokens/index.ts';
import { ToldOnce } from './told-once.ts';

const dayMs = 86_400_000;

/** Gives out tokens and takes them back, as `timeline token` does. */
export function tokensDesk(context: ServiceContext): (request: FastifyRequest) => TokensDesk {
  const { store, tokens, lastUse, clock } = context;
  const untold = new ToldOnce();

  return (request) => {
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
        untold.keep(request.caller?.id, token.id, text);
        return token.id;
      },
      async revoke(id) {
        await revokeToken(id, changer());
      },
      secret: (id) => untold.take(request.caller?.id, id),
    };
  };
}
