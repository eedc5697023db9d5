import rateLimit from '@fastify/rate-limit';
import fastifyPlugin from 'fastify-plugin';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { clientOf } from './client-of.ts';

/** How many addresses and tokens are counted at one time; the longest unused are let go. */
const counted = 10_000;

/** Length of addresses, and rates of requests by token, else by address; requests for nothing count too. */
export const limits = ({ settings }: ServiceContext) =>
  fastifyPlugin(async (app) => {
    app.addHook('onRequest', async ({ raw }) => {
      if ((raw.url?.length ?? 0) <= settings.urlLimit) return;
      throw new RequestProblem(
        414,
        'AddressTooLong',
        `The address is longer than ${settings.urlLimit} characters. Ask for less at a time.`,
      );
    });

    await app.register(rateLimit, {
      global: false,
      timeWindow: 60_000,
      cache: counted,
      max: (request) => (request.caller ? settings.tokenRatePerMinute : settings.ratePerMinute),
      keyGenerator: clientOf,
      // what watches over the service must not be shut out by others at its address
      allowList: (request) => request.routeOptions.config.unlimited === true,
      enableDraftSpec: true,
      errorResponseBuilder: (_request, { ttl }) =>
        new RequestProblem(
          429,
          'TooManyRequests',
          `Too many requests. Ask again in ${Math.ceil(ttl / 1000)} seconds.`,
        ),
    });
    app.addHook('onRequest', app.rateLimit());
  });
