import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';

/** Where pictures of pages are kept for whoever looks at what a run of tests saw; git leaves it out. */
export const pictures = join(import.meta.dirname, '../../var/pictures');

/** Keeps a picture of the whole page. */
export async function keep(page: Page, name: string): Promise<void> {
  await picture(page, join(pictures, `${name}.png`), { whole: true });
}

/** Takes a picture of a page, or of the part that is seen, into a file. */
export async function picture(
  page: Page,
  file: string,
  { whole = false }: { readonly whole?: boolean } = {},
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'png',
    optimizeForSpeed: whole,
    captureBeyondViewport: whole,
    ...(whole && { clip: { ...(await wholeOf(page)), scale: 1 } }),
  });
  await session.detach();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.from(data, 'base64'));
}

/** A page is seldom longer than a picture may be. */
const longest = 4000;

async function wholeOf(page: Page) {
  const { width, height } = await page.evaluate<{ width: number; height: number }>(
    '({ width: innerWidth, height: document.documentElement.scrollHeight })',
  );
  return { x: 0, y: 0, width, height: Math.min(height, longest) };
}
