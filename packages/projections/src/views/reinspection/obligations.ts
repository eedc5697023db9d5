import {
  type Activity,
  type Claim,
  type EpochDay,
  epochDay,
  isoDay,
} from '@monitoring-timeline/core';
import type { DueRow, Met, UnderWay } from '../../answers/due.ts';
import { type Deadline, deadline } from '../../policy/deadline.ts';
import { type DatedRule, fits, inForce, kindAfter, type RuleBook } from '../../policy/rules.ts';
import type { Rule } from '../../policy/schema.ts';
import type { GradedReport } from '../../record/graded-report.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { because } from '../evidence.ts';
import { momentText } from '../moment.ts';
import { type Anchor, anchorOf, anchorOfClaim } from './anchor.ts';
import type { FixedPart } from './due-row.ts';
import {
  areaInspections,
  inspectionsSince,
  isReported,
  latestInForce,
  reportInForce,
  statementOn,
  underWay,
  visitsAfter,
} from './facts.ts';

/** One clock of an authority, without the day that it is read on. */
export interface Obligation {
  /** Undefined where no rule says when the next graded inspection comes. */
  readonly rule: Rule | undefined;
  readonly anchor: Anchor | undefined;
  readonly days: Deadline | undefined;
  /** `not_done`: a source says that what was owed was not done. */
  readonly state: 'running' | 'awaiting_first' | 'in_progress' | 'met' | 'not_done' | 'no_rule';
  readonly underWay: UnderWay | undefined;
  readonly met: Met | undefined;
  /** Kind of the next graded inspection. */
  readonly expects: string | undefined;
  /** False where the rule, or the test by which it applies, is not confirmed by a primary source. */
  readonly verified: boolean;
  /** Whether anything is called overdue by the rule, and by the test by which it applies. */
  readonly callsOverdue: boolean;
  /** The report that the clock follows; undefined where there is none. */
  readonly report: GradedReport | undefined;
  readonly because: readonly string[];
  readonly claimOf: (event: string) => Claim | undefined;
  /** What was told of it already; kept here and not in a weak map, which garbage collection pays for dearly. */
  readonly told: RowParts;
}

/** Parts of a row that need no second working out. */
export interface RowParts {
  opening?: string;
  explained?: { readonly key: string; readonly text: string };
  fixed?: FixedPart;
  /** The row, where no days are counted in it. */
  row?: DueRow;
}

/** What of the directory decides a first inspection. */
export interface Origin {
  readonly established: string | undefined;
  readonly isSuccessor: boolean;
}

/** What a rule is about, once its trigger was met. */
interface Occasion {
  readonly activity: Activity | undefined;
  readonly report: GradedReport | undefined;
  readonly claims: readonly Claim[];
  readonly verified: boolean;
}

/**
 * The clocks that run for an authority on a day: for each rule its version in force. They stay the same until the next
 * turning, so what is worked out for one day serves all days up to it.
 */
export function obligationsOn(
  knowledge: Knowledge,
  asOf: EpochDay,
  book: RuleBook,
  origin: Origin,
): readonly Obligation[] {
  const report = reportInForce(knowledge, asOf);
  const inspections = inspectionsSince(knowledge, asOf, report);
  const following = inspections.find(({ activity }) => !isReported(activity, asOf))?.activity;
  const unread = inspections.find(({ activity }) => isReported(activity, asOf))?.activity;
  const obligations: Obligation[] = [];
  for (const versions of book.rules.values()) {
    const found = firstInForce(versions, knowledge, asOf, report, origin);
    if (!found) continue;
    const { rule, occasion, anchor } = found;
    const ending = endingOf(rule, occasion, anchor, knowledge, asOf, { following, unread });
    if (!ending) continue;
    const kind = report && occasion.report ? kindAfter(book.policy, report, asOf) : undefined;
    const expects = rule.activity === 'graded_inspection' ? kind : undefined;
    obligations.push({
      rule,
      anchor,
      days: deadline(rule, anchor.day, book.suspended(rule.activity), asOf),
      ...ending,
      expects: expects?.kind,
      verified: rule.verified && occasion.verified,
      callsOverdue: (rule.callsOverdue ?? rule.verified) && occasion.verified,
      report: occasion.report,
      get because() {
        return because(occasion.claims);
      },
      claimOf: (event) => knowledge.claim(event),
      told: {},
    });
  }
  if (!obligations.some(({ rule }) => rule?.activity === 'graded_inspection')) {
    obligations.unshift(withoutRule(knowledge, report, following, origin));
  }
  return obligations;
}

