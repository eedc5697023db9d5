import compress from '@fastify/compress';
import type { FastifyPluginAsync } from 'fastify';
import { assetRoutes } from './assets/assets.ts';
import type { PagesHost } from './page/host.ts';
import { routesOf } from './page/route.ts';
import { pageList } from './pages.ts';

/** The pages and what they load, compressed where the browser takes it. */
export function pages(host: PagesHost): FastifyPluginAsync {
  return async (app) => {
    await app.register(compress, { encodings: ['br', 'gzip'], threshold: 1024 });
    await app.register(assetRoutes);
    await app.register(routesOf(pageList, host));
  };
}
