import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sampleEvent } from '../contract/sample-events.ts';
import { claimEvent, correction, days, inspected, reported, sources } from '../testing/claims.ts';
import { checkForAppend, checkLogged, claims, validateForAppend } from './catalogue.ts';
import { operationalEvents } from './operational.ts';
import { surelyFits } from './surely-fits.ts';

const report = reported(
  { overall: 'good', leadership: 'inadequate' },
  { published: '2018-07-25', actor: { kind: 'person', name: 'An analyst' } },
);
const event = {
  ...sampleEvent(),
  metadata: { $correlationId: 'an import' },
  source: { ...sources.release2025, url: 'https://example.org/a.pdf', seenIn: ['2024', '2025'] },
};
const events: readonly object[] = [
  event,
  report,
  inspected({ days: days('2018-04-23', '2018-05-18') }),
  claimEvent('TurnoverObserved', { role: 'dcs', count: 4, printed: 'four changes' }),
  correction(report, '/data/published', '2018-07-26'),
];

const schemas: ReadonlyMap<string, z.ZodType> = new Map(
  [...claims, ...operationalEvents].map(({ type, schema }) => [type, schema]),
);

/** Where a yes is given, the schema gives it too, and reads the same value. */
function holds(schema: z.ZodType, value: unknown): boolean {
  if (!surelyFits(schema)(value)) return false;
  expect(schema.safeParse(value)).toStrictEqual({ success: true, data: value });
  return true;
}

