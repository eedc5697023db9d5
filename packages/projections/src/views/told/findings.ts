import type { Claim, EpochDay } from '@monitoring-timeline/core';
import type { Told } from '../../answers/told.ts';
import type { GradedReport } from '../../record/graded-report.ts';
import type { TellingRules } from './rules.ts';
import { standsTold, type Telling } from './told.ts';
import { reportName } from './told-words.ts';

/** The state of what a report told, how many graded reports came since, and the claims of the first of them. */
export interface FindingTold {
  readonly told: Told;
  readonly reportsSince: number;
  readonly by: readonly Claim[];
}

/** What findings are read with. */
export interface AroundFindings {
  /** Graded reports in force on the day, in the order they came out. */
  readonly reports: readonly GradedReport[];
  readonly rules: TellingRules;
  readonly asOf: EpochDay;
}

/** What became of a theme, a finding or a promise: a graded report has come since, or none. */
export function findingTold(
  of: 'theme' | 'finding' | 'commitment',
  last: Telling | undefined,
  { reports, rules, asOf }: AroundFindings,
): FindingTold {
  const since = last ? reportsAfter(reports, last.day) : [];
  const reportsSince = since.length;
  const rule = rules.of('later_report', of);
  const [first] = since;
  if (!rule || !first) {
    const told = standsTold(last, rules.of('told_now', of), asOf);
    return { told, reportsSince, by: [] };
  }
  const counted = `${reportsSince} graded ${reportsSince === 1 ? 'report' : 'reports'} since`;
  const why =
    reportsSince === 1
      ? `${counted}, the ${reportName(first)}`
      : `${counted}, the first the ${reportName(first)}`;
  const told: Told = {
    state: rule.when.state,
    lastTold: last?.shown ?? null,
    why,
    rule: rule.name,
  };
  return { told, reportsSince, by: [...first.judgements.values()].map(({ claim }) => claim) };
}

/** Reports on an inspection of the whole service after a day; one that judged a single strand says nothing of the rest. */
function reportsAfter(reports: readonly GradedReport[], day: EpochDay): readonly GradedReport[] {
  return reports.filter(
    ({ validFrom, version }) =>
      validFrom > day && version !== undefined && version.overall !== 'absent',
  );
}
