import {
  type Area,
  areaLabels,
  type ClaimEvent,
  gradeLabels,
  isGrade,
} from '@monitoring-timeline/core';

/**
 * Areas of which an inadequate grade makes the whole inadequate.
 *
 * SIF: any of the three key judgements, the two sub-judgements and the board aside (Children and Young People Now, 2013; Lambeth,
 * May 2018: adoption inadequate, overall requires improvement; no report on record says otherwise).
 *
 * ILACS: the experiences and progress of children; in 34 of 34 reports with one of them inadequate from January 2018 to March 2026 the
 * whole was inadequate. Leaders alone went both ways (four of five times overall requires improvement), so they limit nothing.
 */
const limiting: Readonly<Record<string, readonly Area[]>> = {
  SIF: ['help_and_protection', 'children_in_care', 'leadership'],
  ILACS: ['help_and_protection', 'children_in_care', 'care_leavers'],
};

/** Why a claim is hardly right although it may be printed so. */
export interface Doubt {
  /** Stable code. */
  readonly reason: 'overall_above_limit';
  /** For people: what does not go together, and what to do. */
  readonly message: string;
}

/**
 * Whether an overall grade is better than the grades beside it allow. A check of plausibility and no more: the grade is recorded as
 * printed, none is ever derived, and a person is asked to look again. Undefined where nothing speaks against the claim.
 */
export function doubtAbout(event: ClaimEvent): Doubt | undefined {
  if (event.type !== 'ReportPublished') return undefined;
  const { of, judgements = [] } = event.data;
  const areas = limiting[of.framework ?? ''];
  const overall = judgements.find(({ area }) => area === 'overall')?.grade;
  if (!areas || !overall || !isGrade(overall) || overall === 'inadequate') return undefined;
  const low = judgements.filter(
    ({ area, grade }) => areas.includes(area) && grade === 'inadequate',
  );
  if (low.length === 0) return undefined;
  const shown = low.map(({ area }) => areaLabels[area].toLowerCase()).join(' and ');
  return {
    reason: 'overall_above_limit',
    message: `Overall effectiveness is given as ${gradeLabels[overall].toLowerCase()} beside inadequate ${shown}, which under ${of.framework} makes the whole inadequate. It is recorded as printed. Look at the report again, and correct the grade that was misread.`,
  };
}
