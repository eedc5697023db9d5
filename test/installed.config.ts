import { defineConfig } from 'vitest/config';

/** The packages as npm installs them from its registry, and every example run there: `pnpm installed`. The ordinary run unpacks them. */
export default defineConfig({
  test: {
    include: ['test/packages/**/*.test.ts'],
    globalSetup: ['test/support/made-once.ts', 'test/support/browser/one-browser.ts'],
    env: { TIMELINE_INSTALL: 'npm' },
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
