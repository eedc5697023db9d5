import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cursorOf, cursorText, rowsAfter } from './cursor.ts';

const key = fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 5 });
const dates = { asOf: '2018-07-26', knownAt: '2026-01-01', upTo: '0000000000000042' };

describe('a cursor', () => {
  it('gives back where it was made, for the same question', () => {
    fc.assert(
      fc.property(key, fc.string(), (after, question) => {
        const text = cursorText(question, { dates, after });
        expect(text).toMatch(/^[\w-]+$/);
        expect(cursorOf(question, text)).toMatchObject({ dates, after });
      }),
    );
  });

  it('is refused for another question', () => {
    const text = cursorText('due of London', { dates, after: ['a'] });
    expect(() => cursorOf('due of Kent', text)).toThrow('other parameters');
  });

  it('that was made up is refused by one kind of error, whatever it is', () => {
    const made = fc.oneof(
      fc.string(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
    );
    fc.assert(
      fc.property(made, (text) => {
        expect(() => cursorOf('due', text)).toThrow(
          expect.objectContaining({ code: 'InvalidCursor', status: 400 }),
        );
      }),
    );
  });
});

describe('the rows after a row', () => {
  it('are those behind it, and nothing where it is no more', () => {
    const rows = [1, 2, 3];
    const keyOf = (row: number) => [row];
    expect(rowsAfter(rows, [2], keyOf)).toEqual([3]);
    expect(rowsAfter(rows, [3], keyOf)).toEqual([]);
    expect(() => rowsAfter(rows, [4], keyOf)).toThrow(
      expect.objectContaining({ code: 'CursorGone', status: 410 }),
    );
  });
});
