import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing } from '../service/serving.ts';
import { attribute, opened, tagged } from './page.ts';

const sources = resolve(import.meta.dirname, '../../packages/pages/src');

let serving: Serving;
beforeAll(async () => {
  serving = await startServing();
});
afterAll(() => serving.stop());

describe('the style of pages', () => {
  it('is one sheet that has the styles beside every page, those of the layout before them', async () => {
    const links = tagged(await opened(serving, '/due'), 'link');
    const [sheet] = links.filter((one) => attribute(one, 'rel') === 'stylesheet');
    const { html: css, headers } = await opened(serving, attribute(sheet!, 'href')!);
    expect(headers['content-type']).toBe('text/css; charset=utf-8');
    const places = globSync('**/*.css', { cwd: sources }).map((path) => {
      const at = css.indexOf(readFileSync(join(sources, path), 'utf8').trim());
      expect([path, at > 0]).toEqual([path, true]);
      return { at, layout: path.startsWith('layout') };
    });
    const order = places.toSorted((a, b) => a.at - b.at).map(({ layout }) => layout);
    expect(order).toEqual(order.toSorted((a, b) => Number(b) - Number(a)));
  });

  it('takes every colour by its name, so that it is another in the dark', () => {
    const others = globSync('**/*.css', { cwd: sources }).filter(
      (path) => !path.endsWith('colours.css'),
    );
    for (const path of others) {
      const text = readFileSync(join(sources, path), 'utf8').replace(/@media print \{.*/s, '');
      expect([path, text.match(/#[0-9a-f]{3,8}\b/gi)]).toEqual([path, null]);
    }
  });
});

describe('a module of pages', () => {
  it('is served without its types, and finds what it imports', async () => {
    const [script] = tagged(await opened(serving, '/due'), 'script');
    const folder = attribute(script!, 'src')!.replace(/[^/]+$/, '');
    const names = readdirSync(join(sources, 'browser')).filter((name) => name.endsWith('.ts'));
    for (const name of names) {
      const address = folder + name.replace(/\.ts$/, '.js');
      const { status, headers, html: code } = await opened(serving, address);
      expect([address, status]).toEqual([address, 200]);
      expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      // what a browser would refuse is no function body either
      const body = code.replaceAll(/^import .*$/gm, '').replaceAll(/^export /gm, '');
      expect(() => new Function(body)).not.toThrow();
      for (const [, imported] of code.matchAll(/from '([^']+)'/g)) {
        expect(
          (await opened(serving, new URL(imported!, `http://x${address}`).pathname)).status,
        ).toBe(200);
      }
    }
    expect(names.length).toBeGreaterThan(1);
  });
});
