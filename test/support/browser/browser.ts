import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';
import { until } from '../until.ts';

/** The browser of this run. @throws Error where it could not be started */
export async function theBrowser(): Promise<Browser> {
  const place = inject('browserPlace');
  const said = (name: string): string | undefined => {
    const file = join(place, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  writeFileSync(join(place, 'wanted'), '');
  await until('for the browser to start', () => said('address') || said('failed'));
  const address = said('address');
  if (address === undefined) throw new Error(`The browser did not start: ${said('failed')}`);
  return chromium.connect(address);
}
