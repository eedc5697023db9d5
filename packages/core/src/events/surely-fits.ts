import type { z } from 'zod';

/**
 * True only of what fits a schema, and is the same after it was read by it. Where it is false, the schema has to be asked. What cannot
 * be listed or has no name of text is not looked at: nothing writes it.
 */
export type Sure = (value: unknown) => boolean;

const never: Sure = () => false;

const made = new WeakMap<z.core.$ZodType, Sure>();

/**
 * A quick yes to what fits a schema: structure is looked at here, checks are the schema's own, and nothing is copied on the way. That
 * takes half the time of reading a value by the schema, which stays the one to say no and why, and to know whatever is not known here.
 */
export function surelyFits(schema: z.core.$ZodType): Sure {
  const before = made.get(schema);
  if (before) return before;
  const structure = structureOf(schema as z.core.$ZodTypes);
  const sure = structure === never ? never : withChecks(structure, checksOf(schema));
  made.set(schema, sure);
  return sure;
}

function structureOf(schema: z.core.$ZodTypes): Sure {
  const { def } = schema._zod;
  switch (def.type) {
    case 'string':
      return 'coerce' in def && def.coerce ? never : (value) => typeof value === 'string';
    case 'number':
      return 'coerce' in def && def.coerce ? never : (value) => Number.isFinite(value);
    case 'boolean':
      return def.coerce ? never : (value) => typeof value === 'boolean';
    case 'null':
      return (value) => value === null;
    case 'lazy':
      // JSON is made of itself, so what it is made of is asked for only when there is some
      return (value) => surelyFits((schema as z.core.$ZodLazy)._zod.innerType)(value);
    case 'literal':
    case 'enum':
      return oneOf([...(schema._zod.values ?? [])]);
    case 'optional': {
      const inner = surelyFits(def.innerType);
      // an exact one lets a member be away, and not be undefined; in the place of undefined may come a default
      return schema._zod.traits.has('$ZodExactOptional') || schema._zod.optin === 'defaulted'
        ? inner
        : (value) => value === undefined || inner(value);
    }
    case 'array':
      return listOf(surelyFits(def.element));
    case 'union':
      // of some, one option alone may fit
      if (def.inclusive === false && !('discriminator' in def)) return never;
      return 'discriminator' in def
        ? byMember(def as z.core.$ZodDiscriminatedUnionDef)
        : anyOf(def.options as readonly z.core.$ZodTypes[]);
    case 'object':
      return def.catchall?._zod.def.type === 'never' && !Object.keys(def.shape).some(isOfAll)
        ? strict(def.shape)
        : never;
    case 'record':
      return def.keyType._zod.def.type === 'string'
        ? recordOf(surelyFits(def.keyType), surelyFits(def.valueType))
        : never;
    default:
      return never;
  }
}

function checksOf(schema: z.core.$ZodType): readonly z.core.$ZodCheck[] {
  const added = schema._zod.def.checks ?? [];
  return isCheck(schema) ? [schema, ...added] : added;
}

/** A format, such as a day, is a schema and its own first check. */
function isCheck(schema: z.core.$ZodType): schema is z.core.$ZodType & z.core.$ZodCheck {
  return schema._zod.traits.has('$ZodCheck');
}

function withChecks(structure: Sure, checks: readonly z.core.$ZodCheck[]): Sure {
  const [one, other, ...more] = checks.map(passes);
  if (!one) return structure;
  if (!other) return (value) => structure(value) && one(value);
  const both: Sure = (value) => structure(value) && one(value) && other(value);
  return more.length === 0 ? both : (value) => both(value) && more.every((passed) => passed(value));
}

/** Formats that are their pattern and nothing more. */
const patterned: ReadonlySet<unknown> = new Set(['regex', 'uuid', 'date', 'datetime']);