function withoutRule(
  knowledge: Knowledge,
  report: GradedReport | undefined,
  following: Activity | undefined,
  { isSuccessor }: Origin,
): Obligation {
  return {
    rule: undefined,
    anchor: undefined,
    days: undefined,
    state: following ? 'in_progress' : !report && isSuccessor ? 'awaiting_first' : 'no_rule',
    underWay: following && underWay(following),
    met: undefined,
    expects: undefined,
    verified: true,
    callsOverdue: false,
    report,
    get because() {
      return report ? because(report.activity.claims) : [];
    },
    claimOf: (event) => knowledge.claim(event),
    told: {},
  };
}

function firstInForce(
  versions: readonly DatedRule[],
  knowledge: Knowledge,
  asOf: EpochDay,
  report: GradedReport | undefined,
  origin: Origin,
): { rule: Rule; occasion: Occasion; anchor: Anchor } | undefined {
  for (const dated of versions) {
    const { rule } = dated;
    const occasion = occasionOf(rule, knowledge, asOf, report, origin);
    if (!occasion) continue;
    const anchor = anchorFor(rule, occasion, knowledge, asOf, origin);
    if (anchor && inForce(dated, anchor.day, asOf)) return { rule, occasion, anchor };
  }
  return undefined;
}

function occasionOf(
  { trigger }: Rule,
  knowledge: Knowledge,
  asOf: EpochDay,
  report: GradedReport | undefined,
  origin: Origin,
): Occasion | undefined {
  switch (trigger.event) {
    case 'graded_report': {
      const fit = report ? fits(trigger, report) : 'no';
      if (!report || fit === 'no') return undefined;
      const { activity } = report;
      return { activity, report, claims: activity.claims, verified: fit === 'yes' };
    }
    case 'visit': {
      const visits = visitsAfter(knowledge, asOf, report, new Set(trigger.kinds));
      const visit = visits.findLast(
        ({ activity }) =>
          isReported(activity, asOf) &&
          (trigger.priorityAction === undefined ||
            namesPriorityAction(activity) === trigger.priorityAction),
      )?.activity;
      return visit && { activity: visit, report: undefined, claims: visit.claims, verified: true };
    }
    case 'area_send_report': {
      const found = areaInspections(knowledge, asOf).findLast(
        ({ activity }) => isReported(activity, asOf) && outcomeOf(activity) !== undefined,
      )?.activity;
      const outcome = found && outcomeOf(found);
      if (!found || !trigger.outcomes.some((wanted) => wanted === outcome)) return undefined;
      return { activity: found, report: undefined, claims: found.claims, verified: true };
    }
    case 'awaiting_report': {
      const begun = inspectionsSince(knowledge, asOf, report).find(
        ({ activity }) => !isReported(activity, asOf),
      )?.activity;
      return begun && { activity: begun, report: undefined, claims: begun.claims, verified: true };
    }
    case 'intervention': {
      const started = latestInForce(knowledge, asOf, new Set(trigger.instruments));
      return (
        started && {
          activity: undefined,
          report: undefined,
          claims: [started],
          verified: true,
        }
      );
    }
    case 'established':
      if (report || !origin.isSuccessor) return undefined;
      return { activity: undefined, report: undefined, claims: [], verified: true };
  }
}

