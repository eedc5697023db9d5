import { env } from 'node:process';
import fc from 'fast-check';

/** Whether everything is looked at, and every picture taken: in `pnpm guide`. The ordinary run looks at a sample of each kind. */
export const whole = env.TIMELINE_GUIDE === 'anew';

/** All of them in the whole run; else so many, in their order, by the seed of the run. */
export function sampled<T>(of: readonly T[], count: number): readonly T[] {
  if (whole) return of;
  return fc
    .sample(fc.shuffledSubarray([...of.keys()], { minLength: count, maxLength: count }), 1)[0]!
    .sort((a, b) => a - b)
    .map((index) => of[index]!);
}
