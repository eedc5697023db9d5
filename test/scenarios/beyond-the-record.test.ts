import { shippedQuestions } from '@monitoring-timeline/projections/shipped';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Asking, askAfterImport } from '../support/asking.ts';

let ask: Asking;
beforeAll(async () => {
  ask = await askAfterImport();
});
afterAll(() => ask.remove());

/** What is asked about two days, or tells the reach of the record itself, has no one day. */
const ofNoDay = new Set(['diff', 'coverage', 'authorities', 'reconcile']);
const more: Readonly<Record<string, readonly string[]>> = {
  compare: ['cheshire-east', 'trafford'],
  explain: ['standing'],
};
const questions = shippedQuestions
  .filter(({ name, about }) => about !== 'log' && !ofNoDay.has(name))
  .map(({ name, about, words, answer }) => {
    const one = 'authority' in words.shape ? ['--authority', 'cheshire-east'] : [];
    const named = about === 'authority' ? ['cheshire-east'] : one;
    return [name, [...named, ...(more[name] ?? [])], answer] as const;
  });
const wordsOf: Readonly<Record<string, readonly string[]>> = {
  reconcile: ['SIF outcomes at 5 August 2016'],
};
const beyond = ['--as-of', '2030-01-01'] as const;
const ends = /The record of graded inspections (ends on|reaches to) 20 August 2026/;

describe('a day beyond the record', () => {
  it.each(questions)(
    'is answered by %s with where the record ends',
    async (name, words, answer) => {
      const { code, stdout } = await ask.run(name, ...words, ...beyond);
      expect(code).toBe(0);
      expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(ends);
      expect(JSON.stringify(z.toJSONSchema(answer, { unrepresentable: 'any' }))).toContain(
        'recordTo',
      );
    },
  );

  it.each(['list', 'themes'])('is answered by %s as JSON with the day', async (name) => {
    const [, words] = questions.find(([one]) => one === name)!;
    const answer = await ask.json(name, ...words, ...beyond);
    for (const { recordTo } of [answer].flat() as readonly { recordTo: unknown }[]) {
      expect(recordTo).toBe('2026-08-20');
    }
  });

  it.each(shippedQuestions.filter(({ dates }) => dates.includes('asOf')))(
    'is marked as one to come by $name as JSON, in what may be kept by itself',
    async ({ name }) => {
      const words = questions.find(([one]) => one === name)?.[1] ?? wordsOf[name] ?? [];
      const marks = async (...dates: readonly string[]) => {
        const answer = [await ask.json(name, ...words, ...dates)].flat();
        expect(answer.length).toBeGreaterThan(0);
        return new Set((answer as readonly { ahead?: true }[]).map(({ ahead }) => ahead));
      };
      expect(await marks(...beyond)).toEqual(new Set([true]));
      expect(await marks('--as-of', '2026-08-20')).toEqual(new Set([undefined]));
    },
  );

  it('is told to end there also where nothing is listed', async () => {
    const { stdout } = await ask.run('list', '--where', 'overall=adequate', ...beyond);
    const text = stdout.replaceAll(/\s+/g, ' ');
    expect(text).toContain('0 authorities');
    expect(text).toMatch(ends);
  });
});
