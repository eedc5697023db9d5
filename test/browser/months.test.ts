import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing } from '../service/serving.ts';
import { withoutBrowser } from '../support/browser/chromium.ts';
import { until } from '../support/until.ts';
import { closeWindows, follow, look, stopLooking } from './looking.ts';

let serving: Serving;

const asOf = (page: Page) => new URL(page.url()).searchParams.get('asOf');
const heading = (page: Page) => page.locator('.banner').textContent();
const slider = (page: Page) => page.getByRole('slider', { name: 'Month' });
const place = (page: Page) => slider(page).boundingBox();

describe('the months of the record', skippedBecause(withoutBrowser), () => {
  beforeAll(async () => {
    serving = await startServing();
  });
  afterEach(closeWindows);
  afterAll(async () => {
    await stopLooking();
    await serving?.stop();
  });

  it('are gone through by the keyboard, a month or a year at a time, on the page that is open', async () => {
    const { page, problems } = await look();
    await page.goto(`${serving.url}/authorities/slough?asOf=2018-06-30&knownAt=2026-01-01`);
    await page.evaluate("globalThis.opened = 'here'");
    await slider(page).focus();
    expect(await slider(page).getAttribute('aria-valuetext')).toBe('June 2018');
    const before = await place(page);
    await page.keyboard.press('ArrowRight');
    await until('for the next month', () => asOf(page) === '2018-07-31');
    expect(await heading(page)).toContain('This page is about 31 July 2018, with hindsight');
    expect(await page.getByLabel('As of').inputValue()).toBe('2018-07-31');
    expect(await page.getByLabel('Known at').inputValue()).toBe('2026-01-01');
    await page.keyboard.press('PageUp');
    await until('for the next year', () => asOf(page) === '2019-07-31');
    await page.keyboard.press('End');
    await until('for today', () => asOf(page) === null);
    await page.keyboard.press('Home');
    await until('for the first month', () => asOf(page) === '2009-01-31');
    expect(await page.evaluate('document.activeElement.id')).toBe('month');
    expect(await place(page)).toEqual(before);
    expect(await page.evaluate('globalThis.opened')).toBe('here');
    expect(problems).toEqual([]);
  });

  it('play by themselves until the reader stops them, and nothing else moves', async () => {
    const { page, problems } = await look({ viewport: { width: 1280, height: 900 } });
    await page.clock.install();
    await page.goto(`${serving.url}/due?asOf=2018-01-31&region=North%20East`);
    const where = [await place(page), await page.locator('h1').boundingBox()];
    await page.getByRole('button', { name: 'Play' }).click();
    for (const month of ['2018-02-28', '2018-03-31', '2018-04-30']) {
      await until(`for ${month}`, async () => {
        await page.clock.runFor(100);
        return asOf(page) === month;
      });
    }
    await page.getByRole('button', { name: 'Pause' }).click();
    const stopped = asOf(page);
    await page.clock.runFor(5000);
    expect(asOf(page)).toBe(stopped);
    expect(new URL(page.url()).searchParams.get('region')).toBe('North East');
    expect(
      [await place(page), await page.locator('h1').boundingBox()].map((box) => [box?.x, box?.y]),
    ).toEqual(where.map((box) => [box?.x, box?.y]));
    expect(problems).toEqual([]);
  });

  it('go on only when they are told to, for who would have nothing move', async () => {
    const { page } = await look({ reducedMotion: 'reduce' });
    await page.goto(`${serving.url}/authorities/slough?asOf=2018-01-31`);
    expect(await page.getByRole('button', { name: 'Play' }).count()).toBe(0);
    const button = page.getByRole('button', { name: 'Next month' });
    await button.click();
    await until('for the month', () => asOf(page) === '2018-02-28');
    await button.click();
    await until('for the month after', () => asOf(page) === '2018-03-31');
  });

  it('are links and a form without a script', async () => {
    const { page } = await look({ javaScriptEnabled: false });
    await page.goto(`${serving.url}/authorities/slough?asOf=2018-01-31`);
    expect(await slider(page).count()).toBe(0);
    await follow(page.getByRole('link', { name: 'A month later' }));
    expect(asOf(page)).toBe('2018-02-28');
    await page.getByLabel('As of').fill('2012-05-31');
    await follow(page.getByRole('button', { name: 'Show' }).first());
    expect(await heading(page)).toContain('31 May 2012');
  });
});

describe('the first page', skippedBecause(withoutBrowser), () => {
  beforeAll(async () => {
    serving = await startServing();
  });
  afterEach(closeWindows);
  afterAll(async () => {
    await stopLooking();
    await serving?.stop();
  });
  const told = (page: Page) => page.locator('section[aria-labelledby="changed"]').textContent();

  it('tells what changed since the visit before today, which the browser keeps', async () => {
    const { page } = await look();
    await page.goto(serving.url);
    expect(await told(page)).toContain('That is a week back');
    const cookie = async () =>
      (await page.context().cookies()).find(({ name }) => name === 'visits');
    const { value } = await until('for the visit to be kept', cookie);
    expect(value).toMatch(/^\d{4}-\d\d-\d\d$/);
    // today is no visit before today
    await page.goto(serving.url);
    expect(await told(page)).toContain('That is a week back');
    await page
      .context()
      .addCookies([{ name: 'visits', value: '2026-03-10.2026-03-02', url: serving.url }]);
    await page.goto(serving.url);
    expect(await told(page)).toContain('What changed since 10 March 2026');
    expect(await told(page)).toContain('the day of your last visit');
    expect(await until('for the visit to be kept', async () => (await cookie())?.value)).toBe(
      `${value}.2026-03-10`,
    );
    await page.goto(serving.url);
    expect(await told(page)).toContain('What changed since 10 March 2026');
    // another day, or another span, is what was asked for
    await page.goto(`${serving.url}/?asOf=2020-01-31`);
    expect(await told(page)).toContain('What changed since 24 January 2020');
    expect((await cookie())?.value).toBe(`${value}.2026-03-10`);
  });

  it('tells of a week where no script may keep anything', async () => {
    const { page } = await look({ javaScriptEnabled: false });
    await page.goto(serving.url);
    await page.goto(serving.url);
    expect(await told(page)).toContain('That is a week back');
    expect(await page.context().cookies()).toEqual([]);
  });
});
