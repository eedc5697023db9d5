import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const support = (name: string): string => join(import.meta.dirname, 'support', name);

/**
 * Takes the pictures of the guide to the pages anew, where they are kept, and looks at every page in every state: `pnpm guide`. The
 * ordinary run takes them beside, and looks at a sample of the states.
 */
export default defineConfig({
  test: {
    include: ['test/browser/guide.test.ts', 'test/browser/every-page.test.ts'],
    globalSetup: [support('made-once.ts'), support('browser/one-browser.ts')],
    setupFiles: [support('seed.ts')],
    env: { TIMELINE_GUIDE: 'anew' },
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
