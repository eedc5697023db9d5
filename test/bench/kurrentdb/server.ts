import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { type KurrentStore, openKurrentStore } from '@monitoring-timeline/core/kurrentdb';

const main = fileURLToPath(
  new URL('../../../packages/core/src/kurrentdb-test-server/main.ts', import.meta.url),
);

/** A server to measure on, in a process of its own, with both ways to it. */
export interface Measured {
  readonly client: KurrentDBClient;
  readonly store: KurrentStore;
  /** Begins the names of the store's own streams. */
  readonly events: string;
  /** Begins the names of streams that the bare client may write and that nobody else does. */
  readonly bare: string;
}

export interface MeasuredServer {
  readonly name: string;
  use<T>(work: (measured: Measured) => Promise<T>): Promise<T>;
}

async function measuredAt<T>(
  connectionString: string,
  work: (measured: Measured) => Promise<T>,
): Promise<T> {
  const id = `bench${randomUUID()}`;
  const client = KurrentDBClient.connectionString(connectionString);
  const joint = connectionString.includes('?') ? '&' : '?';
  const store = await openKurrentStore(`${connectionString}${joint}namespace=${id}`);
  try {
    return await work({ client, store, events: `${id}/`, bare: `${id}-bare/` });
  } finally {
    await store.close();
    await client.dispose();
  }
}

async function onTestServer<T>(work: (measured: Measured) => Promise<T>): Promise<T> {
  const child: ChildProcess = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: child.stdout! });
    const { value: address } = await lines[Symbol.asyncIterator]().next();
    return await measuredAt(String(address), work);
  } finally {
    child.kill('SIGKILL');
  }
}

/** The test server, and where `TIMELINE_KURRENTDB` is an address, the real server there. */
export function measuredServers(): readonly MeasuredServer[] {
  const real = process.env.TIMELINE_KURRENTDB;
  const own: MeasuredServer = { name: 'the test server', use: onTestServer };
  if (real === undefined || real === '') return [own];
  return [own, { name: 'a real server', use: (work) => measuredAt(real, work) }];
}
