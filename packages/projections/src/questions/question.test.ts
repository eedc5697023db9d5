import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { WrongCall } from '../asking/wrong-call.ts';
import { onDay } from '../coordinates.ts';
import { columnsOf } from './column.ts';
import { choiceWord, dayWord, flagWord, wordsMeant } from './options.ts';
import { question } from './question.ts';
import { settled } from './settled.ts';
import type { RowsContext } from './table.ts';

const wait = z.strictObject({
  region: z.string().describe('Region.'),
  status: z.enum(['open', 'ended']).describe('Whether it goes on.'),
  began: z.iso.date().describe('First day.'),
  daysGone: z.int().meta({ description: 'Days since.', unit: 'days', elapsing: true }),
  longest: z
    .strictObject({ who: z.string().nullable().describe('Whose it is.') })
    .nullable()
    .describe('The longest.'),
});

const waits = question({
  name: 'waits',
  about: 'many',
  summary: 'How long it takes',
  answer: z.array(wait),
  answerOf: () => [],
});

const row = {
  region: 'London',
  status: 'open',
  began: '2020-01-01',
  daysGone: 4,
  longest: { who: 'a' },
} as const;

const context = {
  at: onDay('2020-01-05'),
  directory: { get: () => undefined, region: () => undefined },
} as unknown as RowsContext;

describe('the table of a question', () => {
  it('follows from the schema of its answer where the answer is a list of rows', () => {
    const [table] = waits.tables;
    expect(table!.columns).toEqual([
      expect.objectContaining({ name: 'as_of', type: 'day' }),
      expect.objectContaining({ name: 'known_at', type: 'day' }),
      { name: 'region', type: 'text', meaning: 'Region.' },
      { name: 'status', type: 'code', meaning: 'Whether it goes on.', values: ['open', 'ended'] },
      { name: 'began', type: 'day', meaning: 'First day.' },
      { name: 'days_gone', type: 'integer', meaning: 'Days since.', unit: 'days' },
      { name: 'longest_who', type: 'text', meaning: 'Whose it is.' },
    ]);
    const rows = [...table!.cells([row, { ...row, longest: null }], context)];
    const days = ['2020-01-05', '2020-01-05'];
    expect(rows).toEqual([
      [...days, 'London', 'open', '2020-01-01', 4, 'a'],
      [...days, 'London', 'open', '2020-01-01', 4, null],
    ]);
  });

  it('is refused where no single cell holds a field, or a field says nothing of itself', () => {
    const nested = columnsOf(z.strictObject({ rows: z.array(wait), plain: z.string() }));
    expect(() => nested.fields('rows')).toThrow(/no description|No one cell/);
    expect(() => nested.fields('plain')).toThrow(/no description/);
    expect(() => nested.at('nobody')).toThrow(/no field/);
  });
});

describe('a settled answer', () => {
  it('is the same for as long as nothing but the days gone by differs', () => {
    expect(settled(waits, [row])).toBe(settled(waits, [{ ...row, daysGone: 5 }]));
    expect(settled(waits, [row])).not.toBe(settled(waits, [{ ...row, status: 'ended' }]));
    expect(settled(waits, [row])).not.toBe(settled(waits, [{ ...row, longest: { who: 'b' } }]));
  });
});

describe('words', () => {
  const words = z.strictObject({
    status: choiceWord(['open', 'not_open'], 'One status.', 'status').optional(),
    since: dayWord('From when.').optional(),
    all: flagWord('Everything.'),
  });
  const typed = {
    parameter: (name: string) => ({
      name: `--${name}`,
      example: (value: string) => `--${name} ${value}`,
    }),
    question: (name: string) => name,
  };
  const wrong = (given: unknown): string => {
    try {
      wordsMeant(words, given, typed);
    } catch (error) {
      if (error instanceof WrongCall) return error.message;
    }
    return '';
  };

  it('are read as they mean', () => {
    const given = { status: 'not open', since: '2020-02-29', all: true };
    expect(wordsMeant(words, given, typed)).toEqual({ ...given, status: 'not_open' });
    expect(wordsMeant(words, {}, typed)).toEqual({});
  });

  it('that mean nothing are told in the writing of whoever asks', () => {
    expect(wrong({ status: 'shut' })).toBe(
      '--status: "shut" is not one of open, not_open. Write for example --status open.',
    );
    expect(wrong({ since: '2020-02-30' })).toContain('for example --since 2018-07-25');
    expect(wrong({ colour: 'red' })).toBe(
      '--colour means nothing here. Give --status, --since, --all, or leave it out.',
    );
  });
});
