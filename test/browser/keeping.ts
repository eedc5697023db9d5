import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { whole } from './sample.ts';

/** Where pictures of pages are kept for whoever looks at what a run of tests saw; git leaves it out. */
export const pictures = join(import.meta.dirname, '../../var/pictures');

/** Keeps a picture of the whole page, in the whole run: it is dear, and nothing is held to it. */
export async function keep(page: Page, name: string): Promise<void> {
  if (whole) await picture(page, join(pictures, `${name}.png`), { below: true });
}

/** Takes a picture of the part of a page that is seen, or of what is below it too, into a file. */
export async function picture(
  page: Page,
  file: string,
  { below = false }: { readonly below?: boolean } = {},
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'png',
    optimizeForSpeed: below,
    captureBeyondViewport: below,
    ...(below && { clip: { ...(await wholeOf(page)), scale: 1 } }),
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
