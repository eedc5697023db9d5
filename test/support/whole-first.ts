import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Begins with the tests of whole programs, and ends with those of single parts: a suite that waits for servers and processes is
 * long however short its file, and begun last it would be waited for by idle workers.
 */
export class WholeFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => this.#rank(a) - this.#rank(b));
  }

  #rank({ project, moduleId }: TestSpecification): number {
    // files that share no worker stay where they are: before all others
    if (project.config.isolate) return 0;
    return relative(this.ctx.config.root, moduleId).startsWith('test') ? 1 : 2;
  }
}
