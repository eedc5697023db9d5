import { describe, expect, it } from 'vitest';
import { audit, auditDays, placesAt } from '../../scripts/audit/place.ts';
import { auditRules } from '../../scripts/audit/rules/index.ts';

// `pnpm audit-record` asks at forty days; here a sample of them, the days on which something was found wrong once among it.

const found = audit(auditRules, placesAt(auditDays(12, 20_180_123)));

describe('over every authority of the shipped record at twelve days', () => {
  it.each(found.map(({ rule, ...what }) => [rule.says, what] as const))('%s', (_says, one) => {
    expect(one.looked).toBeGreaterThan(1500);
    expect(one.wrong).toEqual([]);
  });
});
