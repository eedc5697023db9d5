import { describe, expect, it } from 'vitest';
import { monthNames, monthPattern } from './month-names.ts';
import { monthNumber } from './partial-date-text.ts';

const isMonth = (word: string) => new RegExp(`^(?:${monthPattern})$`, 'i').test(word);

describe('a month', () => {
  it.each(monthNames.map((name, index) => [name, index + 1] as const))(
    'is known as %s, and by its first three or four letters',
    (name, number) => {
      for (const word of [name, name.toUpperCase(), name.slice(0, 3), name.slice(0, 4)]) {
        expect([word, isMonth(word), monthNumber(word)]).toEqual([word, true, number]);
      }
    },
  );

  it('is no shorter word, and none that begins otherwise', () => {
    for (const word of ['', 'ja', 'monday', 'januaryish']) {
      expect([word, isMonth(word), monthNumber(word)]).toEqual([word, false, undefined]);
    }
  });
});
