import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'rolldown';

const fileOf = (name: string): string => `${name}-thread.cjs`;

/** How a source names the file of a thread: beside itself, in TypeScript or as built. */
const beside =
  /new URL\(\s*`\.\/([\w-]+)\$\{extname\(fileURLToPath\(import\.meta\.url\)\)\}`,\s*import\.meta\.url,?\s*\)/g;

/** Threads of these names begin from their files of the bundle: from its source each would take the types out of every module for itself. */
export function inThreads(names: readonly string[]): Plugin {
  return {
    name: 'in-threads',
    transform(code) {
      const begun = code.replace(beside, (written, name: string) =>
        names.includes(name) ? `(__dirname + '/${fileOf(name)}')` : written,
      );
      return begun === code ? null : { code: begun, map: null };
    },
  };
}

/** Writes what a thread begins with beside its bundle; `loader` is where bundles are loaded from, as seen from there. */
export function writeThread(bundled: string, loader: string): void {
  const name = basename(bundled, '.cjs');
  writeFileSync(
    join(bundled, '..', fileOf(name)),
    `require(${JSON.stringify(loader)}).bundleLoader().load(__dirname + '/${name}.cjs');\n`,
  );
}
