import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
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
