/** How the points of one level of a list are marked. */
export interface LevelFormat {
  readonly kind: 'bullet' | 'number' | 'none';
  /** How a number is written: as OpenDocument names it (`1`, `a`, `A`, `i`, `I`). */
  readonly digits?: string | undefined;
  /** The mark with `%1` for the number of the first level, `%2` for that of the second. */
  readonly pattern?: string | undefined;
  readonly start?: number | undefined;
}

const bullet = '\u2022';
const romans: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(number: number): string {
  let rest = Math.min(number, 3999);
  let text = '';
  for (const [value, mark] of romans) {
    for (; rest >= value; rest -= value) text += mark;
  }
  return text;
}

function letters(number: number): string {
  // after z comes aa, then bb
  const letter = String.fromCharCode(97 + ((number - 1) % 26));
  return letter.repeat(Math.min(Math.ceil(number / 26), 5));
}

function digitsOf(number: number, format = '1'): string {
  if (number < 1) return String(number);
  if (format === 'a') return letters(number);
  if (format === 'A') return letters(number).toUpperCase();
  if (format === 'i') return roman(number);
  return format === 'I' ? roman(number).toUpperCase() : String(number);
}

/** Counts the points of one list, whose marks a document does not write out: a reader sees "2.1" or a bullet all the same. */
export class ListCounter {
  readonly #counts: number[] = [];

  /** The mark of the next point at a level, the first being 0; empty where it has none. */
  next(level: number, formatOf: (level: number) => LevelFormat | undefined): string {
    const format = formatOf(level);
    const start = format?.start ?? 1;
    this.#counts[level] = (this.#counts[level] ?? start - 1) + 1;
    this.#counts.length = level + 1;
    if (!format || format.kind === 'none') return '';
    if (format.kind === 'bullet') return bullet;
    return (format.pattern ?? `%${level + 1}.`).replace(/%(\d)/g, (_, given: string) => {
      const at = Number(given) - 1;
      const of = formatOf(at);
      return digitsOf(this.#counts[at] ?? of?.start ?? 1, of?.digits);
    });
  }
}
