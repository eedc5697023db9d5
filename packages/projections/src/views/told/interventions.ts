import {
  bounds,
  type Claim,
  type EpochDay,
  formatPartialDate,
  isGrade,
} from '@monitoring-timeline/core';
import type { Told } from '../../answers/told.ts';
import { areasHold } from '../../policy/rules.ts';
import type { GradedReport } from '../../record/graded-report.ts';
import { firstDay } from '../dated.ts';
import { beginning, type Episode, firstClaim } from '../interventions/episodes.ts';
import type { RuleUsed, TellingRules } from './rules.ts';
import { lastTelling, standsTold } from './told.ts';
import { instrumentName, reportName } from './told-words.ts';

/** The state of an intervention, and the claims beside its own that led there. */
export interface InterventionTold {
  readonly told: Told;
  readonly by: readonly Claim[];
}

/** What an intervention is read with. */
export interface AroundInterventions {
  readonly episodes: readonly Episode[];
  /** Graded reports in force on the day, in the order they came out. */
  readonly reports: readonly GradedReport[];
  readonly rules: TellingRules;
  readonly asOf: EpochDay;
}

/**
 * What became of an intervention by a day: an end that a source tells of, another in its place, the end of what it hangs on, a
 * later report above inadequate, or silence, in that order.
 */
export function interventionTold(episode: Episode, around: AroundInterventions): InterventionTold {
  const over = surely(episode, around) ?? hanging(episode, around) ?? overtaken(episode, around);
  if (over) return over;
  const now = around.rules.of('told_now', 'intervention');
  return { told: standsTold(lastTelling(episode.starts), now, around.asOf), by: [] };
}

/** Over by what sources tell of it or of another in its place. */
function surely(episode: Episode, around: AroundInterventions): InterventionTold | undefined {
  return ended(episode, around) ?? replaced(episode, around);
}

function ended(
  { ends, starts }: Episode,
  { asOf }: AroundInterventions,
): InterventionTold | undefined {
  const [end] = ends;
  if (!end) return undefined;
  const on = formatPartialDate(end.event.occurred);
  const by = ends.filter((claim) => firstDay(claim.event.occurred) <= asOf);
  const told = { lastTold: lastTold(starts), rule: null };
  // a source that tells of a later end vouches for the days before it
  if (by.length === 0) return { told: { ...told, state: 'told_now', why: `ends ${on}` }, by: ends };
  return { told: { ...told, state: 'ended', why: `ended ${on}` }, by };
}

/** Whether an authority is inadequate by its latest report, and so intervention expected; by which rule. */
export function interventionExpected(
  reports: readonly GradedReport[],
  rules: TellingRules,
): { readonly rule: string; readonly certain: boolean } | undefined {
  const latest = reports.at(-1);
  const [rule] = rules.all('expected_where_inadequate');
  if (!latest || !rule) return undefined;
  const overall = latest.judgements.get('overall')?.value.grade;
  if (overall !== undefined && isGrade(overall)) {
    return overall === 'inadequate' ? { rule: rule.name, certain: true } : undefined;
  }
  return areasHold(rule.when.withoutOverall, latest)
    ? { rule: rule.name, certain: rule.when.withoutOverall.verified }
    : undefined;
}

function lastTold(claims: readonly Claim[]): Told['lastTold'] {
  return lastTelling(claims)?.shown ?? null;
}

function replaced(
  episode: Episode,
  { asOf, rules, episodes }: AroundInterventions,
): InterventionTold | undefined {
  const own = rules.of('another_told', 'intervention');
  const { replacedBy } = episode;
  if (own && replacedBy && beginning(replacedBy) <= asOf) return inPlace(replacedBy, own.name);
  for (const { name, when } of rules.all('takes_place_of')) {
    if (when.earlier !== episode.instrument) continue;
    const later = episodes.find(
      (other) =>
        other.instrument === when.later &&
        other.starts.length > 0 &&
        beginning(other) > beginning(episode) &&
        beginning(other) <= asOf,
    );
    if (later) return inPlace(later, name);
  }
  return undefined;

  function inPlace(later: Episode, rule: string): InterventionTold {
    const claim = firstClaim(later);
    const who =
      later.instrument === episode.instrument ? 'another' : instrumentName(later.instrument);
    const why = `${who} took its place, ${formatPartialDate(claim.event.occurred)}`;
    return {
      told: { state: 'superseded', lastTold: lastTold(episode.starts), why, rule },
      by: [claim],
    };
  }
}

/** What was appointed by a direction, and that direction no longer stands. */
function hanging(episode: Episode, around: AroundInterventions): InterventionTold | undefined {
  for (const { name, when } of around.rules.all('ends_with')) {
    if (when.of !== episode.instrument || episode.starts.length === 0) continue;
    const made = around.episodes.findLast(
      (other) =>
        other.instrument === when.with &&
        other.starts.length > 0 &&
        beginning(other) <= lastOf(episode),
    );
    if (!made) continue;
    const over = surely(made, around) ?? overtaken(made, around);
    if (!over || over.told.state === 'told_now') continue;
    const what = `the ${instrumentName(when.with)} of ${formatPartialDate(firstClaim(made).event.occurred)} that made it no longer stands`;
    const why = `${what} (${over.told.why})`;
    return {
      told: { state: 'presumed_ended', lastTold: lastTold(episode.starts), why, rule: name },
      by: [firstClaim(made), ...over.by],
    };
  }
  return undefined;
}

function overtaken(
  episode: Episode,
  { reports, rules }: AroundInterventions,
): InterventionTold | undefined {
  const [rule] = rules.all('above_inadequate');
  if (!rule) return undefined;
  const from = lastOf(episode);
  const report = reports.find(
    (one) => one.published > from && one.validFrom > from && isAbove(one, rule),
  );
  if (!report) return undefined;
  const why = `the ${reportName(report)} is not inadequate`;
  const by = [...report.judgements.values()].map(({ claim }) => claim);
  return {
    told: { state: 'presumed_ended', lastTold: lastTold(episode.starts), why, rule: rule.name },
    by,
  };
}

function isAbove(report: GradedReport, { when }: RuleUsed<'above_inadequate'>): boolean {
  const overall = report.judgements.get('overall')?.value.grade;
  if (overall !== undefined && isGrade(overall)) return overall !== 'inadequate';
  // a report that judged one strand says nothing of the whole
  return report.version?.overall === 'not_reported' && areasHold(when.withoutOverall, report);
}

/** The last day on which it can have begun. */
function lastOf(episode: Episode): EpochDay {
  return bounds(firstClaim(episode).event.occurred).startLatest;
}
