import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import {
  makeCertificate,
  noCertificates,
  TestServer,
} from '@monitoring-timeline/core/kurrentdb-test-server';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inFull } from '../support/rounds.ts';
import { event } from './replay/bench.ts';
import { Watching } from './replay/following.ts';

describe('a secured server', skippedBecause(noCertificates), () => {
  let folder: string;
  let server: TestServer;
  let trusted: string;
  const clients: KurrentDBClient[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kurrentdb-tls-'));
    const { authority, ...tls } = makeCertificate(folder);
    server = await new TestServer({ tls, users: { admin: 'changeit' } }).start();
    trusted = `&tlsCAFile=${authority}`;
    await client('admin:changeit@', trusted).appendToStream('a', event(1));
  });
  afterAll(async () => {
    for (const one of clients) await one.dispose();
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  });

  function client(credentials: string, options: string): KurrentDBClient {
    const address = `${server.connectionString.replace('//', `//${credentials}`)}${options}`;
    const one = KurrentDBClient.connectionString(address);
    clients.push(one);
    return one;
  }

  /** What an append, a read and a subscription come to: nothing, or class and code of their error. */
  async function outcomes(one: KurrentDBClient): Promise<unknown[]> {
    const told = (error: Error & { code?: number }): unknown =>
      error.code === undefined ? error.constructor.name : `${error.constructor.name} ${error.code}`;
    const appended = await one.appendToStream('a', event(2)).then(() => 'done', told);
    const read = await (async () => {
      for await (const _ of one.readStream('a', { maxCount: 1 })) return 'done';
      return 'nothing';
    })().catch(told);
    const watching = new Watching(one.subscribeToStream('a') as never);
    await watching.reached(1);
    const [first] = watching.happened;
    const { class: name, code } = (first?.payload ?? {}) as { class?: string; code?: number };
    return [appended, read, first?.event === 'error' ? `${name} ${code}` : 'done'];
  }

  const SERVED = ['done', 'done', 'done'];
  const REFUSED = ['AccessDeniedError 16', 'AccessDeniedError', 'AccessDeniedError 16'];
  const UNREACHED = ['Error 14', 'UnavailableError', 'UnavailableError 14'];

  test('serves who knows its certificate and the right password', async () => {
    expect(await outcomes(client('admin:changeit@', trusted))).toEqual(SERVED);
  });

  test('refuses a wrong password', async () => {
    expect(await outcomes(client('admin:wrong@', trusted))).toEqual(REFUSED);
  });

  test('refuses who gives no credentials', async () => {
    const refused = ['AccessDeniedError', 'AccessDeniedError', 'AccessDeniedError 7'];
    expect(await outcomes(client('', trusted))).toEqual(refused);
  });

  // Each client's bridge takes half a second to start: the rest is tried with all faults.
  if (inFull) {
    test('serves who does not look at its certificate', async () => {
      const one = client('admin:changeit@', '&tlsVerifyCert=false');
      expect(await outcomes(one)).toEqual(SERVED);
    });

    test('refuses an unknown user', async () => {
      expect(await outcomes(client('nobody:x@', trusted))).toEqual(REFUSED);
    });

    test('cannot be reached by who does not trust its certificate', async () => {
      expect(await outcomes(client('admin:changeit@', ''))).toEqual(UNREACHED);
    });

    test('cannot be reached without TLS', async () => {
      const address = `kurrentdb://127.0.0.1:${server.port}?tls=false`;
      const plain = KurrentDBClient.connectionString(address);
      clients.push(plain);
      expect(await outcomes(plain)).toEqual(UNREACHED);
    });
  }
});
