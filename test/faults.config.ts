import { defineConfig } from 'vitest/config';

/** Every fault in full: `pnpm faults`. The ordinary run tries a seeded sample of each. */
export default defineConfig({
  test: {
    include: [
      'test/faults/**/*.test.ts',
      'test/security/**/*.test.ts',
      'test/kurrentdb/**/*.test.ts',
      'test/properties/order-free-import.test.ts',
      'test/ingest/real-tables.test.ts',
      'test/scenarios/oversight.test.ts',
    ],
    env: { TIMELINE_FAULTS: 'full' },
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
