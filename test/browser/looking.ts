import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from 'playwright-core';
import { theBrowser } from '../support/browser/browser.ts';

/** A window of its own, in which everything that goes wrong is noted. */
export interface Looking {
  readonly page: Page;
  /** Errors of scripts, refusals of the content security policy, and requests that came to nothing. */
  readonly problems: readonly string[];
  /** Addresses of all requests, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

let browser: Promise<Browser> | undefined;
const open = new Set<BrowserContext>();

/** Opens a window. Times are those of London, and the language is British English. */
export async function look(options: BrowserContextOptions = {}): Promise<Looking> {
  browser ??= theBrowser();
  const context = await (await browser).newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    ...options,
  });
  // nothing but a hang takes so long
  context.setDefaultTimeout(600_000);
  open.add(context);
  const page = await context.newPage();
  const [problems, requests]: [string[], string[]] = [[], []];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  return {
    page,
    problems,
    requests,
    async close() {
      open.delete(context);
      await context.close();
    },
  };
}

/** Clicks what leads to another page, and waits until that is there: a click alone may be over before the browser has begun to go. */
export async function follow(what: Locator): Promise<void> {
  const page = what.page();
  const arrived = page.waitForNavigation();
  await what.click();
  await arrived;
}

/** Closes every window: an open page follows the record, and computes at each change that a later test makes. */
export async function closeWindows(): Promise<void> {
  const those = [...open];
  open.clear();
  await Promise.all(those.map((context) => context.close()));
}

/** Closes what was opened in this file. */
export async function stopLooking(): Promise<void> {
  await closeWindows();
  await (await browser)?.close();
  browser = undefined;
}
