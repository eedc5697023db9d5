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

/** What modules of others share with this program, wherever they lie: one copy of each. */
const shared = /^(?:@monitoring-timeline\/|zod(?:\/|$)|rxjs(?:\/|$))/;

let hooked = false;

function shareWithModules(): void {
  if (hooked) return;
  hooked = true;
  registerHooks({
    resolve: (specifier, context, next) =>
      shared.test(specifier) && outside(context.parentURL)
        ? next(specifier, { ...context, parentURL: import.meta.url })
        : next(specifier, context),
  });
}

const given = new Set<string>();

function outside(parent: string | undefined): boolean {
  return parent !== undefined && given.has(parent);
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
