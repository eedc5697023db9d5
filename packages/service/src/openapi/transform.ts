import type { SwaggerTransform, SwaggerTransformObject } from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { accessOfRoute } from '../security/access.ts';

const token = [{ token: [] }];
/** Either nothing or a token. */
const anybody = [{}, { token: [] }];

/** The form in which files are sent; its parts are read as they come, so no schema of ours checks it. */
const form = {
  type: 'object',
  required: ['file'],
  properties: {
    file: {
      type: 'array',
      items: { type: 'string', contentMediaType: 'application/octet-stream' },
    },
    published: { type: 'string', format: 'date' },
    dryRun: { type: 'string', enum: ['true', 'false'] },
  },
} as const;

/** What a route says of itself, with who may call it. */
export function describedRoute(reading: 'open' | 'closed'): SwaggerTransform {
  return (input) => {
    const { schema, url } = jsonSchemaTransform(input as Parameters<typeof jsonSchemaTransform>[0]);
    if (!schema || schema.hide) return { schema, url };
    const access = accessOfRoute(input.route.config, [input.route.method].flat()[0] ?? 'GET');
    const open = access === 'everybody' || (access === 'read' && reading === 'open');
    const files = schema.consumes?.includes('multipart/form-data') ? { body: form } : {};
    return { schema: { ...schema, ...files, security: open ? anybody : token }, url };
  };
}

/** The whole description, without schemas that no route leads to. */
export const described: SwaggerTransformObject = (input) => {
  const document = jsonSchemaTransformObject(input) as Described;
  const { paths, components } = document;
  const all = components.schemas ?? {};
  const used = new Set<string>();
  const open = referencedIn(paths);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    open.push(...referencedIn(all[name]));
  }
  const schemas = Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)));
  return {
    ...document,
    components: { ...components, schemas },
  } as ReturnType<SwaggerTransformObject>;
};

interface Described {
  readonly paths: unknown;
  readonly components: { readonly schemas?: Readonly<Record<string, unknown>> };
}

/** Names of the schemas that a part of the description refers to. */
function referencedIn(part: unknown): string[] {
  const text = JSON.stringify(part ?? null);
  return [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? '');
}
