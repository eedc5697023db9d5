import fastifyPlugin from 'fastify-plugin';
import type { ServiceContext } from '../context/context.ts';
import { authenticate } from './authenticate.ts';
import { headers } from './headers.ts';
import { hostNames } from './host-names.ts';
import { limits } from './limits.ts';
import { turnByTurn } from './turn-by-turn.ts';

/** What every request passes first: host name, headers, who calls, how often, and whose turn it is. */
export const security = (context: ServiceContext) =>
  fastifyPlugin(async (app) => {
    await app.register(hostNames(context));
    await app.register(headers(context));
    await app.register(authenticate(context));
    await app.register(limits(context));
    await app.register(turnByTurn(context));
  });
