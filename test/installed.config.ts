import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const support = (file: string): string => join(import.meta.dirname, 'support', file);

/** The packages as npm installs them from its registry, and every example run there: `pnpm installed`. The ordinary run unpacks them. */
export default defineConfig({
  test: {
    include: ['test/packages/**/*.test.ts'],
    globalSetup: [support('made-once.ts'), support('browser/one-browser.ts')],
    env: { TIMELINE_INSTALL: 'npm' },
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
