import type { DueRow } from '../../answers/due.ts';
import type { Standing } from '../../answers/standing.ts';
import type { Trajectory } from '../../answers/trajectory.ts';
import type { ExplainedPart } from './explain.ts';
import type { RuleId } from './rules.ts';

/** What a standing says, part by part. */
export function partsOfStanding({
  overall,
  areas,
  report,
  status,
  awaitingReport,
  interventions,
  leadership,
}: Standing): readonly ExplainedPart[] {
  const against = (...fields: readonly string[]) =>
    fields.flatMap((field) =>
      (report?.disagreements ?? []).filter((other) => other.field === field),
    );
  const parts: ExplainedPart[] = [
    {
      field: 'status',
      value: status,
      because: report?.evidence.map(({ event }) => event) ?? [],
      rules: ['latest_report'],
      disagreements: against('start', 'end', 'published', 'kind', 'parts'),
    },
  ];
  if (overall) {
    parts.push({
      field: 'overall',
      value: overall.grade,
      because: overall.because,
      rules: [overall.grade === 'not_reported' ? 'overall_not_reported' : 'overall_as_printed'],
      disagreements: against('overall'),
    });
  }
  for (const [area, { grade, because, carriedOver, covers }] of Object.entries(areas)) {
    const rules: RuleId[] = ['framework_replaces'];
    if (carriedOver) rules.push('grade_carried_over');
    if (covers) rules.push('combined_grade');
    parts.push({
      field: `areas.${area}`,
      value: grade,
      because,
      rules,
      disagreements: against(area),
    });
  }
  for (const { start, because } of awaitingReport) {
    const rules: RuleId[] = ['awaiting_report'];
    parts.push({ field: 'awaitingReport', value: start ?? '', because, rules });
  }
  for (const { instrument, since, because, rule: telling } of interventions) {
    const field = `interventions.${instrument}`;
    parts.push({ field, value: `since ${since}`, because, telling });
  }
  for (const [role, holder] of Object.entries(leadership)) {
    if (!holder) continue;
    const value = `${holder.person ?? 'not named'}, ${holder.status}`;
    const { because, rule: telling } = holder;
    parts.push({ field: `leadership.${role}`, value, because, telling });
  }
  return parts;
}

/** What a trajectory says, part by part. */
export function partsOfTrajectory({
  summary,
  overall,
  areas,
  indicators,
  because: all,
}: Trajectory): readonly ExplainedPart[] {
  const moved = [...(overall ? [['overall', overall] as const] : []), ...Object.entries(areas)];
  return [
    { field: 'label', value: summary.label, because: all, rules: ['label_by_areas'] },
    ...moved.map(
      ([area, { comparable, judgedInLatest, change, direction, because }]): ExplainedPart => {
        const rules: RuleId[] = ['previous_comparable'];
        if (comparable !== null) rules.push(comparable);
        if (!judgedInLatest) rules.push('not_in_latest');
        const by = change === null ? 'no comparable grade before' : signed(change);
        const field = area === 'overall' ? area : `areas.${area}`;
        return { field, value: `${direction} (${by})`, because, rules };
      },
    ),
    ...indicators.flatMap(({ indicator, points }) =>
      points.map(
        ({ printed, at, because }): ExplainedPart => ({
          field: `indicators.${indicator}`,
          value: `${printed}, ${at}`,
          because,
        }),
      ),
    ),
  ];
}

function signed(change: number): string {
  return change > 0 ? `+${change}` : String(change);
}

/** What is due, clock by clock, each by its own rule. */
export function partsOfDue(rows: readonly DueRow[]): readonly ExplainedPart[] {
  return rows.flatMap(({ rule, version, status, due, because, source }) => {
    if (rule === null) return [];
    const stated = {
      id: `${rule} version ${version ?? ''}`,
      says: source?.title ?? 'a rule of the re-inspection policy',
    };
    const value = `${status}${due ? `, due ${due}` : ''}`;
    return [{ field: `due.${rule}`, value, because, stated }];
  });
}
