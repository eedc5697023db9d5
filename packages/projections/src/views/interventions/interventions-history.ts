import {
  bounds,
  byPrecedence,
  type EpochDay,
  isoDay,
  type NameOf,
  toText,
} from '@monitoring-timeline/core';
import type {
  ExpectedIntervention,
  Intervention,
  InterventionsHistory,
  StandingIntervention,
} from '../../answers/interventions.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { authorityShown, type ViewContext } from '../authority.ts';
import { because, becauseOfAll, evidenceAt } from '../evidence.ts';
import { startText } from '../moment.ts';
import { recordTo } from '../picture/coverage.ts';
import {
  type InterventionTold,
  interventionExpected,
  interventionTold,
} from '../told/interventions.ts';
import { type TellingRules, tellingRulesKnown } from '../told/rules.ts';
import { stands } from '../told/told.ts';
import { reportsInForce } from '../trajectory/points.ts';
import { deliveryOn, deliverySteps } from './delivery.ts';
import {
  type Ended,
  type Episode,
  earliest,
  firstClaim,
  interventionEpisodes,
  personOf,
  type Started,
} from './episodes.ts';

/** Government intervention over time. It is independent of grades: it may end without one, and begin without one. */
export function interventionsHistory(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
): InterventionsHistory {
  const { asOf, knownAt } = coordinates;
  const knowledge = record.at(coordinates);
  const rules = tellingRulesKnown(context.policy, knownAt);
  const told = interventionsTold(knowledge, asOf, context.nameOf, rules);
  const deliveryHistory = deliverySteps(knowledge, asOf);
  const rows = [...told.history, ...deliveryHistory];
  return {
    authority: authorityShown(record.authority, asOf, context).shown,
    asOf: isoDay(asOf),
    knownAt: isoDay(knownAt),
    recordTo: recordTo(context.national, coordinates, 'graded_inspection'),
    ...told,
    delivery: deliveryOn(knowledge, asOf, rules),
    deliveryHistory,
    because: becauseOfAll(
      rows.map((row) => row.because),
      (id) => record.claim(id),
    ),
  };
}

/** What is told of interventions by a day: those that stand, all of them over time, and whether one is expected. */
export function interventionsTold(
  knowledge: Knowledge,
  asOf: EpochDay,
  nameOf: NameOf,
  rules: TellingRules,
): Pick<InterventionsHistory, 'inForce' | 'expected' | 'history' | 'note'> {
  const { begun, inForce, expected, note } = interventionsOn(knowledge, asOf, nameOf, rules);
  const dates = { asOf, knownAt: knowledge.knownAt };
  const history = begun.map(({ episode, ...told }) => shown(episode, told, dates, nameOf));
  return { inForce, expected, history, note };
}

/** An intervention begun by a day, and what is told of it. */
interface Begun extends InterventionTold {
  readonly episode: Episode;
}

/** Those begun by a day, those of them that stand as answers show them, and whether one is expected. */
export function interventionsOn(
  knowledge: Knowledge,
  asOf: EpochDay,
  nameOf: NameOf,
  rules: TellingRules,
): Pick<InterventionsHistory, 'inForce' | 'expected' | 'note'> & {
  /** Those begun by the day, standing or not. */
  readonly begun: readonly Begun[];
} {
  const episodes = interventionEpisodes(knowledge);
  const reports = reportsInForce(knowledge.reports, asOf);
  const around = { episodes, reports, rules, asOf };
  const begun = episodes
    .filter((episode) => earliest(episode) <= asOf)
    .map((episode) => ({ episode, ...interventionTold(episode, around) }));
  const inForce = begun
    .filter(({ told }) => stands(told))
    .map((one) => standingOne(one, asOf, nameOf));
  const due = inForce.length > 0 ? undefined : interventionExpected(reports, rules);
  const expected = due
    ? {
        why: due.certain
          ? 'the authority is inadequate: intervention is expected, and none is on record'
          : 'an area is inadequate and the report gives no overall grade: intervention may be expected, and none is on record',
        ...due,
      }
    : null;
  return { begun, inForce, expected, note: noteOf(begun, inForce, expected) };
}

/** Of the interventions that stand on a day no more than which they are and since when. */
export function interventionsInShort(
  knowledge: Knowledge,
  asOf: EpochDay,
  rules: TellingRules,
): readonly Pick<StandingIntervention, 'instrument' | 'since'>[] {
  const episodes = interventionEpisodes(knowledge);
  if (episodes.length === 0) return [];
  const around = { episodes, reports: reportsInForce(knowledge.reports, asOf), rules, asOf };
  return episodes
    .filter((one) => earliest(one) <= asOf && stands(interventionTold(one, around).told))
    .map((one) => ({ instrument: one.instrument, since: sinceOf(one) }));
}

function sinceOf(episode: Episode): string {
  return startText(firstClaim(episode).event.occurred);
}

function noteOf(
  begun: readonly Begun[],
  inForce: readonly StandingIntervention[],
  expected: ExpectedIntervention | null,
): string {
  if (inForce.length > 0)
    return 'an intervention stands here until a source tells of its end or a rule presumes it';
  if (expected) return 'expected, none on record';
  return begun.length === 0 ? 'none known' : 'none that is not ended, superseded or presumed ended';
}

function shown(
  episode: Episode,
  { told, by }: InterventionTold,
  { asOf, knownAt }: { readonly asOf: EpochDay; readonly knownAt: EpochDay },
  nameOf: NameOf,
): Intervention {
  const { instrument, starts } = episode;
  const ends = told.state === 'ended' ? (by as readonly Ended[]) : [];
  const taken = starts[0];
  const from = taken ? startText(taken.event.occurred) : null;
  const claims = [...starts, ...ends];
  return {
    instrument,
    ...appointee(episode, nameOf),
    ...told,
    from,
    to: ends[0] ? toText(ends[0].event.occurred) : null,
    replacedBy: told.state === 'superseded' && by[0] ? startText(by[0].event.occurred) : null,
    uncertain: [taken, ends[0]].some((claim) => isUncertain(claim, asOf)),
    startNotes: notes(starts),
    endNotes: notes(ends),
    otherStarts: starts
      .filter(({ event }) => startText(event.occurred) !== from)
      .map(({ event }) => ({
        from: startText(event.occurred),
        publisher: event.source.publisher,
      })),
    evidence: evidenceAt(claims, knownAt),
    because: because(starts, by),
  };
}

function standingOne(
  { episode, told: { state, lastTold, why, rule }, by }: Begun,
  asOf: EpochDay,
  nameOf: NameOf,
): StandingIntervention {
  const { instrument, starts } = episode;
  return {
    instrument,
    ...appointee(episode, nameOf),
    state,
    lastTold,
    why,
    rule,
    since: sinceOf(episode),
    uncertain: isUncertain(starts[0], asOf),
    reportedBy: firstClaim(episode).event.source.publisher,
    because: because(starts, by),
  };
}

function appointee(
  episode: Episode,
  nameOf: NameOf,
): Pick<StandingIntervention, 'title' | 'person'> {
  const ordered = episode.starts.toSorted(byPrecedence);
  const person = personOf(episode);
  return {
    title: ordered.find(({ event }) => event.data.title)?.event.data.title ?? null,
    person: person === undefined ? null : nameOf(person),
  };
}

function isUncertain(claim: Started | Ended | undefined, asOf: EpochDay): boolean {
  return claim !== undefined && asOf < bounds(claim.event.occurred).startLatest;
}

function notes(claims: readonly (Started | Ended)[]): readonly string[] {
  return claims.flatMap(({ event }) => event.data.note ?? []);
}
