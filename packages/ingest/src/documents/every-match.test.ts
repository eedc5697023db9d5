import { expect, it } from 'vitest';
import { everyMatch } from './every-match.ts';

const told = (matches: Iterable<RegExpExecArray>) =>
  [...matches].map((match) => [match.index, ...match]);

it('every match of a pattern is found as `matchAll` finds it, also twice and where it is empty', () => {
  const text = 'one, two\u{1f600}, and 3';
  for (const pattern of [/(\w)(\w+)?/g, /,\s*/g, /x*/gu, /x*/g, /(?<=, )\w|$/gi, /none/g]) {
    for (const again of [0, 7]) {
      pattern.lastIndex = again;
      expect(told(everyMatch(text, pattern))).toEqual(told(text.matchAll(new RegExp(pattern))));
    }
  }
});

it('a pattern that does not search on is refused', () => {
  expect(() => everyMatch('a', /a/)).toThrow(TypeError);
});
