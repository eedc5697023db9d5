import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FileRun, withFile, withRuns } from '../../scripts/reliability.ts';

const cuts: FileRun = {
  file: 'b.test.ts',
  on: '2026-11-29',
  commit: 'abc1234',
  machine: '2 cores',
  tried: [{ title: 'power that fails > leaves a log', state: 'failed', seconds: 2 }],
};
const kills: FileRun = {
  ...cuts,
  file: 'a.test.ts',
  on: '2026-11-30',
  commit: 'def5678',
  tried: [
    { title: 'an import ends a | b (50 times)', state: 'passed', seconds: 61.25 },
    { title: 'no disk here', state: 'skipped', seconds: 0 },
  ],
};

describe('the page of reliability', () => {
  it('is written from what was found, each test in a row with its day and commit, and keeps the rest of its text', () => {
    const page = 'Before.\n<!-- faults: begin -->\nold\n<!-- faults: end -->\nAfter.\n';
    const runs = withFile([cuts], kills);
    const written = withRuns(page, runs);
    expect(written).toMatch(/^Before\.[\s\S]*After\.\n$/);
    expect(written).not.toContain('old');
    expect(written).toContain('on 2 cores: 1 held, 1 failed, 1 were not tried');
    expect(written).toContain(
      '| `a.test.ts` | an import ends a \\| b | 50 | held | 61.3 s | 2026-11-30, def5678 |',
    );
    expect(written).toContain(
      '| `b.test.ts` | power that fails: leaves a log | 1 | **failed** | 2.0 s | 2026-11-29, abc1234 |',
    );
    expect(withRuns(written, runs)).toBe(written);
  });

  it('has of each file what it came to last', () => {
    const again: FileRun = { ...cuts, on: '2026-12-01', tried: [] };
    expect(withFile([kills, cuts], again)).toEqual([kills, again]);
  });

  it('tells a whole contract in one row, and what of it failed in rows of their own', () => {
    const tried = Array.from({ length: 20 }, (_, n) => ({
      title: `a dying server > the contract > keeps promise ${n}`,
      state: n === 7 ? ('failed' as const) : ('passed' as const),
      seconds: 1,
    }));
    const page = withRuns('<!-- faults: begin --><!-- faults: end -->', [{ ...cuts, tried }]);
    const rows = page.split('\n').filter((line) => line.startsWith('| `b.test.ts`'));
    expect(rows).toEqual([
      '| `b.test.ts` | a dying server: the contract: 19 tests | 1 | held | 19.0 s | 2026-11-29, abc1234 |',
      '| `b.test.ts` | a dying server: the contract: keeps promise 7 | 1 | **failed** | 1.0 s | 2026-11-29, abc1234 |',
    ]);
  });

  it('has a place for it', () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../docs/reliability.md'), 'utf8');
    expect(() => withRuns(page, [cuts])).not.toThrow();
  });
});
