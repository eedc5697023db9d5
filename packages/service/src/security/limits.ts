import rateLimit, {
  type FastifyRateLimitStore,
  type FastifyRateLimitStoreCtor,
} from '@fastify/rate-limit';
import { aborted } from '@monitoring-timeline/projections';
import type { FastifyBaseLogger } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { exhaustMap, lastValueFrom, takeUntil, timer } from 'rxjs';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { clientOf } from './client-of.ts';
import { lookMs, SharedRates, windowMs } from './shared-rates.ts';

/**
 * Length of addresses, and rates of requests by token, else by address, over all processes of one state; requests for nothing count
 * too.
 */
export const limits = ({ settings, state, store, lifecycle }: ServiceContext) =>
  fastifyPlugin(async (app) => {
    const rates = new SharedRates({ state, storeId: store.id });
    const exchanging = exchanged(rates, app.log);
    app.addHook('onReady', async () => exchanging.begin());
    lifecycle.onShutdown('counts of requests', () => exchanging.end());

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
      timeWindow: windowMs,
      store: countedBy(rates),
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

/** The counts as the plugin asks for them. */
function countedBy(rates: SharedRates): FastifyRateLimitStoreCtor {
  return class Counted implements FastifyRateLimitStore {
    incr(
      client: string,
      told: (error: Error | null, counted?: { current: number; ttl: number }) => void,
      _windowMs?: number,
      limit = 0,
    ): void {
      told(null, rates.count(client, limit));
    }

    child(): FastifyRateLimitStore {
      return this;
    }
  };
}

/** Tells other processes of what is counted here, until it is ended. A state that is away keeps no request waiting. */
function exchanged(rates: SharedRates, log: FastifyBaseLogger) {
  const stop = new AbortController();
  let alone = false;
  const trying = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      alone = false;
    } catch (error) {
      if (!alone) log.warn({ err: error }, 'requests are counted by this process for itself');
      alone = true;
    }
  };
  let over: Promise<unknown> = Promise.resolve();
  return {
    begin(): void {
      const rounds$ = timer(lookMs, lookMs).pipe(
        takeUntil(aborted(stop.signal)),
        exhaustMap(() => trying(() => rates.exchange())),
      );
      over = lastValueFrom(rounds$, { defaultValue: undefined });
    },
    async end(): Promise<void> {
      stop.abort();
      await over;
      await trying(() => rates.end());
    },
  };
}
