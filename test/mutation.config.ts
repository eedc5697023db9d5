import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * What `pnpm mutate` runs against each mutant: the unit tests beside what is mutated, with properties tried on few
 * examples, the same ones each time, so that the score does not waver; the long random histories are left out.
 * Packages are linked to the unmutated sources, so that what is found in one is never owed to the tests of another.
 */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: [
      'packages/core/src/claims/**/*.test.ts',
      'packages/projections/src/policy/**/*.test.ts',
      'packages/projections/src/record/**/*.test.ts',
      'packages/projections/src/notices/derive.test.ts',
      'packages/projections/src/views/{standing,reinspection,trajectory}/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/*.property.test.ts'],
    setupFiles: ['test/support/few-examples.ts'],
    testTimeout: 30_000,
  },
});
