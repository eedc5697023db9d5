import { defineConfig } from 'vitest/config';

/** Ten thousand damaged files and letters, and long runs of all that the rules look for: `pnpm fuzz`. The ordinary run tries a seeded sample of them. */
export default defineConfig({
  test: {
    include: ['test/fuzz/**/*.test.ts', 'packages/ingest/src/documents/hostile-text.test.ts'],
    env: { TIMELINE_FUZZ: 'full' },
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
    // the figures of the run are told at its end
    disableConsoleIntercept: true,
  },
});
