import type { DueRow } from '../answers/due.ts';
import type { DueQuestion } from '../face/questions.ts';
import type { Policy } from '../policy/schema.ts';
import type { DueMove } from '../views/reinspection/compare.ts';
import { dueStatuses } from '../views/reinspection/status-codes.ts';
import { monthsGiven } from './dates.ts';
import type { Manner } from './manner.ts';
import type { RegionWords } from './of-many.ts';
import { type Ask, authorityGiven, checkRule, choiceGiven } from './words.ts';

export interface DueWords extends RegionWords {
  readonly authority?: string | undefined;
  readonly status?: string | undefined;
  readonly rule?: string | undefined;
  /** What changes by the calendar within so many months or years: `6m`, `1y`. */
  readonly within?: string | undefined;
}

function meant(words: DueWords, manner: Manner): DueQuestion {
  const { region, authority, status, rule, within } = words;
  return {
    region,
    authority: authority === undefined ? undefined : authorityGiven(authority, manner, 'due'),
    status:
      status === undefined
        ? undefined
        : choiceGiven(manner.parameter('status'), status, dueStatuses),
    rule,
    within: within === undefined ? undefined : monthsGiven(manner.parameter('within'), within),
  };
}

/**
 * Every clock that runs, by the rules in force or by others.
 * @throws WrongCall; asked: UnknownRegion, UnknownAuthority, WrongCall where no rule has that name
 */
export function askDue(words: DueWords, manner: Manner, policy?: Policy): Ask<readonly DueRow[]> {
  const asked = meant(words, manner);
  return (timeline, dates) => {
    checkRule(manner.parameter('rule'), words.rule, [policy ?? timeline.policy]);
    return timeline.due(dates, { ...asked, policy });
  };
}

/** Who moves between the rules in force and others. @throws as `askDue` */
export function askMoves(words: DueWords, manner: Manner, policy: Policy): Ask<readonly DueMove[]> {
  const asked = meant(words, manner);
  return (timeline, dates) => {
    checkRule(manner.parameter('rule'), words.rule, [timeline.policy, policy]);
    return timeline.compareDue(policy, dates, asked);
  };
}