describe('a quick yes', () => {
  it('is given to ordinary events of the catalogue, themselves and no copy', () => {
    for (const one of events.slice(0, 4)) {
      expect(checkForAppend(one)).toBe(one);
      expect(validateForAppend(one)).toEqual(one);
    }
  });

  it('is given to JSON however it is nested, and to nothing that JSON has no form for', () => {
    const json = z.json();
    fc.assert(
      fc.property(fc.jsonValue(), (value) => surelyFits(json)(value) === holds(json, value)),
    );
    // deeper than a schema can read
    let deep: unknown = null;
    for (let level = 0; level < 2500; level += 1) deep = level % 2 === 0 ? [deep] : { deep };
    expect(surelyFits(json)(deep)).toBe(true);
    for (const none of [undefined, Number.NaN, 1n, new Date(0), [undefined], () => null]) {
      expect(surelyFits(json)(none)).toBe(false);
    }
  });

  it('is not given by a schema of which one option alone may fit', () => {
    const one = z.xor([z.string(), z.string().min(2)]);
    expect(one.safeParse('ab').success).toBe(false);
    expect(surelyFits(one)('ab')).toBe(false);
  });

  it('is never given to an event that its schema refuses or reads otherwise, whatever stands where in it', () => {
    const wrong = fc.oneof(
      fc.constantFrom<unknown>(undefined, null, '', ' ', '2018', '2018-02-30', -1, 0.5, Number.NaN),
      fc.constantFrom<unknown>({}, [], [undefined], new Date(0), 'https://a b', ' https://a.uk '),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const changed = fc.record({
      of: fc.constantFrom(...events),
      steps: fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 4 }),
      name: fc.option(fc.constantFrom('data', 'extra', '__proto__', 'from')),
      value: wrong,
    });
    fc.assert(
      fc.property(changed, ({ of, steps, name, value }) => {
        const copy = JSON.parse(JSON.stringify(of)) as Record<string, unknown>;
        let at: Record<string, unknown> = copy;
        for (const step of steps.slice(1)) {
          const inner = Object.values(at).filter((one) => typeof one === 'object' && one !== null);
          at = (inner[step % (inner.length || 1)] ?? at) as Record<string, unknown>;
        }
        const keys = Object.keys(at);
        const named = Array.isArray(at) ? '0' : name;
        const key = named ?? keys[steps[0]! % (keys.length || 1)] ?? 'extra';
        Object.defineProperty(at, key, { value, enumerable: true });
        const schema = schemas.get(String(copy.type));
        if (schema) holds(schema, copy);
      }),
      { numRuns: 500 },
    );
  });

  it('says what each kind of schema says, or leaves it to the schema', () => {
    const text = z.string();
    const all: readonly z.ZodType[] = [
      ...[text, text.min(2), text.max(3), text.regex(/^a/), text.trim(), text.toLowerCase()],
      ...[z.uuid(), z.iso.date(), z.iso.datetime(), z.url(), z.email(), z.coerce.string()],
      ...[z.number(), z.int(), z.int().min(0).max(3), z.coerce.number(), z.boolean(), z.null()],
      ...[z.literal('a'), z.literal(['a', 1]), z.enum(['a', 'b']), z.unknown(), z.json()],
      ...[text.optional(), text.nullable(), text.default('a'), text.transform(Number)],
      ...[z.array(text), z.array(text).min(1).max(2), z.tuple([text]), z.record(text, z.int())],
      ...[z.record(text.min(2), text), z.partialRecord(z.enum(['a', 'b']), text)],
      ...[z.object({ a: text }), z.looseObject({ a: text }), z.strictObject({ a: text })],
      z.strictObject({ a: text.optional(), b: z.int() }),
      z.strictObject({ a: text.default('b'), b: z.unknown() }),
      z.strictObject({ a: text, b: text }).refine(({ a, b }) => a <= b),
      z.union([z.int(), text.max(1), z.strictObject({ b: text })]),
      z.discriminatedUnion('a', [
        z.strictObject({ a: z.literal('a'), b: z.int() }),
        z.strictObject({ a: z.literal('b') }),
      ]),
    ];
    const leaf = fc.oneof(
      fc.constantFrom<unknown>('a', 'b', 'aB', ' a', '\u{1f600}', 1, 0, -1, 2 ** 53, true, null),
      fc.constantFrom<unknown>('2018-02-29', '2018-02-28', '2018-02-28T00:00:00Z', undefined),
      fc.constantFrom<unknown>(
        Number.POSITIVE_INFINITY,
        'http://a.uk',
        ' http://a.uk',
        1n,
        Symbol.iterator,
      ),
      fc.string(),
      fc.double(),
    );
    const keys = fc.constantFrom('a', 'b', 'ab', '__proto__');
    const value = fc.oneof(
      leaf,
      fc.array(leaf, { maxLength: 3 }),
      fc.array(fc.tuple(keys, leaf), { maxLength: 3 }).map((pairs) => Object.fromEntries(pairs)),
      fc.constant(Object.assign(Object.create({ b: 'a' }), { a: 'a' })),
      fc.constant(new Array(2)),
    );
    const yes = new Set<z.ZodType>();
    fc.assert(
      fc.property(fc.constantFrom(...all), value, (schema, one) => {
        if (holds(schema, one)) yes.add(schema);
      }),
      { numRuns: 3000 },
    );
    expect(yes.size).toBeGreaterThan(12);
  });

  it('is given by no schema, of whatever it is made, to a value that it refuses or reads otherwise', () => {
    const text = z.string();
    const leaves: readonly z.ZodType[] = [
      ...[text, text.min(2), text.trim(), z.coerce.string(), text.default('a'), text.catch('a')],
      ...[z.number(), z.coerce.number(), z.null(), z.literal(['a', 1]), z.enum({ A: 0, 0: 'A' })],
      ...[z.undefined(), z.unknown(), text.transform(String), text.optional().transform(String)],
    ];
    const name = fc.constantFrom('a', 'b', 'isPrototypeOf');
    const { schema } = fc.letrec<{ schema: z.ZodType }>((tie) => ({
      schema: fc.oneof(
        { maxDepth: 2, withCrossShrink: true },
        { arbitrary: fc.constantFrom(...leaves), weight: 3 },
        tie('schema').chain((one) =>
          fc.constantFrom<z.ZodType>(
            ...[one.optional(), z.exactOptional(one), one.nullable(), z.lazy(() => one)],
            ...[one.prefault('a'), z.array(one), z.record(text, one), one.refine((is) => is !== 1)],
          ),
        ),
        fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((of) => z.union(of)),
        fc
          .tuple(
            fc.dictionary(name, tie('schema'), { maxKeys: 2, noNullPrototype: true }),
            fc.constantFrom(z.strictObject, z.object, z.looseObject),
          )
          .map(([shape, object]) => object(shape)),
      ),
    }));
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 2, withCrossShrink: true },
        {
          arbitrary: fc.constantFrom<unknown>('a', ' b', 'A', 1, 0, null, undefined, true),
          weight: 3,
        },
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(name, tie('value'), { maxKeys: 2, noNullPrototype: true }),
      ),
    }));
    let yes = 0;
    fc.assert(
      fc.property(schema, fc.array(value, { minLength: 8, maxLength: 8 }), (of, some) => {
        for (const one of some) if (holds(of, one)) yes += 1;
      }),
      { numRuns: 400 },
    );
    expect(yes).toBeGreaterThan(50);
  });

  it('is not given where what cannot be listed stands for what is wanted: it would not be written', () => {
    const hidden = { ...report };
    Object.defineProperty(hidden, 'authority', { enumerable: false });
    expect(Object.keys(hidden)).not.toContain('authority');
    expect(Object.keys(checkForAppend(hidden))).toContain('authority');
  });

  it('leaves it to the schema to say what is wrong', () => {
    expect(() => checkLogged({ ...event, version: 9 })).toThrow('No event type CommitmentMade');
    expect(() => checkForAppend({ ...event, extra: 1 })).toThrow('Unrecognized key');
    expect(() => checkForAppend({ ...event, authority: 'Not A Key' })).toThrow('/authority');
    expect(() => checkForAppend({ ...event, data: { topic: 'x'.repeat(4_000_001) } })).toThrow(
      'characters',
    );
  });
});
