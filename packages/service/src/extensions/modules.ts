import { existsSync, realpathSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TimelineError } from '@monitoring-timeline/core';

/** A module of whoever runs this cannot be taken in; the message names its file and what to mend. */
export class InvalidExtension extends TimelineError {
  readonly code = 'InvalidExtension';

  constructor(file: string, why: string, cause?: unknown) {
    super(`--with ${file}: ${why.replace(/\.$/, '')}.`, { file }, cause);
  }
}

/** What modules of others share with this program, wherever they lie: one copy of each. A second would describe every schema again. */
const ours = /^@monitoring-timeline\//;
const libraries = /^(?:zod|rxjs)(?:\/|$)/;

/** Where the packages of this program lie beside each other. */
const place = new URL('../../../', import.meta.url).href;

let hooked = false;

function shareWithModules(): void {
  if (hooked) return;
  hooked = true;
  registerHooks({
    resolve: (specifier, context, next) => {
      const { parentURL } = context;
      if (sharedWith(parentURL, specifier)) {
        return next(specifier, { ...context, parentURL: import.meta.url });
      }
      const found = next(specifier, context);
      // what a module is made of is part of it; what is installed beside it is not
      if (isGiven(parentURL) && !found.url.includes('/node_modules/')) given.add(found.url);
      return found;
    },
  });
}

/** The modules given, with the files of their own that they load. */
const given = new Set<string>();

function isGiven(url: string | undefined): boolean {
  return url !== undefined && given.has(url);
}

function sharedWith(parent: string | undefined, specifier: string): boolean {
  if (isGiven(parent)) return ours.test(specifier) || libraries.test(specifier);
  return ours.test(specifier) && parent?.startsWith('file:') === true && !parent.startsWith(place);
}

/** What a module exports, under any names or in lists. @throws InvalidExtension where it cannot be loaded */
export async function exportsOf(file: string): Promise<readonly unknown[]> {
  try {
    shareWithModules();
    // a link is loaded as what it leads to, so that is who asks for the shared packages
    const path = resolve(file);
    const url = pathToFileURL(existsSync(path) ? realpathSync(path) : path).href;
    given.add(url);
    return Object.values((await import(url)) as Readonly<Record<string, unknown>>).flat();
  } catch (error) {
    throw new InvalidExtension(file, error instanceof Error ? error.message : String(error), error);
  }
}
