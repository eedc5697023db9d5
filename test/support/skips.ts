import type { Reporter, TestCase, TestModule, TestSuite, Vitest } from 'vitest/node';

/** Tells at the end of a run why tests were skipped, in one line a reason; one that has none fails the run. */
export class Skips implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    // a run of chosen tests skips the others, for that reason
    if (this.#vitest?.config.testNamePattern) return;
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    if (skipped.length === 0) return;
    const { lines, unexplained } = skipsTold(
      skipped.map((test) => ({
        name: `${test.module.relativeModuleId} > ${test.fullName}`,
        reason: reasonOf(test),
      })),
    );
    this.#vitest?.logger.log(`\n${lines.join('\n')}`);
    if (unexplained) process.exitCode = 1;
  }
}

/** A test that did not run. */
export interface Skipped {
  readonly name: string;
  readonly reason: string | undefined;
}

/** The lines that tell of skipped tests, the most frequent reason first. */
export function skipsTold(skipped: readonly Skipped[]): {
  readonly lines: readonly string[];
  readonly unexplained: boolean;
} {
  const reasons = Map.groupBy(
    skipped.filter(({ reason }) => reason !== undefined),
    ({ reason }) => reason,
  );
  const without = skipped.filter(({ reason }) => reason === undefined);
  return {
    lines: [
      ...[...reasons]
        .sort(([, a], [, b]) => b.length - a.length)
        .map(([reason, of]) => `Skipped ${of.length}: ${reason}.`),
      ...without.map(({ name }) => `Skipped without a reason, which fails the run: ${name}`),
    ],
    unexplained: without.length > 0,
  };
}

/** The reason that a test gave when it was run, or that it or a group around it was declared with. */
function reasonOf(test: TestCase): string | undefined {
  const result = test.result();
  if (result.state === 'skipped' && result.note) return result.note;
  for (let task: TestCase | TestSuite | TestModule = test; ; task = task.parent) {
    const { skipped } = task.meta() as { readonly skipped?: string };
    if (skipped !== undefined) return skipped;
    if (task.type === 'module') return undefined;
  }
}
