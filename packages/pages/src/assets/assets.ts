import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyPluginAsync } from 'fastify';

/** A file that pages load. Its address changes with its bytes, so that a browser never asks for it twice. */
export interface Asset {
  readonly address: string;
  readonly type: string;
  readonly body: string;
}

const own = fileURLToPath(new URL('../../src/assets/', import.meta.url));
const require = createRequire(import.meta.url);
const govuk = dirname(require.resolve('govuk-frontend/package.json'));

/**
 * The style of GOV.UK Frontend without what belongs to the government alone: its typeface, for which we hold no licence, and
 * its crest.
 */
export function plainStyle(css: string): string {
  return css
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll(/(["']?)GDS Transport\1,/g, '')
    .replaceAll(/url\([^)]*crest[^)]*\)/g, 'none')
    .replaceAll(/\/\*# sourceMappingURL=.*?\*\//g, '');
}

function asset(name: string, type: string, body: string): Asset {
  const [stem, ending] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.'))];
  const mark = hash('sha256', body, 'hex').slice(0, 12);
  return { address: `/assets/${stem}-${mark}${ending}`, type, body };
}

const frontend = plainStyle(readFileSync(join(govuk, 'dist/govuk/govuk-frontend.min.css'), 'utf8'));
const style = readFileSync(join(own, 'pages.css'), 'utf8');

/** Every file that pages load, by its name. */
const assets = {
  'pages.css': asset('pages.css', 'text/css; charset=utf-8', `${frontend}\n${style}`),
  'icon.svg': asset('icon.svg', 'image/svg+xml', readFileSync(join(own, 'icon.svg'), 'utf8')),
} as const satisfies Readonly<Record<string, Asset>>;

/** The address of a file that pages load, by its name. */
export function assetAddress(name: keyof typeof assets): string {
  return assets[name].address;
}

/** Serves them to everybody, to be kept for a year. */
export const assetRoutes: FastifyPluginAsync = async (app) => {
  for (const { address, type, body } of Object.values(assets)) {
    const config = { access: 'everybody', lane: 'none' } as object;
    app.get(address, { config, schema: { hide: true } as object }, async (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type(type).send(body),
    );
  }
};
