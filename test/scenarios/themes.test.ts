import { authorityKey } from '@monitoring-timeline/core';
import { type Coordinates, onDay, themes } from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import { recordOf, recordsOf, shippedContext, shippedEvents } from '../support/record.ts';

const sunderland = recordOf(recordsOf(shippedEvents()), authorityKey('sunderland'));
const context = shippedContext();
const on = (asOf: string, knownAt = asOf): Coordinates => ({
  ...onDay(asOf),
  knownAt: onDay(knownAt).knownAt,
});

const rows = themes(sunderland, on('2018-07-25'), context).themes;

/** What the report of 2018 says was raised at monitoring visits and still evident: theme, occasions, paragraphs, visit 2. */
const linkedByInspectors = [
  ['early_help_quality', 1, 'paragraph 17', true],
  ['written_agreements', 1, 'paragraph 19', false],
  ['repeat_referrals', 2, 'paragraph 21', true],
  ['visits_before_strategy_meeting', 1, 'paragraphs 23 and 76', false],
  ['cse_safeguarding', 1, 'paragraph 29', false],
  ['iro_challenge', 2, 'paragraph 38', false],
  ['general_recurring', 1, 'lines 26 and 332; paragraph 76', false],
] as const;

const linkedByAnalysts = [
  'agency_staffing',
  'assessment_analysis',
  'domestic_abuse_response',
  'management_decisions',
  'marac_information',
  'partner_thresholds',
  'reflective_supervision',
];

describe('issues raised at monitoring visits and still evident in 2018', () => {
  it.each(linkedByInspectors)(
    '%s, by the inspectors themselves (Q13)',
    (code, occasions, locator, atVisit2) => {
      const row = rows.find(
        ({ theme, assertedBy }) => theme === code && assertedBy === 'inspectorate',
      );
      expect(row).toMatchObject({ status: 'still_evident', occasions });
      expect(row?.stillEvident).toMatchObject([{ locator, assertedBy: 'inspectorate' }]);
      expect(row?.raised.some(({ at }) => at?.sequence === 2)).toBe(atVisit2);
    },
  );

  it.each(linkedByAnalysts)('%s, as an analyst concludes, apart from those', (code) => {
    const found = rows.filter(({ theme }) => theme === code);
    expect(found).toMatchObject([{ assertedBy: 'analyst', status: 'still_evident' }]);
    expect(found[0]?.raised).toMatchObject([{ assertedBy: 'inspectorate', at: { sequence: 2 } }]);
  });

  it('are these and no others', () => {
    const still = rows.filter(({ status }) => status === 'still_evident');
    expect(still.map(({ theme }) => theme).sort()).toEqual(
      [...linkedByInspectors.map(([code]) => code), ...linkedByAnalysts].sort(),
    );
  });

  it('were only raised as long as the report was not out', () => {
    const before = themes(sunderland, on('2018-07-24'), context).themes;
    expect(before.map(({ status }) => status).every((status) => status === 'raised')).toBe(true);
    expect(before.map(({ theme }) => theme)).toContain('police_strategy_meetings');
    expect(before.map(({ theme }) => theme)).not.toContain('iro_challenge');
  });
});
