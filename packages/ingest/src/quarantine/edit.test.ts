import { describe, expect, it } from 'vitest';
import { EntryRefused } from '../by-hand/errors.ts';
import { edited, merged, parseEdit } from './edit.ts';

describe('an edit', () => {
  it.each([
    ['{"type": "A", "authority": "x", "source": {}, "data": {}}', 'claims'],
    ['[{"type": "A", "authority": "x", "source": {}, "data": {}}]', 'claims'],
    ['{"data": {"sequence": 2}}', 'patch'],
    ['{"type": "VisitCarriedOut", "data": {"sequence": 2}}', 'patch'],
    ['{"pointer": "/data/sequence", "value": 2, "why": "misread"}', 'corrections'],
  ])('of %s is one of %s', (text, as) => {
    expect(parseEdit(text)).toMatchObject({ as });
  });

  it.each([
    ['{', 'is not JSON'],
    ['[]', 'holds no object'],
    ['3', 'holds no object'],
    ['{}', 'changes nothing'],
    ['{"grade": "good"}', 'names grade'],
    ['[{"data": {}}, {"data": {}}]', 'several objects'],
    ['{"pointer": "/id", "value": 1, "why": "misread"}', '/data, /occurred or /known'],
    [`{"data": ${'['.repeat(60)}${']'.repeat(60)}}`, 'nested'],
    [`{"data": "${'x'.repeat(1_000_001)}"}`, 'characters'],
  ])('is refused with what to write where it is wrong, no. %#', (text, why) => {
    expect(() => parseEdit(text, 'f.json')).toThrow(EntryRefused);
    expect(() => parseEdit(text, 'f.json')).toThrow(why);
  });

  it('merges as RFC 7396 says: null removes, objects merge, all else is replaced', () => {
    const before = { a: { b: 1, c: [1, 2] }, d: 'x' };
    expect(merged(before, { a: { b: null, c: [3] }, e: { f: null, g: 1 } })).toEqual({
      a: { c: [3] },
      d: 'x',
      e: { g: 1 },
    });
  });

  it('of one type changes the claims of that type alone, and names those there are', () => {
    const claims = [
      { type: 'A', data: { n: 1 } },
      { type: 'B', data: { n: 1 } },
    ];
    const change = parseEdit('{"type": "B", "data": {"n": 2}}');
    expect(edited(claims, change)).toEqual([claims[0], { type: 'B', data: { n: 2 } }]);
    const foreign = parseEdit('{"type": "C", "data": {"n": 2}}');
    expect(() => edited(claims, foreign)).toThrow('There is no C among what is proposed: A, B.');
  });

  it('of a place that is not there is refused', () => {
    const change = parseEdit('{"pointer": "/data/x/y", "value": 2, "why": "misread"}');
    expect(() => edited([{ data: {} }], change)).toThrow('/data/x/y leads nowhere');
  });
});
