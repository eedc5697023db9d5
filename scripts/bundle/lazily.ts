import { isBuiltin } from 'node:module';
import type { Plugin } from 'rolldown';

/** Modules of Node that take milliseconds to load, and that most questions call nothing of. */
const dear: ReadonlySet<string> = new Set([
  'node:child_process',
  'node:crypto',
  'node:fs/promises',
  'node:http',
  'node:os',
  'node:readline',
  'node:stream',
  'node:stream/promises',
  'node:timers/promises',
  'node:worker_threads',
  'node:zlib',
]);

const mark = '\0lazily:';

/** A module that loads another when one of its functions is called, or one of its values looked at. */
function standIn(module: string, names: readonly string[], load: string): string {
  const lines = names.map((name) =>
    /^[a-z]/.test(name) && isFunction(module, name)
      ? `export const ${name} = (...given) => load().${name}(...given);`
      : `export const ${name} = lazily(() => load().${name});`,
  );
  return `
    let loaded;
    const load = () => (loaded ??= ${load});
    const lazily = (value) => new Proxy(function () {}, {
      get: (_, name) => Reflect.get(value(), name),
      has: (_, name) => Reflect.has(value(), name),
      apply: (_, self, given) => Reflect.apply(value(), self, given),
      construct: (_, given) => Reflect.construct(value(), given),
      getPrototypeOf: () => Reflect.getPrototypeOf(value()),
    });
    ${lines.join('\n')}
    export default lazily(load);`;
}

function isFunction(module: string, name: string): boolean {
  return isBuiltin(module) && typeof builtin(module)[name] === 'function';
}

function builtin(module: string): Readonly<Record<string, unknown>> {
  return process.getBuiltinModule(module) as unknown as Readonly<Record<string, unknown>>;
}

const word = /^[A-Za-z_$][\w$]*$/;

/** What is dear to load, and seldom used, is loaded by its first use. `apart` are files of the bundle of their own, by package. */
export function lazily(lazyZod: string, apart: Readonly<Record<'luxon' | 'zod', string>>): Plugin {
  return {
    name: 'lazily',
    resolveId(id, importer) {
      if (importer === undefined) return null;
      if (Object.values(apart).includes(id)) return { id, external: true };
      if (dear.has(id) || id === 'luxon') return `${mark}${id}`;
      if (id !== 'zod') return null;
      return importer === lazyZod ? { id: apart.zod, external: true } : lazyZod;
    },
    load(id) {
      if (!id.startsWith(mark)) return null;
      const module = id.slice(mark.length);
      if (module === 'luxon') {
        const names = ['DateTime', 'Duration', 'IANAZone', 'Info'];
        return standIn(module, names, `require('${apart.luxon}')`);
      }
      const names = Object.keys(builtin(module)).filter(
        (name) => word.test(name) && name !== 'default' && name !== 'constants',
      );
      return standIn(module, names, `process.getBuiltinModule('${module}')`);
    },
  };
}
