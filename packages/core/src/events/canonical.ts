import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { limits } from './limits.ts';

/*
 * Canonical JSON (RFC 8785) as bytes: what is written is hashed and read where it stands, before anything else is written. Plain data is
 * written here, byte by byte, in a third of the time that a text takes that is put together. What is not plain (objects with a
 * prototype of their own, numbers that JSON has not, half surrogate pairs, what is nested very deep) the library decides.
 */

/** Enough for nearly every event; room for a larger one is not kept. */
const usual = 65_536;
let bytes = Buffer.allocUnsafeSlow(usual);
let plain = true;

const [quote, comma, colon, backslash] = [0x22, 0x2c, 0x3a, 0x5c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Canonical JSON of a value; undefined where JSON has no form for it.
 * @throws Error where the value has no canonical form: a cycle, NaN, an infinity, half a surrogate pair
 */
export function canonicalJson(value: unknown): string | undefined {
  const end = writeCanonical(0, value);
  return end === 0 ? undefined : canonicalText(0, end);
}

/**
 * Writes a value from a place on, and returns the place behind it: the same place where JSON has no form for the value.
 * @throws Error as `canonicalJson`
 */
export function writeCanonical(at: number, value: unknown): number {
  if (at === 0) begin();
  const end = written(at, value, 0);
  if (end !== unsure) return end;
  plain = false;
  const text = canonicalize(value);
  return text === undefined ? at : withUtf8(at, text);
}

/** Writes the name of a member, after a comma, and returns the place behind it. @throws Error as `canonicalJson` */
export function writeName(at: number, name: string): number {
  if (at === 0) begin();
  if (name === unkept) plain = false;
  return withByte(writeCanonical(withByte(at, comma), name), colon);
}

/** Makes an object of members that were written from the beginning on, each after a comma; returns its end. */
export function closeMembers(end: number): number {
  withByte(0, openObject);
  return withByte(Math.max(end, 1), closeObject);
}

/** Takes a part out of what ends at a place; returns where it ends then. */
export function takeOut(from: number, to: number, end: number): number {
  bytes.copyWithin(from, to, end);
  return end - (to - from);
}

/**
 * True where members that end at a place are surely within the limits (see `excessIn`): all that was written from the beginning on is
 * plain, which is nested no deeper than they allow, and too short to hold too much.
 */
export function surelyWithinLimits(end: number): boolean {
  // an item of a list takes two bytes at least, and a character one
  return plain && end <= 2 * limits.members && end <= limits.characters;
}

/** What was written between two places. */
export function canonicalText(from: number, to: number): string {
  return bytes.toString('utf8', from, to);
}

/**
 * The bytes of canonical JSON of a value, none where JSON has no form for it: to be read before anything else is rendered.
 * @throws Error as `canonicalJson`
 */
export function canonicalBytes(value: unknown): Uint8Array {
  const end = writeCanonical(0, value);
  return bytes.subarray(0, end);
}

/** SHA-256, in hex, of what was written between two places. */
export function canonicalHash(from: number, to: number): string {
  return hash('sha256', bytes.subarray(from, to), 'hex');
}

/** In place of an end. */
const unsure = -1;
/** The limits count the whole as the first level, and what its members hold as the second. */
const deepest = limits.depth - 2;
/** Parsing drops a member of this name. */
const unkept = '__proto__';

function begin(): void {
  plain = true;
  if (bytes.length > usual) bytes = Buffer.allocUnsafeSlow(usual);
}

function makeRoom(at: number, more: number): void {
  if (at + more <= bytes.length) return;
  const larger = Buffer.allocUnsafeSlow(2 * (at + more));
  bytes.copy(larger, 0, 0, at);
  bytes = larger;
}

function written(at: number, value: unknown, depth: number): number {
  switch (typeof value) {
    case 'string':
      return withText(at, value);
    case 'number':
      return Number.isFinite(value) ? withUtf8(at, String(value)) : unsure;
    case 'boolean':
      return withUtf8(at, value ? 'true' : 'false');
    case 'object':
      if (value === null) return withUtf8(at, 'null');
      if (depth > deepest) return unsure;
      return Array.isArray(value) ? withList(at, value, depth) : withObject(at, value, depth);
    default:
      return unsure;
  }
}

function withUtf8(at: number, text: string): number {
  // no unit of UTF-16 takes more than three bytes
  makeRoom(at, text.length * 3);
  return at + bytes.write(text, at, 'utf8');
}

function withText(at: number, text: string): number {
  makeRoom(at, text.length + 2);
  const into = bytes;
  into[at] = quote;
  let end = at + 1;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code > 0x7f || code === quote || code === backslash) {
      return withEscaped(at, text);
    }
    into[end] = code;
    end += 1;
  }
  into[end] = quote;
  return end + 1;
}

function withEscaped(at: number, text: string): number {
  const json = JSON.stringify(text);
  // an escaped surrogate is half a pair, or text that spells one out: the library tells them apart
  return json.includes('\\ud') ? unsure : withUtf8(at, json);
}

function withList(at: number, values: readonly unknown[], depth: number): number {
  let end = withByte(at, openList);
  for (let index = 0; index < values.length; index += 1) {
    end = written(index === 0 ? end : withByte(end, comma), values[index], depth + 1);
    if (end === unsure) return unsure;
  }
  return withByte(end, closeList);
}

function withObject(at: number, value: object, depth: number): number {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return unsure;
  let end = withByte(at, openObject);
  const first = end;
  for (const key of inOrder(Object.keys(value))) {
    const member: unknown = (value as Record<string, unknown>)[key];
    if (key === unkept) return unsure;
    if (member === undefined) {
      // it counts as a member, though nothing is written of it
      plain = false;
      continue;
    }
    end = withText(end === first ? end : withByte(end, comma), key);
    if (end === unsure) return unsure;
    end = written(withByte(end, colon), member, depth + 1);
    if (end === unsure) return unsure;
  }
  return withByte(end, closeObject);
}

function withByte(at: number, byte: number): number {
  makeRoom(at, 1);
  bytes[at] = byte;
  return at + 1;
}

/** Puts keys in the order of their UTF-16 code units, where they stand: objects have few, and these mostly in order. */
export function inOrder(keys: string[]): string[] {
  if (keys.length > 20) return keys.sort();
  for (let next = 1; next < keys.length; next += 1) {
    const key = keys[next]!;
    let at = next;
    for (; at > 0 && keys[at - 1]! > key; at -= 1) keys[at] = keys[at - 1]!;
    keys[at] = key;
  }
  return keys;
}
