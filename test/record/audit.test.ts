import { describe, expect, it } from 'vitest';
import { audit, auditDays, placesAt } from '../../scripts/audit/place.ts';
import { auditRules } from '../../scripts/audit/rules/index.ts';

// `pnpm audit-record` asks at forty days of everybody; here a sample of them, the days on which something was found wrong once among it, and on each
// two fifths of the authorities.

const places = [...placesAt(auditDays(12, 20_180_123))];
const some = places.filter((_, index) => index % 5 < 2);
const found = audit(auditRules, some);

describe('over the shipped record at twelve days', () => {
  it.each(found.map(({ rule, ...what }) => [rule.says, what] as const))('%s', (_says, one) => {
    expect(one.looked).toBeGreaterThan(500);
    expect(one.wrong).toEqual([]);
  });
});
