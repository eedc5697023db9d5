import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { makeCertificate, noCertificates } from '@monitoring-timeline/core/kurrentdb-test-server';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { describe, expect, it } from 'vitest';
import { digestDesks } from './digest-desk.ts';

const { ends, relay, dueDesk } = digestDesks();

describe('the relay', () => {
  it('that offers no TLS where it has to is told nothing', async () => {
    const server = await relay();
    const { round, digests } = await dueDesk(server, { settings: { smtpTls: 'starttls' } });
    await round();
    expect(server.taken).toHaveLength(0);
    expect((await digests.list())[0]).toMatchObject({ last: { status: 'pending' } });
  });

  it('is told nothing before it has shown who it is', skippedBecause(noCertificates), async () => {
    const folder = await mkdtemp(join(tmpdir(), 'timeline-digest-'));
    ends.push(() => rm(folder, { recursive: true, force: true }));
    const { key, certificate, authority } = makeCertificate(folder);
    const server = await relay({ key, cert: certificate });
    const { clock, round } = await dueDesk(server, { settings: { smtpTls: 'starttls' } });
    const next = await round();
    expect({ begun: server.begun(), taken: server.taken.length }).toEqual({ begun: 1, taken: 0 });
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, await readFile(authority, 'utf8')]);
    ends.push(async () => setDefaultCACertificates(before));
    await clock.advance(next - clock.now());
    await round();
    expect(server.taken.map(({ secure }) => secure)).toEqual([true]);
  });

  it('that knows another password has the mail wait, and no message shows ours', async () => {
    const password = 'a-password-of-ours';
    const server = await relay({
      onAuth: ({ password: given }, _session, done) => done(new Error(`not with ${given}`)),
    });
    const settings = { smtpUser: 'timeline', smtpPassword: password };
    const { round, digests, troubles } = await dueDesk(server, { settings });
    await round();
    const told = JSON.stringify([troubles.map(({ message }) => message), await digests.list()]);
    expect(told).toContain('not with [struck out]');
    expect(told).not.toContain(password);
    expect((await digests.list())[0]).toMatchObject({ last: { status: 'pending' } });
  });
});
