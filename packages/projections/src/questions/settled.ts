import { z } from 'zod';
import { unwrapped } from './fields.ts';

/** An answer as a text that is the same for as long as nothing but the days gone by differs, by what its schema says of fields. */
export function settled({ answer }: { readonly answer: z.ZodType }, given: unknown): string {
  return JSON.stringify(withoutElapsing(answer, given)) ?? '';
}

/** An answer, or a part of one, without the fields that only count days gone by. */
export function withoutElapsing(schema: z.ZodType, given: unknown): unknown {
  if (given === null || typeof given !== 'object') return given;
  const plain = plainOf(schema);
  if (plain instanceof z.ZodArray && Array.isArray(given)) {
    return given.map((one) => withoutElapsing(plain.element as z.ZodType, one));
  }
  if (plain instanceof z.ZodRecord) {
    const values = plain.valueType as z.ZodType;
    return mapped(given, ([name, value]) => [name, withoutElapsing(values, value)]);
  }
  if (plain instanceof z.ZodObject) {
    const kept = keptOf(plain);
    return mapped(given, ([name, value]) => {
      const field = kept.get(name);
      if (field === null) return undefined;
      return [name, field ? withoutElapsing(field, value) : value];
    });
  }
  return given;
}

function mapped(
  given: object,
  each: (entry: [string, unknown]) => [string, unknown] | undefined,
): object {
  return Object.fromEntries(
    Object.entries(given).flatMap((entry) => {
      const one = each(entry);
      return one ? [one] : [];
    }),
  );
}

const plains = new WeakMap<z.ZodType, z.ZodType>();
const fields = new WeakMap<z.ZodObject, ReadonlyMap<string, z.ZodType | null>>();

function plainOf(schema: z.ZodType): z.ZodType {
  const before = plains.get(schema);
  if (before) return before;
  const { schema: plain } = unwrapped(schema);
  plains.set(schema, plain);
  return plain;
}

/** The fields of an object; null for those that only count. */
function keptOf(schema: z.ZodObject): ReadonlyMap<string, z.ZodType | null> {
  const before = fields.get(schema);
  if (before) return before;
  const kept = new Map(
    Object.entries(schema.shape).map(([name, field]) => {
      const { meta } = unwrapped(field as z.ZodType);
      return [name, meta.elapsing ? null : (field as z.ZodType)] as const;
    }),
  );
  fields.set(schema, kept);
  return kept;
}
