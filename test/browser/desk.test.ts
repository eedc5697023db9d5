import { join } from 'node:path';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columns, impossible, letter, paper } from '../cli/waiting-files.ts';
import { type Serving, startServing } from '../service/serving.ts';
import { withoutBrowser } from '../support/browser/chromium.ts';
import { all, colours, found, small } from './axe.ts';
import { keep } from './keeping.ts';
import { follow, type Looking, look, stopLooking } from './looking.ts';
import { sampled, whole } from './sample.ts';

const row =
  'Kent,ILACS,ilacs_standard,no day,2022-05-20,2022-07-08,good,good,good,good,,,,,,https://example.org/4,report_pdf';

let serving: Serving;
let looking: Looking;
let page: Page;

/** Everything that is brought in, as a browser hands it over. */
const files = Object.entries({
  'letter.txt': letter,
  'outcomes of a council with a very long name of its file, which goes on.csv': `${columns}\n${impossible}\n${row}\n`,
  'papers.jsonl': paper('Cabinet', '2019-08-01', 'good'),
  'more.jsonl': paper('Scrutiny', '2019-08-02', 'outstanding'),
}).map(([name, text]) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) }));

const button = (name: string) => page.getByRole('button', { name, exact: true });
const main = async () => (await page.locator('main').textContent()) ?? '';

/** How many pages were passed, and which of five is looked at. */
let passed = 0;
const turn = sampled([0, 1, 2, 3, 4], 1)[0];

/** Pages that between them have every part of the desk that has a colour. */
const inTheDark = new Set([
  'tokens',
  'brought-in',
  'decide-cells',
  'decide-sides',
  'webhooks',
  'log',
]);

/** Looks at the page that is open, as a desktop and a telephone have it: at each in the whole run, at every fifth in the ordinary one, by its seed. */
async function lookedAt(name: string): Promise<void> {
  passed += 1;
  if (!whole && passed % 5 !== turn) return;
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(await found(page, all)).toEqual([]);
  await keep(page, join('light', name));
  if (inTheDark.has(name)) {
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await found(page, colours)).toEqual([]);
    await keep(page, join('dark', name));
    await page.emulateMedia({ colorScheme: 'light' });
  }
  await page.setViewportSize({ width: 320, height: 256 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  expect(await found(page, small)).toEqual([]);
  await keep(page, join('narrow', name));
  await page.setViewportSize({ width: 1280, height: 900 });
}

describe('the desk in a browser', skippedBecause(withoutBrowser), () => {
  beforeAll(async () => {
    serving = await startServing();
    looking = await look();
    page = looking.page;
  });
  afterAll(async () => {
    expect(looking?.problems.filter((one) => !/40[13]/.test(one))).toEqual([]);
    await stopLooking();
    await serving?.stop();
  });

  it('is entered with a token, from the page that one wanted', async () => {
    await page.goto(`${serving.url}/tokens`);
    await lookedAt('refused');
    await follow(page.getByRole('link', { name: 'Sign in' }).first());
    await lookedAt('sign-in');
    const { authorization = '' } = await serving.bearer('admin');
    await page.getByLabel('Token').fill(authorization.replace('Bearer ', ''));
    await follow(button('Sign in'));
    expect(new URL(page.url()).pathname).toBe('/tokens');
    await page.getByLabel('What it is for').fill('regional dashboard');
    await follow(button('Make it'));
    expect(await main()).toContain('Copy the token: it is shown this once');
    await lookedAt('tokens');
    await page.goto(`${serving.url}/sign-in`);
    await lookedAt('signed-in');
  });

  it('takes documents, and shows each fact beside its passage', async () => {
    await page.goto(`${serving.url}/bring-in`);
    await page.getByLabel('Reports, letters, tables or exported logs').setInputFiles(files);
    await follow(button('Bring in'));
    while ((await main()).includes('See how far it is now')) await page.reload();
    expect(await main()).toContain('What was read, beside what it was read from');
    await lookedAt('brought-in');
    await page.goto(`${serving.url}/bring-in`);
    await lookedAt('bring-in');
  });

  it('decides what waits, after it was shown what that would change', async () => {
    for (const [what, name] of [
      ['Dates contradict', 'decide-claims'],
      ['Sources disagree', 'decide-sides'],
      ['Overall above limit', 'decide-correction'],
      ['Unreadable date', 'decide-cells'],
    ] as const) {
      await page.goto(`${serving.url}/bring-in`);
      await follow(page.getByRole('link', { name: what }).last());
      if (what === 'Sources disagree') {
        await page.getByLabel('outstanding').check();
        await follow(button('Show what it would change'));
        expect(await main()).toContain('What accepting would do');
      }
      await lookedAt(name);
      if (what !== 'Sources disagree') continue;
      await follow(button('Accept'));
      expect(await main()).toContain('It is accepted');
    }
  });

  it('says who is told what, how the service stands and what the log holds', async () => {
    await page.goto(`${serving.url}/subscriptions/webhooks`);
    await page.getByLabel('What you call it').fill('Board of the North East');
    await page.getByLabel('Address, public and https').fill('https://example.org/hook');
    await follow(button('Make it'));
    expect(await main()).toContain('Copy the secret: it is shown this once');
    for (const [name, address] of Object.entries({
      webhooks: '/subscriptions/webhooks',
      subscriptions: '/subscriptions?region=North+East&weight=4',
      mails: '/subscriptions/mails',
      status: '/status',
      log: '/log',
      streams: '/log/streams?holding=dorset',
      event: '/log/authority-sunderland/3',
    })) {
      await page.goto(serving.url + address);
      await lookedAt(name);
    }
  });

  it('is left by signing out', async () => {
    await follow(page.getByRole('link', { name: /^Signed in as/ }));
    await follow(button('Sign out'));
    expect(await main()).toContain('You have signed out.');
    await page.goto(`${serving.url}/tokens`);
    expect(await main()).toContain('This needs a token of the role admin');
  });
});
