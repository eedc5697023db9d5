import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const support = (name: string): string => join(import.meta.dirname, 'support', name);

/** Takes the pictures of the guide to the pages anew, where they are kept: `pnpm guide`. The ordinary run takes them beside. */
export default defineConfig({
  test: {
    include: ['test/browser/guide.test.ts'],
    globalSetup: [support('made-once.ts'), support('browser/one-browser.ts')],
    setupFiles: [support('seed.ts')],
    env: { TIMELINE_GUIDE: 'anew' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
