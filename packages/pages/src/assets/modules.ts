import { readdirSync, readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { markOf } from './asset.ts';

const require = createRequire(import.meta.url);

/** Libraries that modules import by name: they stand beside them, as scripts that a browser takes as they are. */
const libraries = {
  idiomorph: () =>
    `${readFileSync(require.resolve('idiomorph/dist/idiomorph.min.js'), 'utf8')}\nexport { Idiomorph };\n`,
} as const satisfies Readonly<Record<string, () => string>>;

/** The modules that run in a browser. */
export interface Modules {
  readonly names: readonly string[];
  /** Where a module is served. @throws Error where there is none of that name */
  address(name: string): string;
  /** A module as the browser runs it. @throws Error where there is none of that name */
  script(name: string): string;
}

/**
 * The modules of a folder, and the libraries that they import. All lie below one address that changes with the bytes of any, so that
 * what one imports of another is found where it stands.
 */
export function modulesIn(folder: string): Modules {
  const sources = new Map<string, string>();
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.ts')) continue;
    sources.set(file.slice(0, -'.ts'.length), readFileSync(join(folder, file), 'utf8'));
  }
  const scripts = new Map(Object.entries(libraries).map(([name, read]) => [name, read()]));
  const place = `/assets/browser-${markOf(JSON.stringify([...sources, ...scripts]))}`;
  const names = [...sources.keys(), ...scripts.keys()];
  function known(name: string): void {
    if (!names.includes(name)) {
      throw new Error(`No module is called ${name}. There are ${names.join(', ')}.`);
    }
  }
  return {
    names,
    address(name) {
      known(name);
      return `${place}/${name}.js`;
    },
    script(name) {
      known(name);
      const made = scripts.get(name) ?? scriptOf(sources.get(name) ?? '');
      scripts.set(name, made);
      return made;
    },
  };
}

/** A module without its types, which imports others from where they are served. */
function scriptOf(source: string): string {
  return withoutTypes(source).replaceAll(
    /^((?:import|export)\b[^'"]*)'(?:\.\/)?([\w-]+)(?:\.ts)?'/gm,
    "$1'./$2.js'",
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
