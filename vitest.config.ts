import { defineConfig } from 'vitest/config';
import { Skips } from './test/support/skips.ts';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts'],
    reporters: ['default', new Skips()],
    globalSetup: ['test/support/made-once.ts'],
    setupFiles: ['test/support/seed.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // a worker takes file after file: no test leaves anything behind in the modules that it loads
    isolate: false,
    // many files wait for processes of their own, so one more than the two cores of the smallest machine meant
    maxWorkers: 3,
    // nothing but a hang takes so long; see `until`, which gives up sooner and says on what
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
