import { type EpochDay, epochDay } from '@monitoring-timeline/core';
import { tellingRules } from '../../policy/england-children/telling.ts';
import type { Policy } from '../../policy/schema.ts';
import type { TellingRule, TellingTest } from '../../policy/telling.ts';

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
  const known = (policy?.telling ?? tellingRules).filter((rule) => epochDay(rule.known) <= knownAt);
  const all = <T extends TestName>(test: T) =>
    known.flatMap((rule) => (rule.when.test === test ? [used<T>(rule)] : []));
  return {
    all,
    of: (test, of) => all(test).find(({ when }) => 'of' in when && when.of === of),
  };
}

function used<T extends TestName>({ id, version, when }: TellingRule): RuleUsed<T> {
  return { name: `${id} ${version}`, when: when as Extract<TellingTest, { test: T }> };
}