function namesPriorityAction({ claims }: Activity): boolean {
  return claims.some(
    ({ event }) => event.type === 'ReportPublished' && event.data.priorityAction === true,
  );
}

function outcomeOf({ claims }: Activity): string | undefined {
  for (const { event } of claims) {
    if (event.type === 'ReportPublished' && event.data.outcome) return event.data.outcome;
  }
  return undefined;
}

function anchorFor(
  { anchor, metBy }: Rule,
  { activity, report, claims }: Occasion,
  knowledge: Knowledge,
  asOf: EpochDay,
  { established }: Origin,
): Anchor | undefined {
  if (anchor === 'intervention') {
    const [started] = claims;
    return started && anchorOfClaim(anchor, started);
  }
  if (anchor === 'established') {
    if (established === undefined) return undefined;
    const day = epochDay(established);
    const date = isoDay(day);
    return { kind: anchor, day, date, exact: true, assumed: false, event: undefined };
  }
  if (anchor === 'last_visit') {
    const kinds = new Set('activity' in metBy ? [visitKindOf(metBy.activity)] : []);
    const last = visitsAfter(knowledge, asOf, report, kinds).at(-1)?.activity;
    const found = last && anchorOf('start', last, asOf);
    return found && { ...found, kind: anchor, assumed: found.kind !== 'start' };
  }
  if (!activity) return undefined;
  const knownOn = report && {
    day: report.published,
    event: [...report.judgements.values()][0]?.claim.event.id ?? report.id,
  };
  return anchorOf(anchor, activity, asOf, knownOn);
}

function visitKindOf(activity: string): string {
  return activity === 'monitoring_visit' ? 'monitoring' : 'focused';
}

type Ending = Pick<Obligation, 'state' | 'underWay' | 'met'>;

const running: Ending = { state: 'running', underWay: undefined, met: undefined };

/** Whether what the rule waits for has come, and what says so. */
function endingOf(
  { metBy, trigger, anchor: counted }: Rule,
  { activity, report }: Occasion,
  anchor: Anchor,
  knowledge: Knowledge,
  asOf: EpochDay,
  next: { readonly following: Activity | undefined; readonly unread: Activity | undefined },
): Ending | undefined {
  if ('unrecorded' in metBy || 'report' in metBy) return running;
  if ('statement' in metBy) {
    const said = activity && statementOn(activity, metBy.statement, asOf);
    if (!said) return running;
    return { ...running, state: said.done ? 'met' : 'not_done', met: said.met };
  }
  if (metBy.activity === 'area_send') {
    const later = areaInspections(knowledge, asOf).filter((other) => other.activity !== activity);
    const after = later.find(({ start }) => start > anchor.day)?.activity;
    if (!after) return running;
    return isReported(after, asOf) ? metByActivity(after) : inProgress(after);
  }
  if (metBy.activity !== 'graded_inspection' && counted !== 'last_visit') {
    const kinds = new Set([visitKindOf(metBy.activity)]);
    const visit = visitsAfter(knowledge, asOf, report, kinds)[0]?.activity;
    if (visit) return metByActivity(visit);
  }
  // a re-inspection under way, or whose report is out, ends the visits that led up to it: they are owed no longer
  if (metBy.activity !== 'graded_inspection' && (next.following || next.unread)) return undefined;
  if (next.following && (report || trigger.event === 'established'))
    return inProgress(next.following);
  // one whose report is out, though nobody has read its grades, is what was owed
  if (next.unread) return metByActivity(next.unread);
  return trigger.event === 'established' ? { ...running, state: 'awaiting_first' } : running;
}

function inProgress(activity: Activity): Ending {
  return { state: 'in_progress', underWay: underWay(activity), met: undefined };
}

function metByActivity(activity: Activity): Ending {
  return {
    state: 'met',
    underWay: undefined,
    met: { on: momentText(activity.start?.value), because: because(activity.claims) },
  };
}
