import { defineConfig } from 'vitest/config';
import { Skips } from './test/support/skips.ts';
import { WholeFirst } from './test/support/whole-first.ts';

const all = ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts'];
const never = ['**/node_modules/**', '**/dist/**'];

/** An order of one's own would outrank the random one that the command asks for. */
const shuffled = process.argv.some((word) => word.startsWith('--sequence.shuffle'));

const alone = [
  // they put tracing around what every client of the process does, and nothing takes it off again
  'test/tracing/**/*.test.ts',
  'test/service/operations-traces.test.ts',
  // they describe every schema of their process, and tests that load a package as a program does bring each a second time
  'test/service/contract.test.ts',
  'test/on-server/same-answers.test.ts',
  // it loads another copy of the packages, which would be these where a module of somebody's own was taken in before in its process
  'test/docs/contributing.test.ts',
  // it collects garbage again and again, which in the memory of many files takes minutes
  'packages/ingest/src/readers/table.test.ts',
];

export default defineConfig({
  test: {
    reporters: ['default', new Skips()],
    globalSetup: ['test/support/made-once.ts', 'test/support/browser/one-browser.ts'],
    setupFiles: ['test/support/seed.ts', 'test/support/compiled-once.ts'],
    ...(shuffled ? {} : { sequence: { sequencer: WholeFirst } }),
    projects: [
      // a worker takes file after file: no test leaves anything behind in the modules that it loads
      {
        extends: true,
        test: { name: 'together', include: all, exclude: [...never, ...alone], isolate: false },
      },
      {
        extends: true,
        test: { name: 'alone', include: alone, exclude: never, isolate: true },
      },
    ],
    // Node reads the sources as it does for whoever runs them: nothing is turned into another form of it first, for each worker anew
    experimental: { viteModuleRunner: false },
    // many files wait for processes of their own, so twice the two cores of the smallest machine meant
    maxWorkers: 4,
    // nothing but a hang takes so long; see `until`, which gives up sooner and says on what
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
