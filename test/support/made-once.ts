import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what is made once in a run of tests, and is the same for all of them. */
    readonly madeOnce: string;
  }
}

const removal = 'fs.rmSync(process.argv[1], { recursive: true, force: true })';

/** Makes the folder before a run of tests, and has it removed after. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'timeline-made-once-'));
  project.provide('madeOnce', folder);
  // whatever packages were installed there are tens of thousands of files, which nobody waits for
  return () =>
    spawn(process.execPath, ['-e', removal, folder], { detached: true, stdio: 'ignore' }).unref();
}
