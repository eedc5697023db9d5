import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, layOutLines, printable, wrap } from './table.ts';

const columns = [
  { head: 'Area' },
  { head: 'Graded', figures: true },
  { head: 'Note', gives: true },
] as const;

describe('a table for a person', () => {
  it('aligns words left and figures right under their headings', () => {
    const lines = layOut(columns, [['Adoption', '7', 'carried over']], 80);
    expect(lines.map((line) => line.trimEnd())).toEqual([
      'Area      Graded  Note',
      'Adoption       7  carried over',
    ]);
  });

  it('wraps the columns that give, and no line is wider than the terminal', () => {
    const note = 'a long note that says much more than fits beside the others on one line';
    const lines = layOut(columns, [['Adoption', '7', note]], 40);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line.trimEnd().length).toBeLessThanOrEqual(40);
    const words = lines.slice(1).map((line) => line.slice(18).trim());
    expect(words.join(' ')).toBe(note);
  });

  it('fits any terminal of 60 characters or more, whatever the cells say', () => {
    const cell = fc.string({ maxLength: 60 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, fc.nat(999).map(String), cell), { maxLength: 5 }),
        fc.integer({ min: 60, max: 200 }),
        (rows, width) => {
          for (const line of layOut(columns, rows, width)) {
            expect(line.trimEnd().length).toBeLessThanOrEqual(width);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a list of one line a row', () => {
  const note = 'n'.repeat(100);

  it('is cut where the terminal ends', () => {
    const [, line] = layOutLines(columns, [['Adoption', '7', note]], 60);
    expect(line).toHaveLength(60);
    expect(line).toMatch(/n…$/);
  });

  it('is whole and unpadded where no terminal bounds it', () => {
    const [, line] = layOutLines(columns, [['Adoption', '7', note]], Number.POSITIVE_INFINITY);
    expect(line?.endsWith(note)).toBe(true);
  });
});

describe('text for a terminal', () => {
  it('carries nothing that could move the cursor or colour it', () => {
    expect(printable(`a${String.fromCharCode(27)}[31mb\r\nc\u202e`)).toBe('a [31mb c ');
  });

  it('breaks at blanks and indents what follows', () => {
    expect(wrap('one two three', 8, 2)).toEqual(['one two', '  three']);
    expect(wrap('unbreakable', 4, 0)).toEqual(['unbreakable']);
  });
});
