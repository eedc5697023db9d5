import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { markOf } from './asset.ts';

/** The modules that run in a browser. */
export interface Modules {
  readonly names: readonly string[];
  /** Where a module is served. @throws Error where there is none of that name */
  address(name: string): string;
  /** A module as the browser runs it. */
  script(name: string): string;
}

/**
 * The modules of a folder. All lie below one address that changes with the bytes of any, so that what one imports of another
 * is found where it stands.
 */
export function modulesIn(folder: string): Modules {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const sources = new Map(
    files.map((file) => [file.slice(0, -'.ts'.length), readFileSync(join(folder, file), 'utf8')]),
  );
  const place = `/assets/browser-${markOf(JSON.stringify([...sources]))}`;
  const scripts = new Map<string, string>();
  return {
    names: [...sources.keys()],
    address(name) {
      if (!sources.has(name)) {
        throw new Error(
          `No module is called ${name}. There are ${[...sources.keys()].join(', ')}.`,
        );
      }
      return `${place}/${name}.js`;
    },
    script(name) {
      const made = scripts.get(name) ?? scriptOf(sources.get(name) ?? '');
      scripts.set(name, made);
      return made;
    },
  };
}

/** A module without its types, which imports others by the ending under which they are served. */
export function scriptOf(source: string): string {
  return withoutTypes(source).replaceAll(
    /^((?:import|export)\b[^'"]*)(['"])(\.\/[\w-]+)\.ts\2/gm,
    '$1$2$3.js$2',
  );
}

function withoutTypes(source: string): string {
  // Node tells once that this is experimental; whoever runs a service can do nothing about it
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
