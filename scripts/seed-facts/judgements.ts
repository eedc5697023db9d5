import { TimelineError } from '../../packages/core/src/errors.ts';
import type { Judgement } from '../../packages/core/src/events/index.ts';
import type { Area } from '../../packages/core/src/frameworks/areas.ts';
import type { FrameworkVersion } from '../../packages/core/src/frameworks/framework-version.ts';
import { readGrade } from '../../packages/core/src/frameworks/grades.ts';

/** A judgement as a document prints it: our area, the printed label and grade, the place. */
export type PrintedJudgement = readonly [
  area: Area,
  label: string,
  printed: string,
  locator: string,
];

/** A row names an area or a grade that its framework does not have. */
export class UnreadableJudgement extends TimelineError {
  readonly code = 'UnreadableJudgement';
}

/**
 * Judgements of one report, with the framework's own codes and what a combined grade covers.
 * @throws UnreadableJudgement
 */
export function judgements(
  framework: FrameworkVersion,
  rows: readonly PrintedJudgement[],
): Judgement[] {
  return rows.map(([area, label, printed, locator]) => {
    const judged = framework.areas.find((candidate) => candidate.area === area);
    const grade = readGrade(printed);
    if (!judged || !grade) {
      throw new UnreadableJudgement(
        `${framework.code} has no judgement "${label}: ${printed}"; correct the row for ${locator}.`,
      );
    }
    return {
      area,
      grade,
      printed,
      label,
      code: judged.code,
      ...(judged.covers && { covers: [...judged.covers] }),
      locator,
    };
  });
}
