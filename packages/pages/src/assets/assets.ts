import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyPluginAsync } from 'fastify';
import { type Asset, markOf } from './asset.ts';
import { modulesIn } from './modules.ts';
import { styleIn } from './style.ts';

/** What browsers load lies among the sources; from a built file, beside its source. */
const sources = fileURLToPath(new URL('../../src/', import.meta.url));

function asset(name: string, type: string, body: string): Asset {
  const [stem, ending] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.'))];
  return { address: `/assets/${stem}-${markOf(body)}${ending}`, type, body };
}

/** Files that every page loads, by their names. */
const assets = {
  'pages.css': asset('pages.css', 'text/css; charset=utf-8', styleIn(sources)),
  'icon.svg': asset(
    'icon.svg',
    'image/svg+xml',
    readFileSync(join(sources, 'assets/icon.svg'), 'utf8'),
  ),
} as const satisfies Readonly<Record<string, Asset>>;

const modules = modulesIn(join(sources, 'browser'));

/** The address of a file that every page loads, by its name. */
export function assetAddress(name: keyof typeof assets): string {
  return assets[name].address;
}

/** The address of a module that runs in the browser, by its name. @throws Error where there is none of that name */
export function moduleAddress(name: string): string {
  return modules.address(name);
}

/** Serves them to everybody, to be kept for a year. */
export const assetRoutes: FastifyPluginAsync = async (app) => {
  function serve(address: string, type: string, body: () => string): void {
    const config = { access: 'everybody', lane: 'none' } as object;
    app.get(address, { config, schema: { hide: true } as object }, async (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type(type).send(body()),
    );
  }
  for (const { address, type, body } of Object.values(assets)) serve(address, type, () => body);
  for (const name of modules.names) {
    serve(modules.address(name), 'text/javascript; charset=utf-8', () => modules.script(name));
  }
};
