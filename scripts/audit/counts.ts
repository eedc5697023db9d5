import { z } from 'zod';
import type { Audited } from './place.ts';

/** What an earlier run found of one rule. */
const countSchema = z.strictObject({
  says: z.string(),
  looked: z.int().min(0),
  wrong: z.int().min(0),
});
export type AuditCount = z.output<typeof countSchema>;

/** What a run found, rule by rule, as `--json` writes it and `--baseline` reads it. */
export function countsOf(found: readonly Audited[]): readonly AuditCount[] {
  return found.map(({ rule, looked, wrong }) => ({
    says: rule.says,
    looked,
    wrong: wrong.length,
  }));
}

/** Counts that an earlier run wrote. @throws Error where the text is none */
export function readCounts(text: string, file: string): readonly AuditCount[] {
  try {
    return z.array(countSchema).parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(
      `${file} holds no counts of an audit. Write it with: pnpm --silent audit-record --json > ${file}`,
      { cause },
    );
  }
}

/** A line for each rule, with what the baseline counted; a rule that it has not is new, and one that is asked no more is told of. */
export function linesOf(
  after: readonly AuditCount[],
  baseline: readonly AuditCount[] | undefined,
): readonly string[] {
  if (!baseline) {
    return after.map(
      ({ wrong, looked, says }) => `${padded(wrong)} wrong in ${looked} answers: ${says}`,
    );
  }
  const before = new Map(baseline.map((one) => [one.says, one]));
  const lines = after.map(({ says, looked, wrong }) => {
    const was = before.get(says);
    const earlier = was ? `${padded(was.wrong)} in ${was.looked} answers` : '   not asked';
    return `${earlier} before, ${wrong} in ${looked} after: ${says}`;
  });
  const asked = new Set(after.map(({ says }) => says));
  const gone = baseline.filter(({ says }) => !asked.has(says));
  return [
    ...lines,
    ...gone.map(
      ({ says, looked, wrong }) =>
        `${padded(wrong)} in ${looked} answers before, not asked after: ${says}`,
    ),
  ];
}

function padded(count: number): string {
  return String(count).padStart(6);
}
