import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentAt } from '../docs/documents.ts';
import { type Serving, startServing } from '../service/serving.ts';
import { withoutBrowser } from '../support/browser/chromium.ts';
import { picture, pictures } from './keeping.ts';
import { look, stopLooking } from './looking.ts';
import { sampled, whole } from './sample.ts';
import { servingWhole } from './whole-record.ts';

const guide = documentAt('docs/pages.md');
const kept = resolve(import.meta.dirname, '../../docs/pages');
const folder = whole ? kept : join(pictures, 'guide');

/** What the guide shows: where it is, what comes to the top of the window, and whether it is for who has a right. */
interface Shown {
  readonly at: string;
  readonly top?: string;
  readonly signedIn?: true;
}

const shown: Readonly<Record<string, Shown>> = {
  today: { at: '/?since=P3M' },
  authorities: { at: '/authorities?region=London' },
  authority: { at: '/authorities/sunderland' },
  timeline: { at: '/authorities/sunderland', top: '#timeline' },
  why: { at: '/authorities/sunderland/why/standing', top: '[data-field="overall"]' },
  earlier: { at: '/authorities/sunderland?asOf=2018-07-31' },
  time: { at: '/authorities/sunderland/time', top: '#drawn' },
  learned: { at: '/learned?from=2026-05-31&to=2026-08-31' },
  compare: { at: '/compare?authorities=sunderland,durham,gateshead' },
  due: { at: '/due?region=London' },
  findings: { at: '/findings' },
  log: { at: '/log?authority=sunderland', signedIn: true },
  'bring-in': { at: '/bring-in', signedIn: true },
};

/** The pictures that a text shows, by their names. */
function picturesIn(text: string): readonly string[] {
  return [...text.matchAll(/!\[[^\]]+\]\((?:docs\/)?pages\/([\w-]+)\.png\)/g)].map(
    ([, name]) => name!,
  );
}

describe('the guide to the pages', () => {
  describe('in a browser', skippedBecause(withoutBrowser), () => {
    let serving: Serving;
    let page: Page;
    beforeAll(async () => {
      // what the pictures show matters where they are kept; that they can be taken, everywhere
      serving = await (whole ? servingWhole() : startServing());
      ({ page } = await look({ viewport: { width: 1120, height: 700 } }));
    });
    afterAll(async () => {
      await stopLooking();
      await serving?.stop();
    });

    it.each(sampled(Object.entries(shown), 4))(
      'has its picture of %s',
      async (name, { at, top, signedIn }) => {
        const { authorization } = signedIn ? await serving.bearer('admin') : {};
        await page.setExtraHTTPHeaders(authorization === undefined ? {} : { authorization });
        const answer = await page.goto(serving.url + at);
        expect(answer?.status()).toBe(200);
        if (top) await page.evaluate(`document.querySelector('${top}').scrollIntoView()`);
        await picture(page, join(folder, `${name}.png`));
      },
    );

    it('names no page that is not there', async () => {
      const { authorization } = await serving.bearer('admin');
      const named = [...guide.text.matchAll(/`(\/[a-z][^`\s]*|\/)`/g)].map(
        ([, address]) => address!,
      );
      expect(named.length).toBeGreaterThan(Object.keys(shown).length / 2);
      for (const address of new Set(named)) {
        const { status } = await serving.ask(address, {
          headers: { accept: 'text/html', authorization },
        });
        expect([address, status]).toEqual([address, 200]);
      }
    });
  });

  it('shows every picture that is kept, and no other', () => {
    const names = Object.keys(shown).sort();
    expect([...picturesIn(guide.text)].sort()).toEqual(names);
    const files = readdirSync(kept).map((file) => file.replace(/\.png$/, ''));
    expect(files.sort()).toEqual(names);
    expect(picturesIn(documentAt('README.md').text)).toHaveLength(2);
    expect(names).toEqual(expect.arrayContaining([...picturesIn(documentAt('README.md').text)]));
  });
});
