import { type EpochDay, england } from '@monitoring-timeline/core';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { existenceOn, type ViewContext } from '../authority.ts';
import { deliveryOn } from '../interventions/delivery.ts';
import { interventionsInShort } from '../interventions/interventions-history.ts';
import { postsInShort } from '../leadership/holders.ts';
import { momentText } from '../moment.ts';
import { oncePer } from '../once.ts';
import { type ClockRead, clocksRead, type DueContext } from '../reinspection/due.ts';
import { awaitedReports } from '../standing/awaited.ts';
import { assuranceOf, publishedOf, statusOn } from '../standing/in-short.ts';
import { standingState } from '../standing/state.ts';
import { tellingRulesKnown } from '../told/rules.ts';
import { historyInForce } from '../trajectory/points.ts';
import { movesOn } from '../trajectory/trajectory.ts';

/** The answers about one authority as texts by field: what `diff` and `replay` compare. */
export type Answers = ReadonlyMap<string, string>;

/** What the answers rest on beside the record: who is who, the rules of re-inspection, how far the record reaches. */
export type AnswersContext = ViewContext & DueContext;

const none: Answers = new Map();

/**
 * Where an authority stands, how it moves and what is due, field by field. A field without an answer is absent. Of the
 * national record nobody asks this.
 */
export function answersOf(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: AnswersContext,
): Answers {
  return new Map([
    ...standingAnswers(record, coordinates, context),
    ...postsAnswers(record, coordinates, context),
    ...dueAnswers(record, coordinates, context),
  ]);
}

/** Those of `answersOf` that speak of where an authority stands, who intervenes in it and how it moves. */
export function standingAnswers(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
): Answers {
  if (record.authority === england) return none;
  const { answers, put } = gathered();
  const { asOf, knownAt } = coordinates;
  const knowledge = record.at(coordinates);
  const exists = existenceOn(record.authority, asOf, context.directory);
  const state = standingState(knowledge, asOf);
  const { report } = state;
  put('standing.status', statusOn({ exists }, state));
  put('standing.overall', state.overall?.grade);
  for (const { area, grade } of state.areas) put(`standing.areas.${area}`, grade);
  if (report) {
    put('standing.report', publishedOf(report) ?? momentText(report.activity.end?.value));
    put('standing.framework', report.framework);
    put('standing.assurance', assuranceOf(report, knownAt));
  }
  const awaiting = awaitedReports(knowledge, asOf, report);
  put(
    'standing.awaitingReport',
    awaiting.map(({ start }) => start ?? 'start not known').join(', '),
  );
  const rules = tellingRulesKnown(context.policy, knownAt);
  for (const { instrument, since } of interventionsInShort(knowledge, asOf, rules)) {
    put(`standing.interventions.${instrument}`, `since ${since}`);
  }
  for (const [field, value] of movesOf(knowledge, asOf)) put(field, value);
  return answers;
}

/** Those of `answersOf` that speak of who runs the services and who holds which post. */
export function postsAnswers(
  record: AuthorityRecord,
  coordinates: Coordinates,
  { nameOf, policy }: ViewContext,
): Answers {
  if (record.authority === england) return none;
  const { answers, put } = gathered();
  const { asOf, knownAt } = coordinates;
  const knowledge = record.at(coordinates);
  const rules = tellingRulesKnown(policy, knownAt);
  put('standing.delivery', deliveryOn(knowledge, asOf, rules).provider);
  for (const [role, holder] of Object.entries(postsInShort(knowledge, asOf, nameOf, rules))) {
    if (!holder) continue;
    const { person, personId, status, since } = holder;
    const who = person ?? (personId === null ? 'not named' : 'name not held');
    put(
      `standing.leadership.${role}`,
      `${who}, ${status}${since === null ? '' : `, since ${since}`}`,
    );
  }
  return answers;
}

/** Answers as they are found; what has no answer is left out. */
function gathered() {
  const answers = new Map<string, string>();
  const put = (field: string, value: string | null | undefined) => {
    if (value !== null && value !== undefined && value !== '') answers.set(field, value);
  };
  return { answers, put };
}

/** How it moves by the reports that count on a day: until another does, the same. */
function movesOf(knowledge: Knowledge, asOf: EpochDay): Answers {
  const known = movesKnown(knowledge);
  const reports = historyInForce(knowledge, asOf).length;
  let moves = known.get(reports);
  if (!moves) {
    const { label, improved, declined } = movesOn(knowledge, asOf);
    moves = new Map([
      ['trajectory.label', label],
      ['trajectory.improved', improved.join(', ')],
      ['trajectory.declined', declined.join(', ')],
    ]);
    known.set(reports, moves);
  }
  return moves;
}

const movesKnown = oncePer((_: Knowledge) => new Map<number, Answers>());

/** Those of `answersOf` that speak of what is due. */
export function dueAnswers(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: DueContext,
): Answers {
  if (record.authority === england) return none;
  return new Map(
    clocksRead(record, coordinates, context).map((clock) => [`due.${clock.name}`, dueText(clock)]),
  );
}

/** Without the days past, which count on by themselves. */
function dueText({ status, certainty, due, closes }: ClockRead): string {
  const days = [due && `due ${due}`, closes && `closes ${closes}`];
  const doubt = certainty === 'certain' ? undefined : certainty;
  return [status, doubt, ...days].filter(Boolean).join(', ');
}
