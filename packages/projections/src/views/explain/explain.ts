import { type Claim, isoDay, sentenceOf, toText } from '@monitoring-timeline/core';
import type { DisagreementShown } from '../../answers/common.ts';
import type {
  ExplainedAnswer,
  ExplainedEvent,
  Explanation,
  RuleStated,
} from '../../answers/explanation.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import { authorityShown, type ViewContext } from '../authority.ts';
import { evidenceOf } from '../evidence.ts';
import { standing } from '../standing/standing.ts';
import { trajectory } from '../trajectory/trajectory.ts';
import { type RuleId, ruleStated } from './rules.ts';

export const explained = ['standing', 'trajectory', 'due'] as const;
export type Explained = (typeof explained)[number];

/** What explaining a due row needs of it; rows come from the caller, who holds the policy. */
export interface DueToExplain {
  readonly rule: string;
  readonly version: string | number;
  readonly status: string;
  readonly because: readonly string[];
  /** Where the rule is written. */
  readonly source?: string | undefined;
  readonly due?: string | null | undefined;
}

/** Why an answer is what it is: from the answer to the rule, to the events, to document and locator. */
export function explain(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
  question: Explained,
  due: readonly DueToExplain[] = [],
): Explanation {
  const { asOf, knownAt } = coordinates;
  const chain = new Chain(record, coordinates, context);
  const given =
    question === 'standing'
      ? standingAnswers(chain, record, coordinates, context)
      : question === 'trajectory'
        ? trajectoryAnswers(chain, record, coordinates, context)
        : due.map((row) => dueAnswer(chain, row));
  const named = new Set(given.flatMap(({ rules }) => rules));
  return {
    authority: authorityShown(record.authority, asOf, context).shown,
    asOf: isoDay(asOf),
    knownAt: isoDay(knownAt),
    question,
    answers: given,
    rules: question === 'due' ? dueRules(due) : [...named].map((id) => ruleStated(id as RuleId)),
    because: [...new Set(given.flatMap(({ events }) => events.map(({ event }) => event)))].sort(),
  };
}

class Chain {
  readonly #record: AuthorityRecord;
  readonly #context: ViewContext;
  readonly #holding: ReadonlyMap<string, Claim>;

  constructor(record: AuthorityRecord, coordinates: Coordinates, context: ViewContext) {
    this.#record = record;
    this.#context = context;
    this.#holding = new Map(record.at(coordinates).claims.map((claim) => [claim.event.id, claim]));
  }

  answer(
    field: string,
    value: string,
    because: readonly string[],
    rules: readonly RuleId[],
    disagreements: readonly DisagreementShown[] = [],
  ): ExplainedAnswer {
    const events = because.flatMap((id) => this.#event(id) ?? []);
    const corrected = events.some(({ correctedBy }) => correctedBy.length > 0);
    const all: readonly RuleId[] = [
      'known_by_then',
      ...rules,
      ...(events.length > 1 || disagreements.length > 0
        ? (['matching', 'precedence'] as const)
        : []),
      ...(corrected ? (['corrections'] as const) : []),
    ];
    return { field, value, rules: all, events, disagreements };
  }

  #event(id: string): ExplainedEvent | undefined {
    const claim = this.#holding.get(id) ?? this.#record.claim(id);
    return claim
      ? {
          ...evidenceOf(claim),
          summary: sentenceOf(claim.event, this.#context.nameOf),
          occurred: toText(claim.event.occurred),
          correctedBy: claim.corrections.map(({ event }) => event.id),
        }
      : undefined;
  }
}

function standingAnswers(
  chain: Chain,
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
): readonly ExplainedAnswer[] {
  const { overall, areas, report, status, awaitingReport, interventions, leadership } = standing(
    record,
    coordinates,
    context,
  );
  const against = (field: string) =>
    (report?.disagreements ?? []).filter((other) => other.field === field);
  const answers = [
    chain.answer(
      'status',
      status,
      report?.evidence.map(({ event }) => event) ?? [],
      ['latest_report'],
      ['start', 'end', 'published', 'kind', 'parts'].flatMap(against),
    ),
  ];
  if (overall) {
    const rule = overall.grade === 'not_reported' ? 'overall_not_reported' : 'overall_as_printed';
    answers.push(
      chain.answer('overall', overall.grade, overall.because, [rule], against('overall')),
    );
  }
  for (const [area, { grade, because, carriedOver, covers }] of Object.entries(areas)) {
    const rules: RuleId[] = ['framework_replaces'];
    if (carriedOver) rules.push('grade_carried_over');
    if (covers) rules.push('combined_grade');
    answers.push(chain.answer(`areas.${area}`, grade, because, rules, against(area)));
  }
  for (const { start, because } of awaitingReport) {
    answers.push(chain.answer('awaitingReport', start ?? '', because, ['awaiting_report']));
  }
  for (const { instrument, since, because } of interventions) {
    answers.push(
      chain.answer(`interventions.${instrument}`, `since ${since}`, because, [
        'interventions_apart',
      ]),
    );
  }
  for (const [role, holder] of Object.entries(leadership)) {
    if (!holder) continue;
    const who = holder.person ?? 'not named';
    answers.push(
      chain.answer(`leadership.${role}`, `${who}, ${holder.status}`, holder.because, [
        'silence_is_no_vacancy',
      ]),
    );
  }
  return answers;
}

function trajectoryAnswers(
  chain: Chain,
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
): readonly ExplainedAnswer[] {
  const { summary, overall, areas, because } = trajectory(record, coordinates, context);
  const answers = [chain.answer('label', summary.label, because, ['label_by_areas'])];
  const moved = [...(overall ? [['overall', overall] as const] : []), ...Object.entries(areas)];
  for (const [area, one] of moved) {
    const rules: RuleId[] = ['previous_comparable'];
    if (one.comparable !== null) rules.push(one.comparable);
    if (!one.judgedInLatest) rules.push('not_in_latest');
    const change = one.change === null ? 'no comparable grade before' : signed(one.change);
    const field = area === 'overall' ? area : `areas.${area}`;
    answers.push(chain.answer(field, `${one.direction} (${change})`, one.because, rules));
  }
  return answers;
}

function signed(change: number): string {
  return change > 0 ? `+${change}` : String(change);
}

function dueAnswer(chain: Chain, { rule, version, status, because, due }: DueToExplain) {
  const on = due ? `, due ${due}` : '';
  const answer = chain.answer(`due.${rule}`, `${status}${on}`, because, []);
  return { ...answer, rules: [`${rule} version ${version}`] };
}

function dueRules(due: readonly DueToExplain[]): readonly RuleStated[] {
  return due.map(({ rule, version, source }) => ({
    id: `${rule} version ${version}`,
    says: source ?? 'a rule of the re-inspection policy',
  }));
}
