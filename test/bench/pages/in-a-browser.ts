import { chromium, type Page } from 'playwright-core';
import { chromiumThere } from '../../support/browser/chromium.ts';
import { type Bench, type Measurement, quantile } from '../bench.ts';
import { visited, whileServedApart } from './served-apart.ts';

async function whileLooking<T>(work: (page: Page) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({
    executablePath: chromiumThere() ?? '',
    chromiumSandbox: false,
    args: ['--disable-gpu'],
  });
  try {
    return await work(await browser.newPage());
  } finally {
    await browser.close();
  }
}

/** How long an open page says what it said, after another process has written otherwise. */
function untilShown(): Promise<Measurement> {
  return whileServedApart((serving, store) =>
    whileLooking(async (page) => {
      const heard = page.waitForResponse((answer) => answer.url().endsWith('/moves'));
      await page.goto(`${serving.url}/authorities/kent`);
      await heard;
      const times: number[] = [];
      for (let day = 1; day <= 20; day += 1) {
        const begun = performance.now();
        await visited(store, `2026-10-${String(day).padStart(2, '0')}`);
        await page.getByText(`${day} October 2026`).first().waitFor({ state: 'attached' });
        times.push(performance.now() - begun);
      }
      return {
        value: Math.max(...times),
        detail: `20 appends, one after the other; median ${quantile(times, 0.5).toFixed(0)} ms`,
      };
    }),
  );
}

const addresses = [
  ...['/', '/authorities', '/authorities/sunderland', '/authorities/sunderland/time', '/due'],
  ...['/findings', '/compare?authorities=sunderland,kent', '/authorities/kent/why/standing'],
];

/** Tasks of the page's own thread that kept its reader waiting, ms. */
const tasks = `new Promise((resolve) => {
  const found = [];
  new PerformanceObserver((list) => found.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask', buffered: true });
  setTimeout(() => resolve(found), 500);
})`;

function longestTask(): Promise<Measurement> {
  return whileServedApart((serving) =>
    whileLooking(async (page) => {
      const longest = new Map<string, number>();
      for (const address of addresses) {
        await page.goto(serving.url + address);
        const found = await page.evaluate<readonly number[]>(tasks);
        longest.set(address, Math.max(0, ...found));
      }
      const [address, value] = [...longest].toSorted(([, a], [, b]) => b - a)[0]!;
      return { value, detail: `${addresses.length} pages as they open; the longest by ${address}` };
    }),
  );
}

export const benches: readonly Bench[] = [
  {
    name: 'from a commit in another process to an open page, longest',
    target: { atMost: 1000, unit: 'ms' },
    run: untilShown,
  },
  {
    name: 'longest task in the browser of a page that opens',
    target: { atMost: 100, unit: 'ms' },
    run: longestTask,
  },
];
