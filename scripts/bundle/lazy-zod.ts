/**
 * Stands for zod in the bundle of the command. A question evaluates some hundred schemas that it never parses with: here each
 * is a note of how it is made, and zod is loaded and makes it when something looks at it.
 */
import type * as Zod from 'zod';

type Loaded = typeof Zod;
type Make = () => unknown;

// in the bundle a call that loads at once what is in the same file; `import` would load it before this module
declare const require: (id: string) => Loaded;

let loaded: Loaded | undefined;

function zod(): Loaded {
  loaded ??= require('zod');
  return loaded;
}

/** Methods that give another schema, and so can be noted. What else there is, is asked of the schema itself. */
const steps: ReadonlySet<string> = new Set([
  'array',
  'brand',
  'catch',
  'default',
  'describe',
  'extend',
  'gt',
  'gte',
  'int',
  'length',
  'lt',
  'lte',
  'max',
  'min',
  'multipleOf',
  'nonempty',
  'nonnegative',
  'nullable',
  'nullish',
  'omit',
  'optional',
  'or',
  'partial',
  'pick',
  'pipe',
  'positive',
  'readonly',
  'refine',
  'regex',
  'strict',
  'superRefine',
  'toLowerCase',
  'toUpperCase',
  'transform',
  'trim',
]);

/** Functions of zod that give a schema and do nothing else. */
const makers: ReadonlySet<string> = new Set([
  'any',
  'array',
  'bigint',
  'boolean',
  'cidrv4',
  'cidrv6',
  'custom',
  'date',
  'discriminatedUnion',
  'email',
  'enum',
  'function',
  'int',
  'ipv4',
  'ipv6',
  'json',
  'literal',
  'looseObject',
  'never',
  'null',
  'number',
  'object',
  'partialRecord',
  'record',
  'strictObject',
  'string',
  'templateLiteral',
  'tuple',
  'undefined',
  'union',
  'unknown',
  'url',
  'uuid',
]);

const objects: ReadonlySet<string> = new Set(['object', 'strictObject', 'looseObject']);

/** The schema behind each note: zod itself never meets a note. */
const behind = new WeakMap<object, Make>();

function real(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const make = behind.get(value);
  if (make) return make();
  if (Array.isArray(value)) return value.map(real);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const members = Object.entries(Object.getOwnPropertyDescriptors(value)).map(
    // a member that is worked out later belongs to a shape that holds itself
    ([name, member]) => [
      name,
      'value' in member ? { ...member, value: real(member.value) } : member,
    ],
  );
  return Object.defineProperties({}, Object.fromEntries(members));
}

function noted(make: Make, shape?: object): unknown {
  let made: object | undefined;
  const get = (): object => {
    made ??= make() as object;
    return made;
  };
  const note = new Proxy(Object.create(null) as object, {
    get(_, name) {
      if (made === undefined && typeof name === 'string') {
        if (name === 'shape' && shape) return shape;
        if (steps.has(name)) return (...given: unknown[]) => step(get, name, given);
        if (name === 'meta') {
          return (...given: unknown[]) =>
            given.length === 0
              ? Reflect.get(get(), name).call(get())
              : step(get, name, given, shape);
        }
      }
      const value = Reflect.get(get(), name);
      return typeof value === 'function' && steps.has(String(name))
        ? (...given: unknown[]) => value.apply(get(), given.map(real))
        : value;
    },
    set: (_, name, value) => Reflect.set(get(), name, value),
    has: (_, name) => Reflect.has(get(), name),
    ownKeys: () => Reflect.ownKeys(get()),
    getOwnPropertyDescriptor(_, name) {
      const found = Reflect.getOwnPropertyDescriptor(get(), name);
      return found && { ...found, configurable: true };
    },
    getPrototypeOf: () => Reflect.getPrototypeOf(get()),
  });
  behind.set(note, get);
  return note;
}

function step(before: () => object, name: string, given: readonly unknown[], shape?: object) {
  return noted(() => {
    const schema = before() as Record<string, (...given: unknown[]) => unknown>;
    return schema[name]!(...given.map(real));
  }, shape);
}

function maker(name: string, of: () => Record<string, (...given: unknown[]) => unknown>) {
  return (...given: unknown[]) =>
    noted(
      () => of()[name]!(...given.map(real)),
      objects.has(name) ? ((given[0] ?? {}) as object) : undefined,
    );
}

const iso = new Proxy({} as Record<string, unknown>, {
  get: (_, name) => maker(String(name), () => zod().z.iso as never),
});

const made = new Map<string, unknown>([['iso', iso]]);

/** As zod's own `z`. */
export const z = new Proxy({} as typeof Zod.z, {
  get(_, name) {
    const found = made.get(String(name));
    if (found !== undefined) return found;
    if (!makers.has(String(name))) {
      const value = Reflect.get(zod().z, name);
      return typeof value === 'function' && !/^[A-Z$]/.test(String(name))
        ? (...given: unknown[]) => value(...given.map(real))
        : value;
    }
    const make = maker(String(name), () => zod().z as never);
    made.set(String(name), make);
    return make;
  },
});
