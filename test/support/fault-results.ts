import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import type { Reporter, TestModule } from 'vitest/node';
import { keepRun, type Tried } from '../../scripts/reliability.ts';

/** Writes docs/reliability.json and the tables of docs/reliability.md after a whole run of the faults. */
export class FaultResults implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tried = modules
      .filter((module) => module.relativeModuleId.startsWith('test/faults/'))
      .flatMap((module) => [...module.children.allTests()].map((test) => triedIn(module, test)));
    // a run of some files says nothing of the others
    if (process.argv.slice(2).some((word) => word.endsWith('.test.ts'))) return;
    if (errors.length > 0 || tried.length === 0) return;
    keepRun({
      on: new Date().toISOString().slice(0, 10),
      commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
      machine: `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}`,
      tried,
    });
  }
}

function triedIn(
  module: TestModule,
  test: {
    readonly fullName: string;
    result(): { readonly state: string };
    diagnostic(): { readonly duration: number } | undefined;
  },
): Tried {
  const { state } = test.result();
  return {
    file: module.relativeModuleId.replace('test/faults/', ''),
    title: test.fullName.replaceAll(' > ', ' '),
    state: state === 'passed' || state === 'failed' ? state : 'skipped',
    seconds: Math.round((test.diagnostic()?.duration ?? 0) / 100) / 10,
  };
}
