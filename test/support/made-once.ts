import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what is made once in a run of tests, and is the same for all of them. */
    readonly madeOnce: string;
  }
}

/** Makes the folder before a run of tests, and removes it after. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'timeline-made-once-'));
  project.provide('madeOnce', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
