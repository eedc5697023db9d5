import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FaultsRun, withRun } from '../../scripts/reliability.ts';

const run: FaultsRun = {
  on: '2026-11-30',
  commit: 'abc1234',
  machine: '2 cores',
  tried: [
    { file: 'b.test.ts', title: 'a log is cut', state: 'failed', seconds: 2 },
    {
      file: 'a.test.ts',
      title: 'an import ends a | b (50 times)',
      state: 'passed',
      seconds: 61.25,
    },
    { file: 'a.test.ts', title: 'no disk here', state: 'skipped', seconds: 0 },
  ],
};

describe('the page of reliability', () => {
  it('is written from what a run found, each test in a row, and keeps the rest of its text', () => {
    const page = 'Before.\n<!-- faults: begin -->\nold\n<!-- faults: end -->\nAfter.\n';
    const written = withRun(page, run);
    expect(written).toMatch(/^Before\.[\s\S]*After\.\n$/);
    expect(written).not.toContain('old');
    expect(written).toContain('1 held, 1 failed, 1 were not tried');
    expect(written).toContain('| `a.test.ts` | an import ends a \\| b | 50 | held | 61.3 s |');
    expect(written).toContain('| `b.test.ts` | a log is cut | 1 | **failed** | 2.0 s |');
    expect(withRun(written, run)).toBe(written);
  });

  it('has a place for it', () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../docs/reliability.md'), 'utf8');
    expect(() => withRun(page, run)).not.toThrow();
  });
});
