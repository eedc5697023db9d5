import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginning, verifyStore } from '@monitoring-timeline/core';
import { openKurrentStore } from '@monitoring-timeline/core/kurrentdb';
import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { expect, it } from 'vitest';
import { roundsOr } from '../support/rounds.ts';
import { until } from '../support/until.ts';

/** Runs a program beside this file in a process of its own; resolves with the ids it wrote. */
async function run(program: string, ...args: string[]): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, program), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, complaint] = ['', ''];
  child.stdout.on('data', (text) => {
    out += String(text);
  });
  child.stderr.on('data', (text) => {
    complaint += String(text);
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code, complaint).toBe(0);
  return out.split(/\s+/).filter((id) => id !== '');
}

it('two processes write and one projects, while the server is killed and comes back: nothing is lost, doubled or out of order', async () => {
  const server = await new TestServer().start();
  const address = `${server.connectionString}&namespace=t${randomUUID()}`;
  const appends = roundsOr(30);
  const reader = run('kurrentdb-reader.ts', address, String(appends * 4));
  const writers = ['one', 'two'].map((name) =>
    run('kurrentdb-writer.ts', address, name, String(appends)),
  );
  const store = await openKurrentStore(address, { patience: 60_000 });
  await until('for both to write', async () => (await store.head()).events > 8);
  await server.kill();
  await sleep(150);
  await server.start();
  const written = (await Promise.all(writers)).flat();
  const projected = await reader;
  const { events } = await store.readAll(beginning, { limit: 100_000 });
  expect(projected).toEqual(events.map(({ event }) => event.id));
  expect([...projected].sort()).toEqual(written.sort());
  expect(await verifyStore(store)).toMatchObject({ valid: true, events: appends * 4, streams: 3 });
  await store.close();
  await server[Symbol.asyncDispose]();
});
