import {
  type Area,
  addDays,
  distantFuture,
  distantPast,
  type EpochDay,
  epochDay,
  isGrade,
} from '@monitoring-timeline/core';
import type { GradedReport } from '../record/graded-report.ts';
import { type SuspendedSpan, suspendedSpans } from './deadline.ts';
import type { AreaCondition, GradedCondition, OwedActivity, Policy, Rule } from './schema.ts';

/** A rule with the days of its interval as numbers. */
export interface DatedRule {
  readonly rule: Rule;
  readonly from: EpochDay;
  readonly to: EpochDay;
}

/** A policy arranged for asking. */
export interface RuleBook {
  readonly policy: Policy;
  /** Id and version of the policy. */
  readonly name: string;
  /** Versions by rule, the latest first. */
  readonly rules: ReadonlyMap<string, readonly DatedRule[]>;
  readonly suspended: (activity: OwedActivity) => readonly SuspendedSpan[];
  /** Days on which a version comes into force or goes out of it, or a suspension begins or has ended, in order. */
  readonly turningDays: readonly EpochDay[];
}

const books = new WeakMap<Policy, RuleBook>();

export function ruleBook(policy: Policy): RuleBook {
  let book = books.get(policy);
  if (!book) {
    book = arrange(policy);
    books.set(policy, book);
  }
  return book;
}

function arrange(policy: Policy): RuleBook {
  const rules = new Map<string, DatedRule[]>();
  const turning = new Set<EpochDay>();
  for (const rule of policy.rules) {
    const { from, to } = rule.effective;
    const dated: DatedRule = {
      rule,
      from: from === undefined ? distantPast : epochDay(from),
      to: to === undefined ? distantFuture : epochDay(to),
    };
    const versions = rules.get(rule.id);
    if (versions) versions.push(dated);
    else rules.set(rule.id, [dated]);
    if (from !== undefined) turning.add(dated.from);
    if (to !== undefined) turning.add(addDays(dated.to, 1));
  }
  for (const versions of rules.values()) versions.sort((a, b) => b.from - a.from);
  for (const { effective } of policy.nextKind) {
    if (effective.from !== undefined) turning.add(epochDay(effective.from));
    if (effective.to !== undefined) turning.add(addDays(epochDay(effective.to), 1));
  }
  const suspended = new Map<OwedActivity, readonly SuspendedSpan[]>();
  for (const { activity } of policy.suspensions) {
    if (suspended.has(activity)) continue;
    const spans = suspendedSpans(policy.suspensions, activity);
    suspended.set(activity, spans);
    for (const { from, to } of spans) {
      turning.add(from);
      turning.add(addDays(to, 1));
    }
  }
  return {
    policy,
    name: `${policy.id} ${policy.version}`,
    rules,
    suspended: (activity) => suspended.get(activity) ?? [],
    turningDays: [...turning].sort((a, b) => a - b),
  };
}

/**
 * Whether a version of a rule is in force. A promise made to one authority and a duty of the law are those of the day
 * on which its clock started; a programme (the rule says `as_of`) is followed as it stands on the day asked about.
 */
export function inForce({ rule, from, to }: DatedRule, anchor: EpochDay, asOf: EpochDay): boolean {
  const day = rule.inForceOn === 'anchor' ? anchor : asOf;
  return from <= day && day <= to;
}

/** How a report meets a condition: not at all, or by a test that no primary source confirms, or by one that it does. */
export type Fit = 'no' | 'unverified' | 'yes';

/** Whether a graded report meets a condition of a rule. */
export function fits(condition: GradedCondition, report: GradedReport): Fit {
  const { frameworks, versions, kinds, overall, withoutOverall } = condition;
  const { framework, version, activity } = report;
  if (frameworks && (framework === undefined || !frameworks.includes(framework))) return 'no';
  if (versions && !versions.includes(version?.version ?? activity.version ?? '')) return 'no';
  if (kinds && (activity.kind === undefined || !kinds.includes(activity.kind.value))) return 'no';
  if (!overall && !withoutOverall) return 'yes';
  if (version && version.overall !== 'judged') {
    if (!withoutOverall || !areasHold(withoutOverall, report)) return 'no';
    return withoutOverall.verified ? 'yes' : 'unverified';
  }
  const grade = report.judgements.get('overall')?.value.grade;
  return grade !== undefined && isGrade(grade) && overall?.includes(grade) ? 'yes' : 'no';
}

/** Whether the areas of a report without an overall grade are as a condition has them. */
export function areasHold({ all }: AreaCondition, report: GradedReport): boolean {
  return all.every(({ of, in: grades, atLeast, atMost }) => {
    const count = of.filter((area) => {
      const grade = gradeOf(report, area);
      return grade !== undefined && isGrade(grade) && grades.includes(grade);
    }).length;
    return atLeast === undefined ? count <= (atMost ?? 0) : count >= atLeast;
  });
}

function gradeOf({ judgements }: GradedReport, area: Area): string | undefined {
  return judgements.get(area)?.value.grade;
}

/** The kind of inspection that follows a report, by the first entry in force that fits. */
export function kindAfter(
  policy: Policy,
  report: GradedReport,
  asOf: EpochDay,
): { readonly kind: string; readonly verified: boolean } | undefined {
  for (const entry of policy.nextKind) {
    const { from, to } = entry.effective;
    if (from !== undefined && asOf < epochDay(from)) continue;
    if (to !== undefined && asOf > epochDay(to)) continue;
    const fit = fits(entry, report);
    if (fit !== 'no') return { kind: entry.kind, verified: fit === 'yes' };
  }
  return undefined;
}
