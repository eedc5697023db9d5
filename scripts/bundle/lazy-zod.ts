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
  const note = new Note(make, shape);
  const stand = new Proxy(Object.create(null) as object, note);
  behind.set(stand, () => note.schema);
  return stand;
}

/** How a schema is made, and what stands in its place until something looks at it. */
class Note implements ProxyHandler<object> {
  readonly #make: Make;
  readonly #shape: object | undefined;
  #made: object | undefined;

  constructor(make: Make, shape: object | undefined) {
    this.#make = make;
    this.#shape = shape;
  }

  get schema(): object {
    this.#made ??= this.#make() as object;
    return this.#made;
  }

  get(_: object, name: string | symbol): unknown {
    if (this.#made === undefined && typeof name === 'string') {
      if (name === 'shape' && this.#shape) return this.#shape;
      if (steps.has(name)) return (...given: unknown[]) => step(() => this.schema, name, given);
      if (name === 'meta') {
        return (...given: unknown[]) =>
          given.length === 0
            ? Reflect.get(this.schema, name).call(this.schema)
            : step(() => this.schema, name, given, this.#shape);
      }
    }
    const value = Reflect.get(this.schema, name);
    return typeof value === 'function' && steps.has(String(name))
      ? (...given: unknown[]) => value.apply(this.schema, given.map(real))
      : value;
  }

  set(_: object, name: string | symbol, value: unknown): boolean {
    return Reflect.set(this.schema, name, value);
  }

  has(_: object, name: string | symbol): boolean {
    return Reflect.has(this.schema, name);
  }

  ownKeys(): (string | symbol)[] {
    return Reflect.ownKeys(this.schema);
  }

  getOwnPropertyDescriptor(_: object, name: string | symbol): PropertyDescriptor | undefined {
    const found = Reflect.getOwnPropertyDescriptor(this.schema, name);
    return found && { ...found, configurable: true };
  }

  getPrototypeOf(): object | null {
    return Reflect.getPrototypeOf(this.schema);
  }
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
