import { join } from 'node:path';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import type { Page, Response, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Serving } from '../service/serving.ts';
import { withoutBrowser } from '../support/browser/chromium.ts';
import { all, colours, found, small } from './axe.ts';
import { keep } from './keeping.ts';
import { type Looking, look, stopLooking } from './looking.ts';
import { sampled } from './sample.ts';
import { servingWhole } from './whole-record.ts';

/** An address of each page; the keys name its pictures. */
const pages = {
  today: '/?since=P6M&region=South%20East',
  authorities: '/authorities?region=London',
  due: '/due?region=London',
  findings: '/findings?authority=sunderland',
  learned: '/learned?from=2026-05-31&to=2026-08-31&region=London',
  compare: '/compare?authorities=sunderland,durham,gateshead',
  authority: '/authorities/merton',
  time: '/authorities/sunderland/time',
  why: '/authorities/merton/why/standing',
  signing: '/sign-in',
  tokens: '/tokens',
  'bring-in': '/bring-in',
  subscriptions: '/subscriptions',
  status: '/status',
  log: '/log?authority=slough',
  missing: '/nowhere',
} as const;

/** Pages in a state in which they look otherwise. `pnpm guide` looks at all pages and states, the ordinary run at a sample of both. */
const states = {
  'today-of-a-list': '/?authorities=slough,merton',
  'today-empty': '/?asOf=2009-01-31&region=London',
  'authorities-one': '/authorities?authorities=slough',
  'authorities-none': '/authorities?asOf=2009-01-31&inadequate=true',
  'authorities-long-names':
    '/authorities?authorities=bournemouth-christchurch-and-poole,bath-and-north-east-somerset',
  'findings-none': '/findings?topic=nothing-of-that-kind',
  'compare-with-neighbours': '/compare?authorities=slough',
  'compare-nobody': '/compare',
  'authority-long': '/authorities/sunderland',
  'authority-past': '/authorities/slough?asOf=2019-01-31',
  'authority-abolished': '/authorities/dorset-to-2019',
  'authority-split': '/authorities/northamptonshire',
  'authority-empty': '/authorities/york?asOf=2009-01-31',
  'log-streams': '/log/streams',
  'log-event': '/log/authority-slough/0',
  fact: '/facts/00e36a77-0d6a-537a-8f09-d6d661ea2097?authority=slough',
} as const;

const lookedPages = sampled(Object.entries(pages), 4);
const looked = [...lookedPages, ...sampled(Object.entries(states), 1)];
/** Those that are looked at in dark and in forced colours, too. */
const coloured = new Set(sampled(lookedPages, 2).map(([name]) => name));

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
let admin: Readonly<Record<string, string>>;
let looking: Looking | undefined;

/** Pages that are shown to administrators. */
const forAdmins = /^\/(?:tokens|bring-in|facts|log|subscriptions|status)/;

/** Waits for the first time that anything of a page is drawn. */
const painted = `new Promise((resolve) => {
  new PerformanceObserver((_, observer) => {
    observer.disconnect();
    resolve();
  }).observe({ type: 'paint', buffered: true });
})`;

/** Opens a page whose scripts come after it was first seen, as on a slow line: what they change then is seen to move. */
async function openLate(page: Page, address: string): Promise<void> {
  const { promise: seen, resolve: show } = Promise.withResolvers<void>();
  const isScript = ({ pathname }: URL): boolean => pathname.endsWith('.js');
  const late = async (route: Route): Promise<void> => {
    await seen;
    await route.continue();
  };
  await page.route(isScript, late);
  await page.goto(address, { waitUntil: 'commit' });
  await page.evaluate(painted);
  show();
  await page.waitForLoadState('load');
  await page.unroute(isScript, late);
}

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
    serving = await servingWhole();
    admin = await serving.bearer('admin');
  });
  afterAll(async () => {
    await stopLooking();
    await serving?.stop();
  });

  it.each(looked)('%s is clean, light, still and for everybody', async (name, address) => {
    const opened = await fresh();
    const { page } = opened;
    const missing = name === 'missing';
    await page.setExtraHTTPHeaders(forAdmins.test(address) ? admin : {});
    await openLate(page, serving.url + address);
    expect(await page.evaluate(shifts)).toEqual([]);
    expect(opened.problems.filter((one) => !(missing && one.includes('404')))).toEqual([]);
    expect(opened.requests.filter((one) => !one.startsWith(`${serving.url}/`))).toEqual([]);
    expect(opened.requests.length).toBeLessThan(20);
    expect(await opened.bytes()).toBeLessThan(100_000);

    expect(await found(page, all)).toEqual([]);
    await keep(page, join('light', name));
    if (coloured.has(name)) {
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
    if (name in pages) await keep(page, join('narrow', name));
  });
});
