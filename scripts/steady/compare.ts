/** What a run of the suite found of one test. */
export interface TestOutcome {
  readonly file: string;
  readonly test: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Of a test that failed: the first line of why. */
  readonly message?: string;
}

/** One run of the suite, and how it was made. */
export interface Run {
  readonly seed: number;
  /** What kept the machine busy beside it. */
  readonly load: string;
  readonly outcomes: readonly TestOutcome[];
}

/** A test that failed at least once: where it passed as well, it depends on something that it should not. */
export interface Unsteady {
  readonly file: string;
  readonly test: string;
  readonly passed: number;
  readonly failures: readonly {
    readonly seed: number;
    readonly load: string;
    readonly message: string;
  }[];
}

/** The part of a report of the test runner (the form that Jest began) that is read here. */
export interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

const wholeFile = '(the file as a whole)';

/** The outcome of each test of a report; a file that failed apart from its tests stands for itself. */
export function outcomesOf({ testResults }: Report): readonly TestOutcome[] {
  return testResults.flatMap(({ name: file, status, message, assertionResults }) => {
    const tests = assertionResults.map((one): TestOutcome => {
      const base = { file, test: one.fullName };
      if (one.status === 'passed') return { ...base, status: 'passed' };
      if (one.status !== 'failed') return { ...base, status: 'skipped' };
      return { ...base, status: 'failed', message: firstLine(one.failureMessages?.[0]) };
    });
    if (status !== 'failed' || tests.some((one) => one.status === 'failed')) return tests;
    return [
      ...tests,
      { file, test: wholeFile, status: 'failed' as const, message: firstLine(message) },
    ];
  });
}

/** The tests that failed in any of several runs, those that passed in others first. */
export function unsteadyOf(runs: readonly Run[]): readonly Unsteady[] {
  const tests = new Map<string, { passed: number; failures: Unsteady['failures'][number][] }>();
  const names = new Map<string, Pick<TestOutcome, 'file' | 'test'>>();
  for (const { seed, load, outcomes } of runs) {
    for (const { file, test, status, message = '' } of outcomes) {
      const key = JSON.stringify([file, test]);
      names.set(key, { file, test });
      const of = tests.get(key) ?? { passed: 0, failures: [] };
      tests.set(key, of);
      if (status === 'passed') of.passed += 1;
      if (status === 'failed') of.failures.push({ seed, load, message });
    }
  }
  return [...tests]
    .filter(([, { failures }]) => failures.length > 0)
    .map(([key, of]): Unsteady => {
      const { file, test } = names.get(key)!;
      // a file that loaded has no test that stands for it
      const passed = test === wholeFile ? runs.length - of.failures.length : of.passed;
      return { file, test, passed, failures: of.failures };
    })
    .sort((a, b) => Number(b.passed > 0) - Number(a.passed > 0));
}

function firstLine(text = ''): string {
  return text.split('\n').find((line) => line.trim() !== '') ?? 'it does not say why';
}
