import { describe, expect, it } from 'vitest';
import { countsOf, linesOf, readCounts } from '../../scripts/audit/counts.ts';

const rule = (says: string) => ({ says, *wrong() {} });
const counts = countsOf([
  { rule: rule('grades follow the table'), looked: 5821, wrong: ['Leeds, 2020-01-01: good'] },
  { rule: rule('nobody vanishes'), looked: 5821, wrong: [] },
]);

describe('the counts of an audit', () => {
  it('are printed rule by rule', () => {
    expect(linesOf(counts, undefined)).toEqual([
      '     1 wrong in 5821 answers: grades follow the table',
      '     0 wrong in 5821 answers: nobody vanishes',
    ]);
  });

  it('stand beside those of an earlier run, read back from what it wrote', () => {
    const earlier = [
      { says: 'grades follow the table', looked: 5800, wrong: 14 },
      { says: 'a rule of before', looked: 12, wrong: 3 },
    ];
    expect(linesOf(counts, readCounts(JSON.stringify(earlier), 'before.json'))).toEqual([
      '    14 in 5800 answers before, 1 in 5821 after: grades follow the table',
      '   not asked before, 0 in 5821 after: nobody vanishes',
      '     3 in 12 answers before, not asked after: a rule of before',
    ]);
    expect(readCounts(JSON.stringify(counts), 'before.json')).toEqual(counts);
  });

  it.each(['', '{}', '[{"says":"x"}]'])('that are none say how to write them: %s', (text) => {
    expect(() => readCounts(text, 'before.json')).toThrow(
      'before.json holds no counts of an audit. Write it with: pnpm --silent audit-record --json > before.json',
    );
  });
});
