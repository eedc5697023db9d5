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

/** What is dear to load, and seldom used, is loaded by its first use. */
export function lazily(lazyZod: string, core: string): Plugin {
  return {
    name: 'lazily',
    resolveId(id, importer) {
      if (importer === undefined) return null;
      if (dear.has(id)) return `${mark}${id}`;
      if (id === 'luxon') {
        return importer === `${mark}luxon`
          ? this.resolve(id, core, { skipSelf: true })
          : `${mark}luxon`;
      }
      const own = /[\\/]packages[\\/]\w+[\\/]src[\\/]/.test(importer);
      // asked for as `import` would: what `require` finds is another copy
      if (id === 'zod' && importer === lazyZod) return this.resolve(id, core, { skipSelf: true });
      return id === 'zod' && own ? lazyZod : null;
    },
    load(id) {
      if (!id.startsWith(mark)) return null;
      const module = id.slice(mark.length);
      if (module === 'luxon') {
        return standIn(module, ['DateTime', 'Duration', 'IANAZone', 'Info'], "require('luxon')");
      }
      const names = Object.keys(builtin(module)).filter(
        (name) => word.test(name) && name !== 'default' && name !== 'constants',
      );
      return standIn(module, names, `process.getBuiltinModule('${module}')`);
    },
  };
}
