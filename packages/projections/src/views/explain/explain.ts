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
import type { Knowledge } from '../../record/knowledge.ts';
import { authorityShown, type ViewContext } from '../authority.ts';
import { becauseOfAll, evidenceOf, publicFirst } from '../evidence.ts';
import { recordTo } from '../picture/coverage.ts';
import { type RuleId, ruleStated, tellingStated } from './rules.ts';

/** One thing that an answer says, with the rules that gave it and the events that it rests on. */
export interface ExplainedPart {
  /** Which part of the answer. */
  readonly field: string;
  /** What the answer says, in words. */
  readonly value: string;
  /** Ids of the events that it rests on. */
  readonly because: readonly string[];
  /** Codes of the rules that gave it; absent where none of ours did. */
  readonly rules?: readonly RuleId[];
  /** What other sources say against it; absent where nothing. */
  readonly disagreements?: readonly DisagreementShown[];
  /** The rule of telling that led to the state of what lasts; null where the source itself says so. */
  readonly telling?: string | null;
  /** The one rule behind it, where that is not one of ours. */
  readonly stated?: RuleStated;
}

/** Why an answer is what it is: from what it says to the rules, to the events, to document and locator. */
export function explain(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
  question: string,
  parts: readonly ExplainedPart[],
): Explanation {
  const { asOf, knownAt } = coordinates;
  const chain = new Chain(record, coordinates, context);
  const answers = parts.map((part) => chain.answer(part));
  const told = tellingStated(context.policy);
  const stated = new Map(parts.flatMap(({ stated: own }) => (own ? [[own.id, own] as const] : [])));
  const named = new Set(answers.flatMap(({ rules }) => rules));
  return {
    authority: authorityShown(record.authority, asOf, context).shown,
    asOf: isoDay(asOf),
    knownAt: isoDay(knownAt),
    recordTo: recordTo(context.national, coordinates, 'graded_inspection'),
    question,
    answers,
    rules: [...named].map((id) => stated.get(id) ?? told.get(id) ?? ruleStated(id as RuleId)),
    because: becauseOfAll(
      answers.map(({ events }) => events.map(({ event }) => event)),
      (id) => record.claim(id),
    ),
  };
}

class Chain {
  readonly #record: AuthorityRecord;
  readonly #context: ViewContext;
  readonly #knowledge: Knowledge;
  readonly #holding: ReadonlyMap<string, Claim>;

  constructor(record: AuthorityRecord, coordinates: Coordinates, context: ViewContext) {
    this.#record = record;
    this.#context = context;
    this.#knowledge = record.at(coordinates);
    this.#holding = new Map(this.#knowledge.claims.map((claim) => [claim.event.id, claim]));
  }

  answer({
    field,
    value,
    because,
    rules = [],
    disagreements = [],
    telling,
    stated,
  }: ExplainedPart): ExplainedAnswer {
    const claims = because.flatMap((id) => this.#holding.get(id) ?? this.#record.claim(id) ?? []);
    const events = claims
      .toSorted(publicFirst(this.#knowledge.knownAt))
      .map((claim) => this.#event(claim));
    if (stated) return { field, value, rules: [stated.id], events, disagreements };
    const corrected = events.some(({ correctedBy }) => correctedBy.length > 0);
    const all: readonly string[] = [
      'known_by_then',
      ...rules,
      ...(telling ? [telling] : []),
      ...(events.length > 1 || disagreements.length > 0
        ? (['matching', 'precedence'] as const)
        : []),
      ...(corrected ? (['corrections'] as const) : []),
    ];
    return { field, value, rules: all, events, disagreements };
  }

  #event(claim: Claim): ExplainedEvent {
    return {
      ...evidenceOf(claim, this.#knowledge.knownAt),
      summary: sentenceOf(this.#knowledge.saidBy(claim), this.#context.nameOf),
      occurred: toText(claim.event.occurred),
      correctedBy: claim.corrections.map(({ event }) => event.id),
      document: claim.event.source.sha256 ?? null,
      page: pageOf(claim.event.source.locator),
      passage: null,
    };
  }
}

/** The page that a locator names first. */
function pageOf(locator: string | undefined): number | null {
  const [, page] = /\bpage (\d{1,5})\b/.exec(locator ?? '') ?? [];
  return page === undefined ? null : Number(page);
}
