import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evilServing } from '../pages/evil.ts';
import { type Serving, startServing } from '../service/serving.ts';
import { withoutBrowser } from '../support/browser/chromium.ts';
import { keep } from './keeping.ts';
import { look, stopLooking } from './looking.ts';
import { sampled } from './sample.ts';

let serving: Serving;

/** What has the focus: what it is, whether it is seen to have it, and whether it is in sight. */
const stop = `(() => {
  const { activeElement: one } = document;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const top = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {
    what: one.outerHTML.slice(0, 120),
    seen: style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.backgroundColor === 'rgb(255, 221, 0)',
    insight: top,
  };
})()`;

interface Stop {
  readonly what: string;
  readonly seen: boolean;
  readonly insight: boolean;
}

describe('a page', skippedBecause(withoutBrowser), () => {
  beforeAll(async () => {
    serving = await startServing();
  });
  afterAll(async () => {
    await stopLooking();
    await serving?.stop();
  });

  it.each(
    sampled(['/due?asOf=2026-08-31&region=South%20West', '/authorities/merton?asOf=2026-08-31'], 1),
  )(
    '%s is gone through by the keyboard from the first link to the last, each stop seen',
    async (address) => {
      const { page, close } = await look({ viewport: { width: 1000, height: 700 } });
      await page.goto(serving.url + address);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe(
        'Skip to main content',
      );
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('main');
      await page.goto(serving.url + address);
      const stops: Stop[] = [];
      for (;;) {
        await page.keyboard.press('Tab');
        const one = await page.evaluate<Stop | null>(stop);
        if (one === null || stops.length > 400) break;
        stops.push(one);
      }
      // the part of a day's field that opens a calendar is marked by the browser itself
      const lost = stops.filter(
        ({ what, seen, insight }) => !insight || !(seen || what.includes('type="date"')),
      );
      expect(lost).toEqual([]);
      const all = await page.evaluate<number>(
        `[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]')]
          .filter((one) => one.tabIndex >= 0 && one.checkVisibility()).length`,
      );
      // a field of a day has a stop for each part of it
      expect(stops.length).toBeGreaterThanOrEqual(all);
      expect(stops.length).toBeLessThan(400);
      await close();
    },
  );

  const printed: readonly (readonly [name: string, address: string])[] = [
    ['today', '/?asOf=2026-08-31&since=P1Y&region=South%20East'],
    ['authority', '/authorities/sunderland?asOf=2026-08-31'],
    ['authorities', '/authorities?asOf=2026-08-31&region=London'],
  ];
  it.each(sampled(printed, 1))('%s is whole on paper', async (name, address) => {
    // A4 across, without its margins
    const { page, close } = await look({ viewport: { width: 1039, height: 700 } });
    await page.goto(serving.url + address);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('.top').isVisible()).toBe(false);
    expect(await page.locator('#play').isVisible()).toBe(false);
    expect(await page.locator('.days__record').isVisible()).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1039);
    // an address that leads nowhere from paper does not stand there
    expect(
      await page.evaluate(
        "getComputedStyle(document.querySelector('main a.govuk-link'), '::after').content",
      ),
    ).toBe('none');
    // what scrolls on a screen does not on paper
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.ariaLabel)",
      ),
    ).toEqual([]);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
      'rgb(255, 255, 255)',
    );
    await keep(page, `paper/${name}`);
    await close();
  });

  it('runs nothing that stands in the record', async () => {
    const evil = await evilServing();
    try {
      const { page, problems } = await look();
      const dialogs: string[] = [];
      page.on('dialog', async (dialog) => {
        dialogs.push(dialog.message());
        await dialog.dismiss();
      });
      const told = [
        '/?since=P9Y',
        '/due',
        '/findings',
        '/authorities?authorities=sunderland,slough',
        '/authorities/sunderland',
        '/authorities/slough/why/standing',
        '/learned?from=2018-01-01&to=2026-01-01',
      ];
      for (const address of sampled(told, 4)) {
        await page.goto(evil.url + address);
      }
      expect(dialogs).toEqual([]);
      // a script that was refused would be told of here
      expect(problems).toEqual([]);
    } finally {
      await evil.stop();
    }
  });
});
