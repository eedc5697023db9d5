const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const hyphen = String.raw`[\s\u2010-\u2015-]`;
/**
 * Numbers in words and what else is given. Behind a look ahead the rest of a pattern is compiled once, and else for each alternative anew:
 * such looks, which say what the rest says too, keep every pattern with a number in it small. `\b` would compile to more.
 */
const worded = (more: string): string =>
  String.raw`(?:(?:${tens.join('|')})(?!\w)(?:${hyphen}(?:${small.slice(1, 10).join('|')})(?!\w))?|(?:${[...small].reverse().join('|')}|${more})(?!\w))`;

/**
 * A number in figures or, below a hundred, in words, that is no part of another; `none` and `no` are zero.
 * A source for patterns, without a group.
 */
export const numberPattern = String.raw`(?<![\w.,-])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?(?!\d)|${worded('none|no')})`;

/** A percentage with its sign, or in words. A source for patterns, without a group. */
export const percentPattern = String.raw`(?:\d{1,3}(?:\.\d+)?(?!\d)\s?(?!\s)(?:%|per\s?cent)|(?<!\w)${worded(String.raw`a\s+hundred`)}\s+per\s?cent)`;

const joins = new RegExp(hyphen);

/** The value of a printed number or percentage; undefined where it is none. */
export function readNumber(printed: string): number | undefined {
  const plain = printed
    .trim()
    .toLowerCase()
    .replace(/\s*(?:%|per\s?cent)$/, '')
    .replaceAll(',', '');
  if (plain === 'none' || plain === 'no') return 0;
  if (plain === 'a hundred') return 100;
  if (/^\d+(?:\.\d+)?$/.test(plain)) return Number(plain);
  const [first = '', second] = plain.split(joins);
  if (small.includes(first) && second === undefined) return small.indexOf(first);
  const ten = tens.indexOf(first);
  const one = second === undefined ? 0 : small.indexOf(second);
  return ten < 0 || one < 0 || one > 9 ? undefined : (ten + 2) * 10 + one;
}

/** True where a percentage follows from its parts, at the precision in which it is printed. */
export function followsFrom(percent: number, numerator: number, denominator: number): boolean {
  if (denominator <= 0) return true;
  const digits = /\.(\d+)/.exec(String(percent))?.[1]?.length ?? 0;
  const step = 10 ** -digits;
  return Math.abs((numerator / denominator) * 100 - percent) <= step * 0.51;
}
