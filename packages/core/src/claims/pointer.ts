/** The steps of a JSON pointer (RFC 6901). */
export function pointerSteps(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What stands at a pointer; undefined where the path leads nowhere. */
export function readPointer(document: object, pointer: string): unknown {
  let at: unknown = document;
  for (const step of pointerSteps(pointer)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[step];
  }
  return at;
}

type Json = Readonly<Record<string, unknown>> | readonly unknown[];

/**
 * A copy of `document` with `value` at `pointer`, or without that place where `value` is undefined.
 * Only what lies on the path is copied. A path that leads nowhere leaves the document as it is.
 */
export function writePointer<T extends object>(document: T, pointer: string, value: unknown): T {
  return write(document as unknown as Json, pointerSteps(pointer), value) as unknown as T;
}

function write(at: unknown, steps: readonly string[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(at)) {
    const index = step === '-' ? at.length : Number(step);
    if (!Number.isInteger(index) || index < 0 || index > at.length) return at;
    const copy = [...at];
    const inner = write(copy[index], rest, value);
    if (inner === undefined) copy.splice(index, 1);
    else copy[index] = inner;
    return copy;
  }
  if (typeof at !== 'object' || at === null) return at;
  const record = at as Record<string, unknown>;
  if (rest.length > 0 && !Object.hasOwn(record, step)) return at;
  const inner = write(Object.hasOwn(record, step) ? record[step] : undefined, rest, value);
  const { [step]: _replaced, ...others } = record;
  return inner === undefined ? others : { ...record, [step]: inner };
}
