import type { Area } from './areas.ts';
import type { Framework } from './codes.ts';
import { type GradeOrNot, isGrade, scaleChanged } from './grades.ts';
import { frameworkVersion, versionsOf } from './registry.ts';

/** One graded point of an authority's history, as far as comparing needs it. */
export interface ComparedGrade {
  /** Under which it was given. */
  readonly framework: Framework;
  /** Year in which that version came into use. */
  readonly version?: string | undefined;
  /** What was judged. */
  readonly area: Area;
  /** Areas that one combined grade stands for. */
  readonly covers?: readonly Area[] | undefined;
  /** The grade, or why there is none. */
  readonly grade: GradeOrNot;
}

/** How far two grades can be set side by side, from wholly to not at all; `comparability` says when each holds. */
export const comparabilities = [
  'same_series',
  'crosswalk',
  'scale_changed',
  'not_comparable',
] as const;
/** How far two grades can be set side by side; see `comparability`. */
export type Comparability = (typeof comparabilities)[number];

function concepts({ area, covers }: ComparedGrade): readonly Area[] {
  return covers ?? [area];
}

/** The framework's own code of the judgement, found without its version where all versions that fit agree. */
function ownCode(point: ComparedGrade): string | undefined {
  const known = frameworkVersion(point.framework, point.version);
  const versions = known !== undefined ? [known] : versionsOf(point.framework);
  const covered = concepts(point);
  const codes = new Set(
    versions
      .flatMap(({ areas }) => areas)
      .filter(
        (judged) => judged.area === point.area && (judged.covers?.length ?? 1) === covered.length,
      )
      .map(({ code }) => code),
  );
  const [only] = codes;
  return codes.size === 1 ? only : undefined;
}

/** True where one is `adequate` and the other from another scale; two grades of the scale with `adequate` are alike. */
function crossesScales(from: ComparedGrade, to: ComparedGrade): boolean {
  if (!scaleChanged(from.grade, to.grade) || from.framework === to.framework) return false;
  return !(hasAdequate(from.framework) && hasAdequate(to.framework));
}

function hasAdequate(framework: Framework): boolean {
  return versionsOf(framework).some(({ scale }) => scale.includes('adequate'));
}

/**
 * How far two grades can be set side by side.
 *
 * - `not_comparable`: one of them is no grade, or they speak of nothing in common.
 * - `scale_changed`: exactly one is `adequate`, from the scale that ended with the single inspection framework, and
 *   the other was given on the scale after it.
 * - `same_series`: both frameworks ask the question under one code and of the same children.
 * - `crosswalk`: a related question: a strand, a renamed judgement, or care leavers split from or joined with children in care.
 *
 * From SIF to ILACS `overall`, `help_and_protection` and `care_leavers` keep question and code, so they are one series (the
 * inspectorate's releases carry them on in one column); `leadership` became the impact of leaders, and care lost permanence
 * and adoption, so they are crosswalks. Everything before SIF reaches it by crosswalk alone: those grades were given to a strand.
 */
export function comparability(from: ComparedGrade, to: ComparedGrade): Comparability {
  if (!isGrade(from.grade) || !isGrade(to.grade)) return 'not_comparable';
  const left = concepts(from);
  const right = concepts(to);
  if (!left.some((area) => right.includes(area))) return 'not_comparable';
  if (crossesScales(from, to)) return 'scale_changed';
  const alike = left.length === right.length && left.every((area) => right.includes(area));
  if (!alike) return 'crosswalk';
  const code = ownCode(from);
  return code !== undefined && code === ownCode(to) ? 'same_series' : 'crosswalk';
}
