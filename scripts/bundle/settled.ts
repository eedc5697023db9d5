import { deepStrictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'rolldown';

/** Modules whose exports are plain data that takes milliseconds to work out: the bundle holds the data itself. */
export function settled(modules: readonly string[]): Plugin {
  return {
    name: 'settled',
    async load(id) {
      if (!modules.includes(id)) return null;
      const exported = Object.entries((await import(pathToFileURL(id).href)) as object);
      const lines = exported.map(([name, value]) => {
        const text = JSON.stringify(value) ?? 'null';
        const more = `${name} of ${id} is more than data. Put it into a file of its own.`;
        deepStrictEqual(JSON.parse(text), value, more);
        return `export const ${name} = JSON.parse(${JSON.stringify(text)});`;
      });
      return { code: lines.join('\n'), moduleType: 'js' };
    },
  };
}

/** The files that such data is worked out from, as far as they lie in the same package. */
export function workedOutFrom(modules: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...modules];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/ from '(\.[^']+)'/g)) {
      waiting.push(join(dirname(file), path!));
    }
  }
  return seen;
}
