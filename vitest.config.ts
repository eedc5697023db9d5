import { defineConfig } from 'vitest/config';
import { Skips } from './test/support/skips.ts';

const all = ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts'];
const never = ['**/node_modules/**', '**/dist/**'];

/** They put tracing around what every client of the process does, and nothing takes it off again. */
const traced = ['test/tracing/**/*.test.ts', 'test/service/operations-traces.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', new Skips()],
    globalSetup: ['test/support/made-once.ts'],
    setupFiles: ['test/support/seed.ts'],
    projects: [
      // a worker takes file after file: no test leaves anything behind in the modules that it loads
      {
        extends: true,
        test: { name: 'together', include: all, exclude: [...never, ...traced], isolate: false },
      },
      {
        extends: true,
        test: { name: 'apart', include: traced, exclude: never, isolate: true },
      },
    ],
    // many files wait for processes of their own, so one more than the two cores of the smallest machine meant
    maxWorkers: 3,
    // nothing but a hang takes so long; see `until`, which gives up sooner and says on what
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
