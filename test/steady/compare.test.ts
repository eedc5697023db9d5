import { describe, expect, it } from 'vitest';
import {
  outcomesOf,
  type Run,
  type TestOutcome,
  unsteadyOf,
} from '../../scripts/steady/compare.ts';

const passed = (test: string): TestOutcome => ({ file: 'a.test.ts', test, status: 'passed' });
const failed = (test: string, message: string): TestOutcome => ({
  ...{ file: 'a.test.ts', test, status: 'failed' },
  message,
});
const run = (seed: number, ...outcomes: readonly TestOutcome[]): Run => ({
  ...{ seed, load: `load ${seed}`, outcomes },
});

describe('runs of the suite', () => {
  it('that passed each time have nothing unsteady', () => {
    expect(unsteadyOf([run(1, passed('a')), run(2, passed('a'))])).toEqual([]);
    expect(unsteadyOf([])).toEqual([]);
  });

  it('show a test that passed in one and failed in another, with the seed, the load and why', () => {
    const runs = [run(1, passed('a'), passed('b')), run(2, failed('a', 'late'), passed('b'))];
    expect(unsteadyOf(runs)).toEqual([
      {
        file: 'a.test.ts',
        test: 'a',
        passed: 1,
        failures: [{ seed: 2, load: 'load 2', message: 'late' }],
      },
    ]);
  });

  it('name after those the tests that failed always', () => {
    const runs = [
      run(1, failed('always', 'x'), failed('once', 'y')),
      run(2, failed('always', 'x'), passed('once')),
    ];
    expect(unsteadyOf(runs).map(({ test, passed: times }) => [test, times])).toEqual([
      ['once', 1],
      ['always', 0],
    ]);
  });

  it('are told apart by the file of a test as well as by its name', () => {
    const other: TestOutcome = { file: 'b.test.ts', test: 'a', status: 'failed', message: 'z' };
    expect(unsteadyOf([run(1, passed('a'), other)])).toMatchObject([
      { file: 'b.test.ts', passed: 0 },
    ]);
  });
});

describe('a report of the test runner', () => {
  const broken = { name: 'c.test.ts', status: 'failed', message: '\nno such module\n at x' };

  it('gives each test its outcome, and the first line of why it failed', () => {
    const outcomes = outcomesOf({
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { fullName: 'a', status: 'passed', failureMessages: [] },
            { fullName: 'b', status: 'failed', failureMessages: ['Error: late\n  at line 3'] },
            { fullName: 'c', status: 'pending', failureMessages: null },
          ],
        },
      ],
    });
    expect(outcomes).toEqual([
      { file: 'a.test.ts', test: 'a', status: 'passed' },
      { file: 'a.test.ts', test: 'b', status: 'failed', message: 'Error: late' },
      { file: 'a.test.ts', test: 'c', status: 'skipped' },
    ]);
  });

  it('counts a file that could not be loaded as failed, though it has no tests then', () => {
    const outcomes = outcomesOf({ testResults: [{ ...broken, assertionResults: [] }] });
    expect(outcomes).toMatchObject([{ status: 'failed', message: 'no such module' }]);
    const runs = [run(1, ...outcomes), run(2, passed('a'))];
    expect(unsteadyOf(runs)).toMatchObject([{ file: 'c.test.ts', passed: 1 }]);
  });
});
