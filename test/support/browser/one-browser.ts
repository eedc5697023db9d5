import { existsSync, mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserServer } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { chromiumThere } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder in which a file that needs the browser asks for it (`wanted`) and finds its address (`address`, else `failed`). */
    readonly browserPlace: string;
  }
}

/** On a machine without a card for it, pictures are made where they are asked for: that takes half the time. */
const frugal = [
  '--disable-gpu',
  '--disable-gpu-compositing',
  '--in-process-gpu',
  '--num-raster-threads=1',
  '--renderer-process-limit=1',
  '--disable-quic',
  '--disable-component-update',
  '--disable-sync',
];

/** One browser for all files of a run, started when the first of them asks; it ends with this process, however that ends. */
export default function setup(project: TestProject): () => Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'timeline-browser-'));
  project.provide('browserPlace', place);
  let starting: Promise<BrowserServer | undefined> | undefined;
  const watcher = watch(place, { persistent: false }, () => {
    if (existsSync(join(place, 'wanted'))) starting ??= start(place);
  });
  return async () => {
    watcher.close();
    await (await starting)?.close();
    rmSync(place, { recursive: true, force: true });
  };
}

async function start(place: string): Promise<BrowserServer | undefined> {
  try {
    const { chromium } = await import('playwright-core');
    const server = await chromium.launchServer({
      executablePath: chromiumThere()!,
      chromiumSandbox: false,
      // nothing but a hang takes so long
      timeout: 600_000,
      args: frugal,
    });
    writeFileSync(join(place, 'address'), server.wsEndpoint());
    return server;
  } catch (error) {
    writeFileSync(join(place, 'failed'), String(error));
    return undefined;
  }
}
