import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing } from '../service/serving.ts';
import { withoutBrowser } from '../support/browser/chromium.ts';
import { until } from '../support/until.ts';
import { closeWindows, look, stopLooking } from './looking.ts';

let serving: Serving;

const focused = (page: Page) =>
  page.evaluate<string | null>("document.activeElement.getAttribute('href')");
const marks = (page: Page) =>
  page.evaluate<readonly string[]>(
    "[...document.querySelectorAll('a.mark')].map((one) => one.getAttribute('href'))",
  );

describe('the entries of a timeline', skippedBecause(withoutBrowser), () => {
  beforeAll(async () => {
    serving = await startServing();
  });
  afterEach(closeWindows);
  afterAll(async () => {
    await stopLooking();
    await serving?.stop();
  });

  it('are gone through by the arrow keys in the order of time, and Enter opens one in the list', async () => {
    const { page, problems } = await look({ viewport: { width: 320, height: 640 } });
    await page.goto(`${serving.url}/authorities/sunderland?asOf=2026-08-31`);
    const all = await marks(page);
    await page.getByRole('region', { name: 'Timeline, drawn' }).focus();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(all[0]);
    for (const [key, index] of [
      ['ArrowRight', 1],
      ['ArrowRight', 2],
      ['ArrowLeft', 1],
      ['End', all.length - 1],
      ['ArrowRight', all.length - 1],
      ['Home', 0],
    ] as const) {
      await page.keyboard.press(key);
      expect([key, await focused(page)]).toEqual([key, all[index]]);
    }
    await page.keyboard.press('ArrowRight');
    // one tabulator stop for all of them: the next leads out of the drawing, and back to the same
    await page.keyboard.press('Tab');
    expect(all).not.toContain(await focused(page));
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe(all[1]);
    await page.keyboard.press('Enter');
    const id = all[1]!.slice(1);
    await until(
      'for the entry',
      async () => (await page.evaluate('document.activeElement.id')) === id,
    );
    expect(await page.locator(`[id="${id}"]`).isVisible()).toBe(true);
    expect(problems).toEqual([]);
  });

  it('open from an address, and are reached without scripts, too', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { page, close } = await look({ javaScriptEnabled });
      await page.goto(`${serving.url}/authorities/slough?asOf=2026-08-31`);
      const id = (await page.locator('a.mark').first().getAttribute('href'))!.slice(1);
      await page.goto(`${serving.url}/authorities/slough?asOf=2026-08-31#${id}`);
      const entry = page.locator(`[id="${id}"]`);
      await entry.waitFor({ state: 'visible' });
      expect(await entry.textContent()).toContain('Where it is written');
      await close();
    }
  });
});
