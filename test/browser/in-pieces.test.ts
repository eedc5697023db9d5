import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing } from '../service/serving.ts';
import { withoutBrowser } from '../support/browser/chromium.ts';
import { look, stopLooking } from './looking.ts';

const whole = Promise.withResolvers<void>();
const held = Promise.withResolvers<void>();
let serving: Serving;
let slow: Server;

describe('a page that comes in pieces', skippedBecause(withoutBrowser), () => {
  beforeAll(async () => {
    serving = await startServing();
    // hands on what the service answers, and of a page at first only the beginning of its table
    slow = createServer(async (request, response) => {
      // the page follows the record by a stream that does not end
      if (request.url!.startsWith('/moves')) return void response.writeHead(204).end();
      const { headers, text } = await serving.ask(request.url!);
      response.setHeader('content-type', headers['content-type']!);
      const cut = text.indexOf('</tr>', text.indexOf('<tbody')) + 1;
      if (headers['content-type']!.startsWith('text/html')) {
        response.write(text.slice(0, cut));
        held.resolve();
        await whole.promise;
        response.end(text.slice(cut));
      } else response.end(text);
    });
    await once(slow.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(async () => {
    await stopLooking();
    slow?.closeAllConnections();
    slow?.close();
    await serving?.stop();
  });

  it('is drawn once it is there, so that its columns do not move with each row', async () => {
    const { page, problems } = await look();
    const styled = page.waitForEvent('requestfinished', (one) => one.url().endsWith('.css'));
    const { port } = slow.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/authorities`, { waitUntil: 'commit' });
    await Promise.all([held.promise, styled]);
    const drawn = "performance.getEntriesByType('paint').length";
    expect(await page.evaluate(drawn)).toBe(0);
    whole.resolve();
    await page.waitForLoadState('load');
    await page.locator('tr[data-authority="trafford"]').waitFor();
    expect(problems).toEqual([]);
  });
});
