import { join } from 'node:path';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import type { Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing } from '../service/serving.ts';
import { withoutBrowser } from '../support/browser/chromium.ts';
import { all, colours, found, small } from './axe.ts';
import { keep } from './keeping.ts';
import { type Looking, look, stopLooking } from './looking.ts';

/**
 * An address of each page, and, after a dash, of each of its states that looks otherwise; the keys name its pictures. Colours are
 * looked at on the pages themselves.
 */
const pages = {
  today: '/?asOf=2026-08-31&since=P6M&region=South%20East',
  'today-of-a-list': '/?asOf=2026-08-31&authorities=slough,merton',
  'today-empty': '/?asOf=2009-01-01&region=London',
  authorities: '/authorities?asOf=2026-08-31&region=London',
  'authorities-one': '/authorities?authorities=slough&asOf=2026-08-31',
  'authorities-none': '/authorities?asOf=2009-01-01&inadequate=true',
  due: '/due?asOf=2026-08-31&region=London',
  findings: '/findings',
  'findings-none': '/findings?topic=nothing-of-that-kind',
  authority: '/authorities/merton',
  'authority-past': '/authorities/slough?asOf=2019-01-01',
  'authority-abolished': '/authorities/dorset-to-2019?asOf=2026-08-31',
  'authority-empty': '/authorities/york?asOf=2026-08-31',
  time: '/authorities/sunderland/time',
  'time-zoomed':
    '/authorities/slough/time?area=leadership&from=2014&to=2017&asOf=2018-01-01&knownAt=2026-01-01',
  learned: '/learned?region=North+East&from=2018-07-01&to=2018-07-31',
  'learned-one': '/learned?authority=sunderland&from=2018-07-24&to=2018-07-25',
  'learned-none': '/learned?from=2001-01-01&to=2001-02-01',
  compare: '/compare?authorities=slough,merton,dorset-to-2019,sunderland',
  'compare-one': '/compare?authorities=sunderland&asOf=2026-08-31',
  'compare-nobody': '/compare',
  why: '/authorities/sunderland/why/standing',
  missing: '/nowhere',
} as const;

/** Layout shifts since the page was opened that its reader did not bring about. */
const shifts = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
  new PerformanceObserver((list, observer) => {
    observer.disconnect();
    resolve(list.getEntries().filter((one) => !one.hadRecentInput)
      .flatMap((one) => one.sources.map(({ node }) => node?.parentElement?.outerHTML.slice(0, 80) ?? 'gone')));
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve([]), 50);
})))`;

let serving: Serving;
let looking: Looking | undefined;

/** The window of this file, as wide as a desktop's, that has loaded nothing yet. */
async function fresh() {
  looking ??= await look();
  const { page, problems, requests } = looking;
  await page.goto('about:blank');
  await page.setViewportSize({ width: 1280, height: 900 });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await session.detach();
  const [noted, asked] = [problems.length, requests.length];
  const sizes: Promise<number>[] = [];
  const add = (response: Response) => {
    if (response.url().endsWith('/moves')) return;
    sizes.push(
      response
        .request()
        .sizes()
        .then(({ responseBodySize }) => responseBodySize),
    );
  };
  page.on('response', add);
  return {
    page,
    get problems() {
      return problems.slice(noted);
    },
    get requests() {
      return requests.slice(asked);
    },
    async bytes() {
      page.off('response', add);
      return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    },
  };
}

describe('in a browser', skippedBecause(withoutBrowser), () => {
  beforeAll(async () => {
    serving = await startServing();
  });
  afterAll(async () => {
    await stopLooking();
    await serving?.stop();
  });

  it.each(Object.entries(pages))(
    '%s is clean, light, still and for everybody',
    async (name, address) => {
      const opened = await fresh();
      const { page } = opened;
      const missing = name === 'missing';
      await page.goto(serving.url + address);
      expect(await page.evaluate(shifts)).toEqual([]);
      expect(opened.problems.filter((one) => !(missing && one.includes('404')))).toEqual([]);
      expect(opened.requests.filter((one) => !one.startsWith(`${serving.url}/`))).toEqual([]);
      expect(opened.requests.length).toBeLessThan(20);
      expect(await opened.bytes()).toBeLessThan(100_000);

      expect(await found(page, all)).toEqual([]);
      await keep(page, join('light', name));
      if (!name.includes('-')) {
        await page.emulateMedia({ colorScheme: 'dark' });
        expect(await found(page, colours)).toEqual([]);
        await keep(page, join('dark', name));
        await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
        expect(await found(page, colours)).toEqual([]);
        await page.emulateMedia({ forcedColors: 'none' });
      }

      // the width of a small telephone, which is that of a desktop at 400 % too
      await page.setViewportSize({ width: 320, height: 256 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
      expect(await found(page, small)).toEqual([]);
      await keep(page, join('narrow', name));
    },
  );
});
