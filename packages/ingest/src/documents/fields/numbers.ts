const words =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/**
 * A number in figures or, up to twenty, in words, that is no part of another ("thirty-two"); `none` and `no` are zero.
 * A source for patterns, without a group.
 */
export const numberPattern = String.raw`(?<![\w.,-])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?(?!\d)|(?:${[...words].reverse().join('|')}|none|no)\b)`;

/** A percentage with its sign. A source for patterns, without a group. */
export const percentPattern = String.raw`\d{1,3}(?:\.\d+)?\s?(?:%|per\s?cent)`;

/** The value of a printed number or percentage; undefined where it is none. */
export function readNumber(printed: string): number | undefined {
  const plain = printed
    .trim()
    .toLowerCase()
    .replace(/\s*(?:%|per\s?cent)$/, '')
    .replaceAll(',', '');
  if (plain === 'none' || plain === 'no') return 0;
  const word = words.indexOf(plain);
  if (word >= 0) return word;
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** True where a percentage follows from its parts, at the precision in which it is printed. */
export function followsFrom(percent: number, numerator: number, denominator: number): boolean {
  if (denominator <= 0) return true;
  const digits = /\.(\d+)/.exec(String(percent))?.[1]?.length ?? 0;
  const step = 10 ** -digits;
  return Math.abs((numerator / denominator) * 100 - percent) <= step * 0.51;
}
