/** How values stand in the recordings: what JSON cannot hold is an object with one key that begins with `$`. */

const LONGEST_STRING = 500;
const LONGEST_BYTES = 4096;

type Json = Record<string, unknown>;

/** A value as the recordings write it. What is `undefined` is left out. */
export function encode(value: unknown): unknown {
  if (typeof value === 'bigint') return { $bigint: String(value) };
  if (typeof value === 'string' && value.length > LONGEST_STRING) return { $string: value.length };
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof Uint8Array) return encodeBytes(value);
  if (value instanceof Error) return encodeError(value);
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, encode(member)]));
}

function encodeBytes(value: Uint8Array): Json {
  if (value.length > LONGEST_BYTES) return { $bytes: value.length };
  return { $base64: Buffer.from(value).toString('base64'), ctor: value.constructor.name };
}

const COMMON = new Set(['name', 'message', 'stack', 'type', 'code', '_raw', 'raw', 'metadata']);

/** An error by its class and by what tells it apart. What it wraps is not compared: it holds times and hosts. */
export function encodeError(error: Error): Json {
  const { type, code } = error as Error & { type?: unknown; code?: unknown };
  const fields = Object.entries(error).filter(
    ([key, member]) => !COMMON.has(key) && member !== undefined,
  );
  return {
    class: error.constructor.name,
    name: error.name,
    ...(type === undefined ? {} : { type }),
    ...(code === undefined ? {} : { code }),
    message: error.message,
    fields: Object.fromEntries(fields.map(([key, member]) => [key, encode(member)])),
  };
}

/** A recorded value as the client takes it. */
export function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  const { $bigint, $date, $base64, $string, $function } = value as Json;
  if (typeof $bigint === 'string') return BigInt($bigint);
  if (typeof $date === 'string') return new Date($date);
  if (typeof $base64 === 'string') return new Uint8Array(Buffer.from($base64, 'base64'));
  if (typeof $string === 'number') return 'x'.repeat($string);
  if (typeof $function === 'string') return () => undefined;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, decode(member)]));
}

/** Takes out what is never compared: what errors wrap, and what the recording calls volatile. */
export function stable(outcome: unknown, volatile: readonly string[]): unknown {
  const copy = withoutRaw(structuredClone(outcome));
  for (const pointer of volatile) blank(copy, pointer.split('/').slice(1));
  return copy;
}

function withoutRaw(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRaw);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([key]) => key !== 'raw');
  return Object.fromEntries(members.map(([key, member]) => [key, withoutRaw(member)]));
}

function blank(value: unknown, [key, ...rest]: readonly string[]): void {
  if (typeof value !== 'object' || value === null || key === undefined) return;
  const holder = value as Json;
  if (!(key in holder)) return;
  if (rest.length === 0) holder[key] = '(volatile)';
  else blank(holder[key], rest);
}
