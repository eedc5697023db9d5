import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing } from '../service/serving.ts';
import { withoutBrowser } from '../support/browser/chromium.ts';
import { follow, type Looking, look, stopLooking } from './looking.ts';
import { sampled, whole } from './sample.ts';

let serving: Serving;
const windows = new Map<boolean, Looking>();

const words = (page: Page) => new URL(page.url()).searchParams;
const path = (page: Page) => new URL(page.url()).pathname;
const heading = (page: Page) => page.locator('h1').textContent();
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first();
const goTo = (page: Page, name: string) =>
  follow(page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }));
const keysOf = (page: Page) =>
  page.evaluate<readonly string[]>(
    "[...document.querySelectorAll('tr[data-authority]')].map(({ dataset }) => dataset.authority)",
  );

type Journey = (window: Looking, javaScriptEnabled: boolean) => Promise<void>;

const journeys: Readonly<Record<string, Journey>> = {
  'who leads an oversight team sees what stands, goes to the authority, asks why, and takes a list of their own along':
    async ({ page, problems }, javaScriptEnabled) => {
      await page.goto(`${serving.url}/?asOf=2026-08-31&since=P1Y`);
      expect(await page.locator('section[aria-labelledby="changed"]').textContent()).toContain(
        'Areas for priority action stand at',
      );
      await page.getByLabel('Region').selectOption('South East');
      await follow(page.getByRole('button', { name: 'Show', exact: true }).last());
      expect(await heading(page)).toContain('South East');
      expect(words(page).get('since')).toBe('P1Y');

      await follow(link(page, 'Slough'));
      expect(await heading(page)).toBe('Slough');
      expect(words(page).get('asOf')).toBe('2026-08-31');
      await follow(link(page, /^Why\?.*Standing of Slough/));
      expect(path(page)).toBe('/authorities/slough/why/standing');
      expect(await page.locator('[data-event]').count()).toBeGreaterThan(0);
      await follow(link(page, 'Slough'));

      await goTo(page, 'Due');
      await page.getByLabel('Region').selectOption('London');
      await follow(page.getByRole('button', { name: 'Show these' }));
      expect(new Set(await keysOf(page))).toContain('merton');
      expect(new Set(await keysOf(page))).not.toContain('slough');
      expect(words(page).get('asOf')).toBe('2026-08-31');

      await goTo(page, 'Authorities');
      for (const name of ['Slough', 'Merton']) {
        await page.getByRole('combobox', { name: /an authority$/ }).fill(name);
        await follow(page.getByRole('button', { name: 'Add' }));
      }
      expect(await keysOf(page)).toEqual(['merton', 'slough']);
      // the address is the list: who is sent it sees the same
      const { page: theirs, close } = await look({ javaScriptEnabled });
      await theirs.goto(page.url());
      expect(await keysOf(theirs)).toEqual(['merton', 'slough']);
      await close();
      await follow(link(page, 'Brief for a meeting'));
      expect(await page.title()).toContain('Slough, Merton: what changed');
      expect(problems).toEqual([]);
    },

  'who analyses opens the list behind a number, goes back in time with and without hindsight, and takes the table':
    async ({ page, problems }) => {
      await page.goto(`${serving.url}/?asOf=2026-08-31`);
      const number = page.locator('[data-count] a').first();
      const count = Number(await number.textContent());
      await follow(number);
      expect(await keysOf(page)).toHaveLength(count);
      expect(words(page).get('where')).toMatch(/^\w+=\w+$/);

      await page.goto(`${serving.url}/authorities/sunderland`);
      await page.getByLabel('As of').fill('2018-07-01');
      await follow(page.getByRole('button', { name: 'Show', exact: true }).first());
      expect(await page.locator('.banner').textContent()).toContain(
        '1 July 2018, with what was public by then',
      );
      const then = await page.locator('main').textContent();
      await page.getByLabel('Known at').fill('2026-01-01');
      await follow(page.getByRole('button', { name: 'Show', exact: true }).first());
      expect(await page.locator('.banner').textContent()).toContain('with hindsight');
      expect(await page.locator('main').textContent()).not.toBe(then);
      await follow(link(page, 'Back to today'));
      expect(await page.locator('.banner').count()).toBe(0);

      await goTo(page, 'Due');
      const table = await page.request.get(
        serving.url + (await link(page, 'CSV').getAttribute('href')),
      );
      expect(table.headers()['content-type']).toContain('text/csv');
      expect(problems).toEqual([]);
    },

  'who writes another service finds the API, signs in with a token, and looks an event up by its hash':
    async ({ page, problems }) => {
      await page.goto(`${serving.url}/authorities/sunderland?asOf=2026-08-31`);
      const json = await page.request.get(
        serving.url + (await link(page, 'Standing as JSON').getAttribute('href')),
      );
      expect(await json.json()).toMatchObject({ authority: { key: 'sunderland' } });
      expect(await link(page, 'For programs: the API').getAttribute('href')).toBe('/api');

      const { authorization } = await serving.bearer('admin');
      await follow(link(page, 'Sign in'));
      await page.getByLabel('Token').fill(authorization!.replace('Bearer ', ''));
      await follow(page.getByRole('button', { name: 'Sign in' }));
      // back where one was, as somebody
      expect(path(page)).toBe('/authorities/sunderland');
      await page.goto(`${serving.url}/log?authority=sunderland`);
      await follow(page.locator('tr[data-stream] th a').first());
      expect(await page.locator('main').textContent()).toContain(
        'Both hashes follow from what is kept.',
      );
      expect(JSON.parse((await page.locator('pre').textContent()) ?? '')).toBeTruthy();
      await page.goto(`${serving.url}/sign-in`);
      await follow(page.getByRole('button', { name: 'Sign out', exact: true }));
      expect(await page.locator('main').textContent()).toContain('You have signed out.');
      expect(problems).toEqual([]);
    },
};

/** Of which of the three ways the scripts are on: by the seed of the run, some of them with scripts and some without. */
const withScripts = sampled([0b001, 0b010, 0b011, 0b100, 0b101, 0b110], 1)[0]!;
const taken = Object.entries(journeys).flatMap(([name, journey], index) =>
  [true, false]
    .filter((scripts) => whole || scripts === (((withScripts >> index) & 1) === 1))
    .map(
      (scripts) => [name, scripts ? 'with scripts' : 'without scripts', journey, scripts] as const,
    ),
);

describe('in a browser', skippedBecause(withoutBrowser), () => {
  beforeAll(async () => {
    serving = await startServing();
    for (const javaScriptEnabled of [true, false]) {
      windows.set(javaScriptEnabled, await look({ javaScriptEnabled }));
    }
  });
  afterAll(async () => {
    await stopLooking();
    await serving?.stop();
  });

  it.each(taken)('%s, %s', async (_name, _how, journey, scripts) => {
    await journey(windows.get(scripts)!, scripts);
  });
});
