import { type EpochDay, epochDay } from '@monitoring-timeline/core';
import { tellingRules } from '../../policy/england-children/telling.ts';
import type { Policy } from '../../policy/schema.ts';
import type { TellingRule, TellingTest } from '../../policy/telling.ts';
import { oncePer } from '../once.ts';

type TestName = TellingTest['test'];

/** A rule in use, as answers name it. */
export interface RuleUsed<T extends TestName> {
  /** Id and version, as in `post-last-known 1`. */
  readonly name: string;
  readonly when: Extract<TellingTest, { test: T }>;
}

/** The rules of telling that were known on a day. */
export interface TellingRules {
  /** The rules of one test, in the order of the policy. */
  all<T extends TestName>(test: T): readonly RuleUsed<T>[];
  /** The first rule of one test that speaks of a kind. */
  of<T extends TestName>(test: T, of: string): RuleUsed<T> | undefined;
}

/**
 * The rules of a policy, or the shipped ones where it has none of its own, as far as they could be known on a day: an answer as
 * known earlier uses no rule that came later.
 */
export function tellingRulesKnown(
  policy: Pick<Policy, 'telling'> | undefined,
  knownAt: EpochDay,
): TellingRules {
  const { days, eras } = erasOf(policy?.telling ?? tellingRules);
  const era = days.filter((day) => day <= knownAt).length;
  return eras[era]!;
}

/** The rules known between one day on which one became known and the next; the same set is arranged once. */
const erasOf = oncePer((rules: readonly TellingRule[]) => {
  const days = [...new Set(rules.map(({ known }) => epochDay(known)))].sort((a, b) => a - b);
  const eras = [undefined, ...days].map((day) =>
    arranged(rules.filter(({ known }) => day !== undefined && epochDay(known) <= day)),
  );
  return { days, eras };
});

function arranged(known: readonly TellingRule[]): TellingRules {
  const byTest = Map.groupBy(known, ({ when }) => when.test);
  const used = new Map([...byTest].map(([test, rules]) => [test, rules.map(ruleUsed)]));
  const all = <T extends TestName>(test: T) =>
    (used.get(test) ?? []) as readonly unknown[] as readonly RuleUsed<T>[];
  return {
    all,
    of: (test, of) => all(test).find(({ when }) => 'of' in when && when.of === of),
  };
}

function ruleUsed({ id, version, when }: TellingRule): RuleUsed<TestName> {
  return { name: `${id} ${version}`, when };
}
