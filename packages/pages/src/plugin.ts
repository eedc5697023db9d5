import compress from '@fastify/compress';
import type { FastifyPluginAsync } from 'fastify';
import { assetRoutes } from './assets/assets.ts';
import { deskRoutes } from './desk/route.ts';
import type { PagesHost } from './page/host.ts';
import { navigationOf, routesOf } from './page/route.ts';
import { deskList, pageList } from './pages.ts';

/** The pages and what they load, compressed where the browser takes it. */
export function pages(host: PagesHost): FastifyPluginAsync {
  return async (app) => {
    await app.register(compress, { encodings: ['br', 'gzip'], threshold: 1024 });
    await app.register(assetRoutes);
    await app.register(routesOf(pageList, host));
    await app.register(deskRoutes(deskList, navigationOf(pageList), host));
  };
}
