import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const support = (name: string): string => join(import.meta.dirname, 'support', name);

/**
 * Takes the pictures of the guide to the pages anew, where they are kept, and goes through all that a browser is asked of the pages,
 * in every state, by every way: `pnpm guide`. The ordinary run goes through a sample of it.
 */
export default defineConfig({
  test: {
    include: ['guide', 'every-page', 'desk', 'hands', 'journeys'].map(
      (name) => `test/browser/${name}.test.ts`,
    ),
    globalSetup: [support('made-once.ts'), support('browser/one-browser.ts')],
    setupFiles: [support('seed.ts')],
    env: { TIMELINE_GUIDE: 'anew' },
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