function passes({ _zod }: z.core.$ZodCheck): Sure {
  const pattern = patternOf(_zod.def);
  if (pattern) return (value) => pattern.test(value as string);
  const payload: z.core.ParsePayload<never> = { value: undefined as never, issues: [] };
  return (value) => {
    payload.value = value as never;
    const later = _zod.check(payload);
    const faults = payload.issues.length;
    if (faults > 0) payload.issues = [];
    // what answers later, finds fault or puts another value in its place is the schema's to judge
    return later === undefined && faults === 0 && payload.value === value;
  };
}

/** The pattern that a check comes to; undefined where it looks at more, or its pattern remembers where it looked last. */
function patternOf(def: z.core.$ZodCheckDef): RegExp | undefined {
  if (!('format' in def && patterned.has(def.format) && 'pattern' in def)) return undefined;
  const { pattern } = def;
  return pattern instanceof RegExp && !pattern.global && !pattern.sticky ? pattern : undefined;
}

function oneOf(values: readonly unknown[]): Sure {
  const [only, ...more] = values;
  if (more.length === 0) return (value) => value === only;
  const known = new Set(values);
  return (value) => known.has(value);
}

function anyOf(options: readonly z.core.$ZodTypes[]): Sure {
  const all = options.map((option) => ({
    sure: surelyFits(option),
    kind: kindTaken(option),
    refuses: (value: unknown): boolean => {
      const read = option._zod.run({ value, issues: [] }, { async: false });
      return !(read instanceof Promise) && read.issues.length > 0;
    },
  }));
  return (value) => {
    const kind = kindOf(value);
    for (const option of all) {
      if (option.sure(value)) return true;
      // the first that takes a value reads it, and may make another of it
      if ((option.kind === undefined || option.kind === kind) && !option.refuses(value))
        return false;
    }
    return false;
  };
}

/** What a value has to be for a schema to take it; undefined where it may be of several kinds. */
function kindTaken({ _zod: { def } }: z.core.$ZodTypes): string | undefined {
  switch (def.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return 'coerce' in def && def.coerce ? undefined : def.type;
    case 'null':
    case 'array':
    case 'object':
      return def.type;
    case 'record':
      return 'object';
    default:
      return undefined;
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function byMember({ discriminator, options }: z.core.$ZodDiscriminatedUnionDef): Sure {
  const sure = new Map<unknown, Sure>();
  for (const option of options) {
    for (const value of option._zod.propValues?.[discriminator] ?? []) {
      sure.set(value, surelyFits(option));
    }
  }
  return (value) => isPlain(value) && (sure.get(value[discriminator])?.(value) ?? false);
}

function listOf(element: Sure): Sure {
  return (value) => {
    if (!Array.isArray(value)) return false;
    // by place: what a list lacks in between counts as well
    for (let at = 0; at < value.length; at += 1) if (!element(value[at])) return false;
    return true;
  };
}

function strict(shape: z.core.$ZodShape): Sure {
  const members = new Map(
    Object.entries(shape).map(([key, schema]) => {
      const { optin, optout } = schema._zod;
      // only then nothing comes in the place of what is not there
      const needed = optin !== 'optional' || optout !== 'optional';
      return [key, { sure: surelyFits(schema), needed }];
    }),
  );
  const needed = [...members.values()].filter((member) => member.needed).length;
  return (value) => {
    if (!isPlain(value)) return false;
    let there = 0;
    for (const key of Object.keys(value)) {
      const member = members.get(key);
      if (member === undefined || !member.sure(value[key])) return false;
      if (member.needed) there += 1;
    }
    return there === needed;
  };
}

function recordOf(name: Sure, member: Sure): Sure {
  return (value) => {
    if (!isPlain(value)) return false;
    for (const key of Object.keys(value)) {
      if (key === '__proto__' || !name(key) || !member(value[key])) return false;
    }
    return true;
  };
}

/** True of a name under which every object has something. */
function isOfAll(name: string): boolean {
  return name in Object.prototype;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
