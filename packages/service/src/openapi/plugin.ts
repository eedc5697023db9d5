import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { attribution } from '@monitoring-timeline/projections';
import type { FastifyInstance } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { ServiceContext } from '../context/context.ts';
import { described, describedRoute } from './transform.ts';

const description = [
  'The inspection history of children’s services in England, as it was and as it was known on any day.',
  `${attribution.licence} ${attribution.codes}`,
  attribution.notice,
].join('\n\n');

/** Begins to collect what routes say of themselves; must stand before them. */
export const describeRoutes = ({ settings }: ServiceContext) =>
  fastifyPlugin(async (app) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Monitoring timeline',
          version: '1.0.0',
          description,
          license: {
            name: 'Open Government Licence v3.0 (the data)',
            url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
          },
        },
        components: {
          securitySchemes: {
            token: { type: 'http', scheme: 'bearer', description: '`timeline token create`' },
          },
        },
      },
      transform: describedRoute(settings.reading),
      transformObject: described,
    });
  });

/** Serves the description as a document and as a page to browse. */
export async function serveDescription(app: FastifyInstance): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, access: 'everybody' };
  });
  await app.register(swaggerUi, {
    routePrefix: '/api',
    staticCSP: false,
    uiConfig: { layout: 'BaseLayout', deepLinking: true, defaultModelsExpandDepth: 0 },
    theme: { title: 'Monitoring timeline' },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json').send(JSON.stringify(app.swagger())),
  );
}
