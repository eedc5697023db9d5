import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { reported } from '@monitoring-timeline/core/testing';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing } from '../service/serving.ts';
import { append } from '../service/small-claims.ts';
import { withoutBrowser } from '../support/browser/chromium.ts';
import { until } from '../support/until.ts';
import { closeWindows, look, stopLooking } from './looking.ts';

let folder: string;
let serving: Serving;

/** Reports that have not been used yet, each after the one before. */
let reports = 0;
function another(authority: string) {
  reports += 1;
  const published = `2026-${String(reports).padStart(2, '0')}-20`;
  return append(
    serving.parts.store,
    reported({ overall: 'good' }, { authority, framework: 'ILACS', published }),
  );
}

const shows = (page: Page, text: string) =>
  until(`for the page to say ${text}`, async () =>
    (await page.locator('main').textContent())?.includes(text),
  );
const focused = (page: Page) => page.evaluate<string>('document.activeElement.outerHTML');
const moves = (addresses: readonly string[]) =>
  addresses.filter((one) => one.endsWith('/moves')).length;

describe('an open page', skippedBecause(withoutBrowser), () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timeline-live-'));
    serving = await startServing({ store: await openSqliteStore(join(folder, 'log.db')) });
    for (const authority of ['merton', 'slough', 'sunderland']) await another(authority);
  });
  afterEach(closeWindows);
  afterAll(async () => {
    await stopLooking();
    await serving?.stop();
    await rm(folder, { recursive: true });
  });

  it('shows what another process takes in, and says so politely, once', async () => {
    const { page, problems } = await look();
    await page.goto(`${serving.url}/authorities/merton`);
    await page.evaluate("globalThis.opened = 'here'");
    const live = page.getByRole('status');
    await page.evaluate(`
      globalThis.told = [];
      new MutationObserver(() => told.push(document.getElementById('live').textContent))
        .observe(document.getElementById('live'), { childList: true });`);
    const script = join(import.meta.dirname, '../service/writing-process.ts');
    const writer = spawn(process.execPath, [script, join(folder, 'log.db'), '1', '0']);
    const ended = once(writer, 'exit');
    await until('for the page to say that it is another', () => live.textContent());
    await ended;
    await expect(live.textContent()).resolves.toMatch(/^Updated at \d\d:\d\d$/);
    // it is the page that was opened, not another one in its place
    expect(await page.evaluate('globalThis.opened')).toBe('here');
    expect((await page.evaluate<string[]>('told')).length).toBeLessThanOrEqual(2);
    expect(problems).toEqual([]);
  });

  it('keeps the focus on what has it, wherever that moves to, and the page where it is scrolled', async () => {
    const { page } = await look({ viewport: { width: 900, height: 300 } });
    await page.goto(`${serving.url}/due`);
    await until('for the heads to sort', () => page.locator('button.sort').count());
    const link = page.locator('tr[data-authority="sunderland"] a').last();
    await link.focus();
    const [before, rule] = [
      await focused(page),
      await page.evaluate<string>("document.activeElement.closest('tr').dataset.rule"),
    ];
    const rows = await page.locator('tr[data-authority]').count();
    const scrolled = await page.evaluate<number>('scrollY');
    expect(scrolled).toBeGreaterThan(0);
    for (const authority of ['bolton', 'croydon', 'camden']) await another(authority);
    await until(
      'for the rows of others',
      async () => (await page.locator('tr[data-authority]').count()) > rows + 2,
    );
    expect(await focused(page)).toBe(before);
    expect(await page.evaluate("document.activeElement.closest('tr').dataset")).toMatchObject({
      authority: 'sunderland',
      rule,
    });
    expect(await page.evaluate("document.activeElement.closest('[id=focus-held]')")).toBeNull();
    expect(await page.evaluate('scrollY')).toBeGreaterThanOrEqual(scrolled);
  });

  it('stays sorted as its reader sorted it, and leaves alone what is being written', async () => {
    const { page } = await look();
    await page.goto(`${serving.url}/due`);
    const names = () => page.locator('#usual ~ div tr[data-authority] th').allInnerTexts();
    const sort = page.locator('#usual ~ div').getByRole('button', { name: 'Authority' });
    await sort.click();
    await sort.click();
    await expect(names()).resolves.toEqual((await names()).toSorted().reverse());
    const region = page.getByRole('combobox', { name: 'Region' });
    await region.focus();
    await region.selectOption('London');
    await another('leeds');
    await until('for a row of Leeds', async () => (await names()).includes('Leeds'));
    expect(await names()).toEqual((await names()).toSorted().reverse());
    expect(await region.inputValue()).toBe('London');
    expect(await focused(page)).toContain('name="region"');
    // back to the order in which it came
    await sort.click();
    const { page: fresh } = await look({ javaScriptEnabled: false });
    await fresh.goto(`${serving.url}/due`);
    expect(await names()).toEqual(
      await fresh.locator('#usual ~ div tr[data-authority] th').allInnerTexts(),
    );
  });

  it('listens while it is seen, and looks once when it is seen again', async () => {
    const { page, requests } = await look();
    await page.addInitScript(`
      globalThis.seen = true;
      Object.defineProperty(document, 'hidden', { get: () => !seen });
      globalThis.see = (value) => { seen = value; document.dispatchEvent(new Event('visibilitychange')); };`);
    const listening = page.waitForRequest(/\/moves$/);
    await page.goto(`${serving.url}/authorities/york`);
    const stream = await listening;
    const gone = page.waitForEvent('requestfailed', (request) => request === stream);
    await page.evaluate('see(false)');
    await gone;
    await another('york');
    const asked = requests.length;
    await page.evaluate('see(true)');
    await shows(page, 'good');
    expect(moves(requests.slice(asked))).toBe(1);
  });

  it('tries ever more seldom where it is cut off, says so, and goes on when it can', async () => {
    const { page, requests, problems } = await look();
    await page.clock.install();
    await page.route('**/moves', (route) => route.abort());
    await page.goto(`${serving.url}/authorities/leeds`);
    const tried = () => moves(requests);
    await until('for it to try', tried);
    for (let step = 0; step < 60; step += 1) await page.clock.runFor(5000);
    // 1, 2, 4, 8, 16, 32, and from then on once a minute: half of each at least
    expect(tried()).toBeGreaterThan(5);
    expect(tried()).toBeLessThan(18);
    expect(await page.getByRole('status').textContent()).toBe('Not live at present');
    await page.unroute('**/moves');
    await another('leeds');
    await until('for it to be live again', async () => {
      await page.clock.runFor(1000);
      return (await page.getByRole('status').textContent()) !== 'Not live at present';
    });
    expect(problems.filter((one) => !one.includes('ERR_FAILED'))).toEqual([]);
  });

  it('does not ask again and again for what the server does not give', async () => {
    const { page, requests } = await look();
    await page.goto(`${serving.url}/authorities/bolton`);
    await page.route('**/authorities/bolton', (route) => route.fulfill({ status: 503, body: '' }));
    await page.clock.install();
    await another('bolton');
    const asked = () => requests.filter((one) => one.endsWith('/bolton')).length - 1;
    await until('for it to ask', asked);
    for (let step = 0; step < 24; step += 1) await page.clock.runFor(5000);
    expect(asked()).toBeLessThan(9);
    await page.unroute('**/authorities/bolton');
    await until('for it to come after all', async () => {
      await page.clock.runFor(1000);
      return (await page.getByRole('status').textContent()) !== '';
    });
  });
});
