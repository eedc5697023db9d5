import { writePointer } from '@monitoring-timeline/core';
import canonicalize from 'canonicalize';
import { EntryRefused } from '../by-hand/errors.ts';
import { type Correction, parseCorrections } from '../by-hand/read-corrections.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * How a person changes what waits before agreeing to it. `claims`: the claims as they shall be. `patch`: fields to change, as JSON merge
 * patch (RFC 7396), of every claim or, where it names a type, of those of that type. `corrections`: places and the right values there.
 */
export type Edit =
  | {
      /** Whole claims. */
      readonly as: 'claims';
      /** The claims as they shall be. */
      readonly claims: readonly JsonObject[];
    }
  | {
      /** Fields to change. */
      readonly as: 'patch';
      /** JSON merge patch (RFC 7396): null takes a field away. */
      readonly patch: JsonObject;
    }
  | {
      /** Places to change. */
      readonly as: 'corrections';
      /** Each place, and what is right there. */
      readonly corrections: readonly Correction[];
    };

const mostChars = 1_000_000;
const deepest = 50;
const parts = ['type', 'version', 'authority', 'occurred', 'known', 'source', 'data'];
const example =
  '{"data": {"sequence": 2}} for the fields to change, a whole claim with its type, or {"pointer": "/data/sequence", "value": 2, "why": "misread"}';

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTooDeep(given: unknown): boolean {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [
    { value: given, depth: 0 },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= deepest) return true;
    for (const inner of Object.values(value)) waiting.push({ value: inner, depth: depth + 1 });
  }
  return false;
}

/** Reads an edit from JSON text. @throws EntryRefused saying what is wrong with it */
export function parseEdit(text: string, name = 'file'): Edit {
  const refuse = (why: string): EntryRefused =>
    new EntryRefused(`${name} ${why}. Write ${example}.`, { place: name });
  if (text.length > mostChars) throw refuse(`has more than ${mostChars} characters`);
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw refuse(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (isTooDeep(given)) throw refuse(`is nested more than ${deepest} deep`);
  const list = Array.isArray(given) ? given : [given];
  if (list.length === 0 || !list.every(isObject)) throw refuse('holds no object');
  if (list.some((one) => 'pointer' in one)) {
    return { as: 'corrections', corrections: parseCorrections(text, name) };
  }
  const whole = ['type', 'authority', 'source', 'data'];
  if (list.every((one) => whole.every((part) => part in one)))
    return { as: 'claims', claims: list };
  const [patch] = list;
  if (list.length > 1 || !patch) throw refuse('holds several objects that are no whole claims');
  const foreign = Object.keys(patch).filter((key) => !parts.includes(key));
  if (foreign.length > 0 || Object.keys(patch).length === 0) {
    throw refuse(
      foreign.length > 0
        ? `names ${foreign.join(', ')}, and a claim has only ${parts.join(', ')}`
        : 'changes nothing',
    );
  }
  return { as: 'patch', patch };
}

/** JSON merge patch (RFC 7396): members that are null go, objects are merged, everything else is replaced. */
export function merged(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result = new Map<string, unknown>(isObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else result.set(key, merged(result.get(key), value));
  }
  return Object.fromEntries(result);
}

/**
 * Claims as a person wants them.
 * @throws EntryRefused where there is nothing to change, or a pointer leads nowhere
 */
export function edited(claims: readonly JsonObject[], edit: Edit): readonly JsonObject[] {
  if (edit.as === 'claims') return edit.claims;
  if (claims.length === 0) {
    throw new EntryRefused(
      'Nothing of this could be read as a claim, so there are no fields to change. Give the whole claim in --file, with type, authority, occurred, known, source and data.',
    );
  }
  if (edit.as === 'patch') {
    const { type, ...patch } = edit.patch;
    if (type !== undefined && !claims.some((claim) => claim.type === type)) {
      const types = [...new Set(claims.map((claim) => String(claim.type)))].join(', ');
      throw new EntryRefused(`There is no ${String(type)} among what is proposed: ${types}.`);
    }
    return claims.map((claim) =>
      type === undefined || claim.type === type ? (merged(claim, patch) as JsonObject) : claim,
    );
  }
  return edit.corrections.reduce<readonly JsonObject[]>((before, { pointer, value }) => {
    const after = before.map((claim) => writePointer(claim, pointer, value));
    const same = after.every((claim, at) => canonicalize(claim) === canonicalize(before[at]));
    if (!same) return after;
    throw new EntryRefused(
      `${pointer} leads nowhere in what is proposed, or holds that value already. \`timeline quarantine show ID --json\` shows it whole.`,
      { place: pointer },
    );
  }, claims);
}
