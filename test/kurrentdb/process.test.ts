import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { event, range } from './replay/bench.ts';

const MAIN = fileURLToPath(
  new URL('../../packages/core/src/kurrentdb-test-server/main.ts', import.meta.url),
);

let folder: string;
let running: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kurrentdb-'));
});
afterEach(async () => {
  running?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function startServer(): Promise<string> {
  const child = spawn(process.execPath, [MAIN, '--port', '0', '--data', join(folder, 'log')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  return new Promise((resolve) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()));
  });
}

const killed = (): Promise<void> =>
  new Promise((resolve) => {
    running?.once('exit', () => resolve());
    running?.kill('SIGKILL');
  });

test('a server in a process of its own is killed and comes back with its events at their positions', async () => {
  const address = await startServer();
  const client = KurrentDBClient.connectionString(address);
  await client.appendToStream(
    'a',
    range(1, 3).map((n) => event(n)),
  );
  await client.appendToStream('nothing', []);
  await client.deleteStream('a');
  const { position } = await client.appendToStream('a', event(4));
  await client.tombstoneStream('b');
  await killed();
  const again = KurrentDBClient.connectionString(await startServer());
  const found: unknown[] = [];
  for await (const { event: read } of again.readStream('a'))
    found.push([read?.revision, read?.position]);
  expect(found).toEqual([[3n, position]]);
  await expect(again.appendToStream('b', event(1))).rejects.toMatchObject({
    type: 'stream-deleted',
  });
  await client.dispose();
  await again.dispose();
});
