import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { columnsOf, csvOf } from './csv.ts';

const row = z.strictObject({
  name: z.string(),
  inner: z.strictObject({ count: z.number().nullable(), words: z.array(z.string()) }).nullable(),
  open: z.record(z.string(), z.number()),
  flag: z.boolean().optional(),
});

describe('a table', () => {
  it('has a column for each member, those of members by dots', () => {
    const names = columnsOf(row).map(({ name }) => name);
    expect(names).toEqual(['name', 'inner.count', 'inner.words', 'open', 'flag']);
  });

  it('writes nothing for null, words by semicolons, JSON for what has members', () => {
    const rows = [
      { name: 'a', inner: { count: -1, words: ['b', 'c'] }, open: { d: 2 }, flag: true },
      { name: 'e', inner: null, open: {} },
    ];
    expect(csvOf(row, rows)).toBe(
      'name,inner.count,inner.words,open,flag\r\na,-1,b; c,"{""d"":2}",true\r\ne,,,{},\r\n',
    );
  });

  it('gives no cell that a spreadsheet would work out, and can be read back otherwise', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('=1+1', '+1', '-1', '@a', '\t=1', '\r=1', 'a"b,c\nd'),
    );
    fc.assert(
      fc.property(fc.array(text), (names) => {
        const table = csvOf(
          z.strictObject({ name: z.string(), end: z.number() }),
          names.map((name) => ({ name, end: 1 })),
        );
        const read = parse(table, { columns: true, record_delimiter: '\r\n' }) as {
          name: string;
        }[];
        expect(read.map(({ name }) => name.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, ''))).toEqual(
          names,
        );
        for (const { name } of read) expect(name).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});
