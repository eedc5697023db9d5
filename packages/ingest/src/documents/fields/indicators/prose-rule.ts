import { momentPattern } from '../moments.ts';
import { numberPattern, percentPattern } from '../numbers.ts';
import type { Unit } from './measure.ts';

/**
 * A figure in running text. `told` is matched against a sentence together with the one before it, and must reach into the sentence
 * itself. Groups: `p` or `n` or `t` the value (percentage, number, words), `m` the denominator where `n` is its numerator, `d` its
 * date, `before` and `d2` an earlier value and its date, `months` the length of the period that it was counted in.
 */
export interface ProseRule {
  readonly code: string;
  readonly label: string;
  readonly unit: Unit;
  readonly told: RegExp;
  /** What the paragraph must speak of, where the sentence alone does not say it. */
  readonly about?: RegExp;
  /** Date of `before` where it is not printed: the inspection before. */
  readonly beforeAtPrevious?: boolean;
  /** The denominator and the doubt of the measure read before this one in the same paragraph hold for it too. */
  readonly restOf?: string;
  /** Value of what is told in words, such as `all`. */
  readonly value?: number;
  readonly comparator?: { readonly label: string; readonly printed: string };
}

/** A pattern written with `<<N>>` (number), `<<P>>` (percentage), `<<D>>` (date) and `<<W>>` (anything but a figure, within the clause). */
export function prose(source: string): RegExp {
  const text = source
    .replaceAll('<<N>>', numberPattern)
    .replaceAll('<<P>>', percentPattern)
    .replaceAll('<<D>>', momentPattern)
    .replaceAll('<<W>>', '[^.;%]');
  return new RegExp(text, 'i');
}

const quote = "['\\u2019]";

/** "from 30% in 2015 to 78% at this inspection", behind what it is said of; each date where it is printed. */
export function risenFrom(subject: string): RegExp {
  return prose(
    String.raw`${subject}<<W>>{0,60}?\bfrom\s+(?<before><<P>>)(?:\s*,?\s+(?:in|at|for)\s+(?<d2><<D>>))?\s*,?\s+to\s+(?<p><<P>>)(?:\s+(?:in|at|for)\s+(?<d><<D>>))?`,
  );
}

export const childrens = `children${quote}?s?`;
