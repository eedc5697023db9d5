import fastify from 'fastify';
import {
  type FastifyPluginAsyncZod,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { ServiceContext } from '../context/context.ts';
import { problems } from '../problems/index.ts';
import { hostNames } from '../security/host-names.ts';
import { healthRoutes, metricsRoute } from './routes.ts';

const host = '127.0.0.1';

/** Serves health and metrics on a port of their own, which only this machine can reach, as long as the service listens. */
export const ownPort =
  ({ settings, metrics, health, lifecycle }: ServiceContext, port: number): FastifyPluginAsyncZod =>
  async (app) => {
    const own = fastify({ logger: false, bodyLimit: 1024, forceCloseConnections: true });
    own.setValidatorCompiler(validatorCompiler);
    own.setSerializerCompiler(serializerCompiler);
    await own.register(problems);
    await own.register(hostNames({ settings: { ...settings, host, hosts: [] } }));
    await own.register(healthRoutes(health));
    await own.register(metricsRoute(metrics, 'everybody'));
    lifecycle.onListen(async () => {
      lifecycle.metricsUrl = await own.listen({ host, port });
      app.log.info({ address: lifecycle.metricsUrl }, 'health and metrics are served');
    });
    app.addHook('onClose', async () => {
      await own.close();
    });
  };
