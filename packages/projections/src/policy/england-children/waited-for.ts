import { englandChildren } from './index.ts';

const owed = new Map(englandChildren.rules.map((rule) => [rule.id, rule.owed]));

/** What a rule that is shipped waits for, as people call it; undefined of any other. */
export function waitedFor(rule: string | null | undefined): string | undefined {
  return rule ? owed.get(rule) : undefined;
}
