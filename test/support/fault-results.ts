import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import type { Reporter, TestModule } from 'vitest/node';
import { keepFile, type Tried } from '../../scripts/reliability.ts';

const folder = 'test/faults/';

/**
 * Writes docs/reliability.json and the table of docs/reliability.md as each file of faults ends, so that what a run found is kept when
 * somebody ends it. A file of which some tests alone were asked for is passed over.
 */
export class FaultResults implements Reporter {
  onTestModuleEnd(module: TestModule): void {
    const { relativeModuleId: path, project } = module;
    const tried = [...module.children.allTests()].map(triedIn);
    if (!path.startsWith(folder) || tried.length === 0) return;
    // a file that could not begin or end says nothing of what it tries
    if (module.errors().length > 0 || project.config.testNamePattern !== undefined) return;
    keepFile({
      file: path.slice(folder.length),
      on: new Date().toISOString().slice(0, 10),
      commit: commit(),
      machine: `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}`,
      tried,
    });
  }
}

function commit(): string {
  const git = (...words: readonly string[]): string =>
    execFileSync('git', words, { encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--', 'packages', 'test') !== '';
  return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
}

function triedIn(test: {
  readonly fullName: string;
  result(): { readonly state: string };
  diagnostic(): { readonly duration: number } | undefined;
}): Tried {
  const { state } = test.result();
  return {
    title: test.fullName,
    state: state === 'passed' || state === 'failed' ? state : 'skipped',
    seconds: Math.round((test.diagnostic()?.duration ?? 0) / 100) / 10,
  };
}
