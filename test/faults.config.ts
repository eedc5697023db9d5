import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { FaultResults } from './support/fault-results.ts';

const support = (name: string): string => join(import.meta.dirname, 'support', name);

/** Every fault in full: `pnpm faults`, which writes what happened to docs/reliability.md. The ordinary run tries a seeded sample of each. */
export default defineConfig({
  test: {
    include: [
      'test/faults/**/*.test.ts',
      'test/security/**/*.test.ts',
      'test/kurrentdb/**/*.test.ts',
      'test/contract/copy.test.ts',
      'test/contract/kurrentdb.test.ts',
      'test/service/contract.test.ts',
      'test/properties/order-free.test.ts',
      'test/properties/order-free-import.test.ts',
      'test/properties/views.test.ts',
      'test/documents/printed-forms.test.ts',
      'test/ingest/real-tables.test.ts',
      'test/ingest/record.test.ts',
      'test/scenarios/oversight.test.ts',
    ],
    globalSetup: [support('made-once.ts')],
    setupFiles: [support('seed.ts'), support('compiled-once.ts')],
    env: { TIMELINE_FAULTS: 'full' },
    reporters: ['default', new FaultResults()],
    fileParallelism: false,
    testTimeout: 7_200_000,
    hookTimeout: 120_000,
  },
});
