import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginning, verifyStore } from '@monitoring-timeline/core';
import { Recorder, refusal, sampleEvents } from '@monitoring-timeline/core/contract';
import {
  type KurrentStore,
  openKurrentPeople,
  openKurrentStore,
} from '@monitoring-timeline/core/kurrentdb';
import {
  makeCertificate,
  noCertificates,
  TestServer,
} from '@monitoring-timeline/core/kurrentdb-test-server';
import { personIdOf } from '@monitoring-timeline/core/people';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What a password manager may come up with, and what an address could be misread by. */
const user = 'ada@team';
const password = 'p@ss:w%rd/?#[&=+ü€ "\\%41';

describe('a log on a server with TLS and users', skippedBecause(noCertificates), () => {
  let folder: string;
  let server: TestServer;
  let authority: string;
  const address = (name: string, secret: string): string =>
    `kurrentdb://${name}:${secret}@127.0.0.1:${server.port}?tlsCAFile=${authority}&namespace=t${randomUUID()}`;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kurrentdb-users-'));
    const { authority: file, ...tls } = makeCertificate(folder);
    authority = file;
    server = await new TestServer({ tls, users: { [user]: password, raw: 'a@b:c%' } }).start();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  it('takes any character in a password, for all that is read, written, followed and erased', async () => {
    const where = address(encodeURIComponent(user), encodeURIComponent(password));
    const store: KurrentStore = await openKurrentStore(where);
    const recorder = new Recorder((signal) => store.follow(beginning, { signal }));
    await recorder.until(({ caughtUp }) => caughtUp);
    await store.append('a', sampleEvents(2), { expected: 'none' });
    await recorder.until(({ ids }) => ids.length === 2);
    recorder.stop();
    expect(await store.readStream('a')).toHaveLength(2);
    expect(await verifyStore(store)).toMatchObject({ valid: true, events: 2 });
    await store.holding('notices', { holder: 'a test' }, async () => {});
    await store.workers('answers').ensure();
    const people = await openKurrentPeople(where);
    const ada = personIdOf('Ada Example');
    await people.add({ id: ada, name: 'Ada Example' });
    await people.rename(ada, 'Ada Sample');
    await people.erase(ada);
    expect(await people.name(ada)).toEqual({ kind: 'erased' });
    await people.close();
    await store.close();
  });

  it('writes once what was cut off on its way, though each append is a call of its own', async () => {
    const store = await openKurrentStore(address('raw', 'a@b:c%'), {
      backOff: { first: 5, longest: 50 },
    });
    await store.append('a', sampleEvents(1), { expected: 'none' });
    server.faults.add('append', { does: 'lose-reply', ends: 'cut' });
    await store.append('a', sampleEvents(500), { expected: 0 });
    const writing = store.append('a', sampleEvents(900), { expected: 500 });
    server.cut();
    expect(await writing).toMatchObject({ firstRevision: 501, lastRevision: 1_400 });
    expect(await verifyStore(store)).toMatchObject({ valid: true, events: 1_401 });
    await store.close();
  });

  it('takes them as they are typed, where they cannot be misread', async () => {
    const store = await openKurrentStore(address('raw', 'a@b:c%'));
    await store.append('a', sampleEvents(1), { expected: 'none' });
    await store.close();
  });

  it('refuses a wrong password, and says so without it', async () => {
    const wrong = openKurrentStore(address('raw', 'hidden@%c'), { patience: 200 });
    const error = await refusal(wrong, 'StoreUnavailable');
    expect(String(error)).toContain('raw:***@');
    expect(JSON.stringify(error) + String(error)).not.toMatch(/hidden/);
  });
});
