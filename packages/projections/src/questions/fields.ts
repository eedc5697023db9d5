import { z } from 'zod';

/** What is said of a field beside its type. */
export interface FieldMeta {
  /** In a sentence. */
  readonly description?: string;
  /** Of a number. */
  readonly unit?: string;
  /** Where the rule behind it is written. */
  readonly source?: string;
  /** True for what only counts the days gone by: an answer in which nothing else differs has not changed. */
  readonly elapsing?: boolean;
  /** How its text is written, such as `date`. */
  readonly format?: string;
  /** Values that it may have. */
  readonly examples?: readonly unknown[];
  /** Of a word: what stands for its value in help. */
  readonly value?: string;
  /** Of a word: written without its name. */
  readonly argument?: boolean;
}

/** A field without what makes it optional or empty, and all that is said of it. */
export interface Field {
  readonly schema: z.ZodType;
  readonly meta: FieldMeta;
}

/** Takes off what makes a field optional or empty; what is said further out goes before. */
export function unwrapped(schema: z.ZodType): Field {
  const meta = (schema.meta() ?? {}) as FieldMeta;
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    const inner = unwrapped(schema.unwrap() as z.ZodType);
    return { schema: inner.schema, meta: { ...inner.meta, ...meta } };
  }
  return { schema, meta };
}

/** A field by the members that lead to it. @throws TypeError where there is none */
export function fieldAt(schema: z.ZodType, path: string): Field {
  let field = unwrapped(schema);
  for (const name of path.split('.')) {
    const members = field.schema instanceof z.ZodObject ? field.schema.shape : {};
    const member = members[name] as z.ZodType | undefined;
    if (!member) throw new TypeError(`There is no field ${path}: nothing is called ${name}.`);
    field = unwrapped(member);
  }
  return field;
}
