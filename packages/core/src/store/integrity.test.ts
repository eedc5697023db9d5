import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventEnvelope } from '../events/envelope.ts';
import { anId } from '../testing/claims.ts';
import { chainHashOf, contentHashOf, headHashAfter, noHash, seal } from './integrity.ts';

const event: EventEnvelope = {
  type: 'CommitmentMade',
  id: anId('5e0a2f0e-0000-4000-8000-000000000001'),
  version: 1,
  authority: 'sunderland',
  metadata: { run: '7', $traceId: 'a' },
  data: { topic: 'caseloads', due: { precision: 'year', from: '2018' } },
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the hashes of an event', () => {
  it('are made of canonical JSON, envelope and data apart, as anyone can recompute them', () => {
    const { data, ...envelope } = { ...event, metadata: { run: '7' } };
    const expected = sha256(
      sha256(canonicalize(envelope) as string) + sha256(canonicalize(data) as string),
    );
    expect(contentHashOf(event)).toBe(expected);
    expect(chainHashOf(noHash, expected, '2026-01-01T00:00:00.000Z')).toBe(
      sha256(`${expected}2026-01-01T00:00:00.000Z`),
    );
  });

  /** Text and content hash by the library that renders canonical JSON. */
  function byLibrary(one: EventEnvelope): { text: unknown; contentHash: string } {
    const { data, metadata, ...envelope } = one;
    const own = Object.entries(metadata ?? {}).filter(([key]) => !key.startsWith('$'));
    const hashed =
      own.length > 0 ? { ...envelope, metadata: Object.fromEntries(own) } : { ...envelope };
    const [ofEnvelope, ofData] = [hashed, data].map((part) => sha256(String(canonicalize(part))));
    return { text: canonicalize(one), contentHash: sha256(`${ofEnvelope}${ofData}`) };
  }

  it('are those of null where a foreign event has no data', () => {
    const { data, metadata, ...envelope } = event;
    const expected = sha256(sha256(String(canonicalize(envelope))) + sha256('null'));
    expect(contentHashOf(envelope as EventEnvelope)).toBe(expected);
  });

  it('are those of plain canonical JSON, whatever members an event has and whatever they are called', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 8 });
    const values = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.constant(null)), {
      maxKeys: 3,
    });
    const anEvent = fc.record(
      {
        ...{ id: fc.constant(event.id), type: text, version: fc.nat(), authority: text },
        '\u00a3\n': fc.array(values, { maxLength: 2 }),
        metadata: fc.dictionary(fc.constantFrom('a', 'run', '$a', '$trace'), text),
        data: values,
      },
      { requiredKeys: ['id', 'type', 'version', 'data'] },
    );
    fc.assert(
      fc.property(anEvent, (one) => {
        expect(seal(one)).toMatchObject(byLibrary(one));
      }),
    );
  });

  it('are the same for an event that is larger than any before it, and for a small one after it', () => {
    const large = { ...event, source: { title: '\u20ac'.repeat(50_000) } };
    const larger = { ...large, data: { topic: '"\\'.repeat(200_000), list: [large] } };
    for (const one of [event, large, larger, event]) {
      const { text, contentHash } = seal(one);
      const expected = byLibrary(one);
      expect(text === expected.text).toBe(true);
      expect(contentHash).toBe(expected.contentHash);
    }
  });

  it('keep the whole event as canonical text, metadata of the carrier included', () => {
    expect(seal(event).text).toBe(canonicalize(event));
  });

  it('do not depend on the order of keys or on members without a value', () => {
    const { id, data, ...rest } = event;
    expect(contentHashOf({ data, actor: undefined, ...rest, id })).toBe(contentHashOf(event));
  });

  it('leave out metadata that begins with $, also where nothing else is there', () => {
    const { metadata: _, ...bare } = event;
    expect(contentHashOf({ ...event, metadata: { run: '7' } })).toBe(contentHashOf(event));
    expect(contentHashOf({ ...bare, metadata: { $spanId: 'b' } })).toBe(contentHashOf(bare));
  });

  it.each([
    ['data', { data: { topic: 'turnover' } }],
    ['the envelope', { authority: 'stockton-on-tees' }],
    ['metadata of ours', { metadata: { run: '8' } }],
    ['the id', { id: anId('5e0a2f0e-0000-4000-8000-000000000002') }],
  ])('change with %s', (_, change) => {
    expect(contentHashOf({ ...event, ...change })).not.toBe(contentHashOf(event));
  });

  it('make a head that changes with the order of events and the name of a stream', () => {
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
    const ab = headHashAfter(headHashAfter(noHash, 's', a), 's', b);
    expect(headHashAfter(headHashAfter(noHash, 's', b), 's', a)).not.toBe(ab);
    expect(headHashAfter(headHashAfter(noHash, 't', a), 's', b)).not.toBe(ab);
  });

  it('are refused to an event that is not JSON, which is told by its id', () => {
    expect(() => seal({ ...event, data: { share: Number.NaN } })).toThrow(
      /5e0a2f0e.*cannot be written as JSON/,
    );
  });
});
