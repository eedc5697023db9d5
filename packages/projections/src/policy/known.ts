import { addDays, type EpochDay, epochDay, isoDay } from '@monitoring-timeline/core';
import type { Policy, Suspension } from './schema.ts';

/** Last day of a suspension whose end is not known. */
export const openEnd = '9999-12-31';

/** Days on which more of a policy became known, in order. */
function learningDays({ rules, suspensions }: Policy): readonly EpochDay[] {
  const days = [
    ...rules.map(({ known }) => known),
    ...suspensions.flatMap((one) => [knownFrom(one), endKnownFrom(one)]),
  ].flatMap((day) => (day === undefined ? [] : [epochDay(day)]));
  return [...new Set(days)].sort((a, b) => a - b);
}

function knownFrom({ known, from }: Suspension): string {
  return known ?? from;
}

function endKnownFrom({ endKnown, to }: Suspension): string {
  return endKnown ?? isoDay(addDays(epochDay(to), 1));
}

interface Eras {
  readonly days: readonly EpochDay[];
  readonly policies: Map<number, Policy>;
}

const kept = new WeakMap<Policy, Eras>();

function erasOf(policy: Policy): Eras {
  let eras = kept.get(policy);
  if (!eras) {
    eras = { days: learningDays(policy), policies: new Map() };
    kept.set(policy, eras);
  }
  return eras;
}

/**
 * A policy as it was known on a day: rules that were public or measured by then, suspensions that had been announced, and of those
 * that were not known to have ended no end. The same object for all days between which nothing of it became known.
 */
export function policyKnownAt(policy: Policy, knownAt: EpochDay): Policy {
  const { days, policies } = erasOf(policy);
  const era = days.filter((day) => day <= knownAt).length;
  if (era === days.length) return policy;
  let known = policies.get(era);
  if (!known) {
    known = cut(policy, isoDay(knownAt));
    policies.set(era, known);
  }
  return known;
}

function cut(policy: Policy, by: string): Policy {
  return {
    ...policy,
    rules: policy.rules.filter(({ known }) => known === undefined || known <= by),
    suspensions: policy.suspensions
      .filter((one) => knownFrom(one) <= by)
      .map((one) => (endKnownFrom(one) <= by ? one : { ...one, to: openEnd })),
  };
}

/** The next day after one on which more of a policy becomes known; undefined where nothing does. */
export function nextLearningDay(policy: Policy, knownAt: EpochDay): EpochDay | undefined {
  return erasOf(policy).days.find((day) => day > knownAt);
}
