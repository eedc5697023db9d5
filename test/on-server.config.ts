import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const support = (name: string): string => join(import.meta.dirname, 'support', name);

/** What a KurrentDB is held to that somebody names: `pnpm contract --on ADDRESS`, which sets the environment. */
export default defineConfig({
  test: {
    include: [
      'test/contract/kurrentdb.test.ts',
      'test/on-server/same-answers.test.ts',
      'test/on-server/kills.test.ts',
    ],
    globalSetup: [support('made-once.ts')],
    setupFiles: [support('seed.ts')],
    // one after the other: what is measured or killed is one server
    fileParallelism: false,
    testTimeout: 900_000,
    hookTimeout: 300_000,
  },
});
