import canonicalize from 'canonicalize';

/**
 * Canonical JSON (RFC 8785) of a value; undefined where JSON has no form for it.
 *
 * The library renders member by member; a copy with its keys in order, rendered by the engine's own
 * `JSON.stringify`, is the same text in half the time. Where that does not hold (keys that objects keep in
 * numeric order, half surrogate pairs, objects that are no plain data) the library decides.
 * @throws Error where the value has no canonical form: a cycle, NaN, an infinity, half a surrogate pair
 */
export function canonicalJson(value: unknown): string | undefined {
  const copy = ordered(value, 0);
  if (copy === unsure) return canonicalize(value);
  const text = JSON.stringify(copy);
  // an escaped surrogate is half a pair, or text that spells one out: the library tells them apart
  return text?.includes('\\ud') ? canonicalize(value) : text;
}

const unsure = Symbol('not plain data');
const deepest = 100;
const reservedKey = /^(?:\d+|__proto__)$/;

function ordered(value: unknown, depth: number): unknown {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : unsure;
  if (typeof value !== 'object' || depth > deepest) return unsure;
  return Array.isArray(value) ? orderedArray(value, depth) : orderedObject(value, depth);
}

function orderedArray(values: readonly unknown[], depth: number): unknown {
  const copy: unknown[] = [];
  for (const value of values) {
    const inner = ordered(value, depth + 1);
    if (inner === unsure) return unsure;
    copy.push(inner);
  }
  return copy;
}

function orderedObject(value: object, depth: number): unknown {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return unsure;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const member: unknown = (value as Record<string, unknown>)[key];
    if (member === undefined) continue;
    const inner = ordered(member, depth + 1);
    if (inner === unsure || reservedKey.test(key)) return unsure;
    copy[key] = inner;
  }
  return copy;
}
