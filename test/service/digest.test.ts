import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { beginning, type ClaimEvent, operationsStream } from '@monitoring-timeline/core';
import { makeCertificate, noCertificates } from '@monitoring-timeline/core/kurrentdb-test-server';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { changeState } from '@monitoring-timeline/core/shared-state';
import {
  createMemoryStateStore,
  openStateStore,
  type StateStore,
} from '@monitoring-timeline/core/state';
import { claimEvent } from '@monitoring-timeline/core/testing';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { createVirtualClock, openTimeline } from '@monitoring-timeline/projections';
import { Digests, type DigestTrouble, readSettings } from '@monitoring-timeline/service';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { claimMs, Outbox } from '../../packages/service/src/digest/outbox.ts';
import { lastDue } from '../../packages/service/src/digest/schedule.ts';
import { outcomes } from '../cli/small-record.ts';
import { startCommand, temporaryFolder, timeline } from '../support/command.ts';
import { until } from '../support/until.ts';
import { type MailServer, reply, startMailServer, type Ways } from './mail-server.ts';
import { startServing } from './serving.ts';
import { append } from './small-claims.ts';

const to = 'lead@example.org';
const weekly = { to, region: 'North East' };
const hour = 3_600_000;
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A letter of a focused visit that names areas for priority action. */
function letter(authority: string, published: string): ClaimEvent {
  return claimEvent(
    'ReportPublished',
    { of: { activity: 'visit', visitKind: 'focused' }, published, priorityAction: true },
    { authority, known: published },
  );
}

async function relay(ways: Ways = {}): Promise<MailServer> {
  const server = await startMailServer(ways);
  ends.push(() => server.stop());
  return server;
}

const settingsFor = (port: number, given: object = {}, digests: readonly object[] = [weekly]) => ({
  digests,
  smtpHost: '127.0.0.1',
  smtpPort: port,
  smtpTls: 'none',
  mailFrom: 'timeline@example.org',
  publicUrl: 'http://127.0.0.1:8080',
  ...given,
});

/** A log on Monday 2 March 2026, on which digests began the week before, and what they are made with. */
async function desk(
  port: number,
  given: { state?: StateStore; settings?: object; digests?: readonly object[] } = {},
) {
  const clock = createVirtualClock('2026-03-02');
  const store = createMemoryStore({ now: () => new Date(clock.now()) });
  const state = given.state ?? createMemoryStateStore();
  const opened = await openTimeline({ store, state, clock });
  ends.push(() => opened.close());
  const troubles: DigestTrouble[] = [];
  const settings = readSettings({
    flags: settingsFor(port, given.settings, given.digests) as never,
  });
  const open = (over: StateStore = state) =>
    Digests.open({
      store,
      state: over,
      clock,
      timeline: opened,
      settings,
      onTrouble: (one) => troubles.push(one),
    });
  const digests = await open();
  const round = (one: Digests = digests) => one.round(new AbortController().signal);
  await round();
  return { clock, store, state, opened, digests, open, round, troubles };
}

describe('a digest', () => {
  it('comes once a period with what happened in it, in words and with where to go from there', async () => {
    const server = await relay();
    const { clock, store, digests, round } = await desk(server.port);
    await clock.advance(8 * hour);
    await round();
    clock.set('2026-03-04');
    await append(store, letter('sunderland', '2026-03-03'), letter('merton', '2026-03-03'));
    await round();
    expect(server.begun()).toBe(0);
    clock.set('2026-03-09');
    await clock.advance(8 * hour);
    const next = await round();
    expect(new Date(next).toISOString()).toBe('2026-03-16T07:00:00.000Z');
    await round();
    expect(server.taken).toHaveLength(1);
    const [{ mail, to: whom, from } = server.taken[0]!] = server.taken;
    expect({ whom, from }).toEqual({ whom: [to], from: 'timeline@example.org' });
    expect(mail.subject).toBe(
      'North East: 2 changes; Sunderland: areas for priority action named (focused visit)',
    );
    for (const body of [mail.text!, mail.html!]) {
      expect(body).toContain('Look now');
      expect(body).toContain('Sunderland: letter published: focused visit');
      expect(body).not.toContain('Merton');
      expect(body).toContain('Awaited, past and due soon');
      expect(body).toContain('Not a product of Ofsted');
    }
    const off = await digests.offLink(digests.all[0]!);
    expect(mail.text).toContain(off);
    expect(mail.text).toContain('/brief.html?since=2026-03-02&region=North+East');
    expect(mail.html).not.toMatch(/<img|<script|src=|url\(/);
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
    expect(header('list-unsubscribe')).toBe(`<${off}>`);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('auto-submitted')).toBe('auto-generated');
  });

  it('is not sent where nothing happened, unless that was asked for', async () => {
    const server = await relay();
    const asked = { to: 'other@example.org', region: 'North East', evenIfNothing: true };
    const { clock, round } = await desk(server.port, { digests: [weekly, asked] });
    await clock.advance(8 * hour);
    await round();
    expect(server.taken.map(({ to: whom, mail }) => [whom[0], mail.subject])).toEqual([
      ['other@example.org', 'North East: nothing changed'],
    ]);
  });

  it('that fell into the time in which nobody sent it comes as one, with all of it', async () => {
    const server = await relay();
    const { clock, store, round } = await desk(server.port);
    clock.set('2026-03-04');
    await append(store, letter('sunderland', '2026-03-03'));
    clock.set('2026-03-18');
    await append(store, letter('durham', '2026-03-17'));
    clock.set('2026-03-25');
    await round();
    await round();
    expect(server.taken.map(({ mail }) => mail.subject)).toEqual([
      expect.stringMatching(/^North East: 4 changes; /),
    ]);
  });

  it('is daily for who wants it so, and each has what it asks for', async () => {
    const server = await relay();
    const daily = {
      to,
      every: 'day',
      at: '06:30',
      authority: ['merton'],
      type: ['PriorityAction'],
    };
    const { clock, store, round } = await desk(server.port, { digests: [daily] });
    await append(store, letter('sunderland', '2026-03-01'), letter('merton', '2026-03-01'));
    for (const day of ['2026-03-03', '2026-03-04', '2026-03-05']) {
      clock.set(day);
      await clock.advance(7 * hour);
      await round();
    }
    expect(server.taken.map(({ mail }) => mail.subject)).toEqual([
      'Merton: 1 change; Merton: areas for priority action named (focused visit)',
    ]);
  });
});

describe('a digest that is switched off', () => {
  it('is not sent, and what happened meanwhile does not come when it is switched on again', async () => {
    const server = await relay();
    const { clock, store, digests, round } = await dueDesk(server);
    await digests.switch(digests.all[0]!, true);
    await round();
    await digests.switch(digests.all[0]!, false);
    await round();
    expect((await digests.list())[0]).toMatchObject({ off: false, waiting: 0 });
    expect(server.begun()).toBe(0);
    await append(store, letter('durham', '2026-03-02'));
    clock.set('2026-03-10');
    await round();
    expect(server.taken.map(({ mail }) => mail.text!.includes('Sunderland: letter'))).toEqual([
      false,
    ]);
  });

  it('stays so whatever its rhythm comes to be, and another of the same interest is refused', async () => {
    const server = await relay();
    const { clock, store, state, opened, digests } = await dueDesk(server);
    const [{ id } = digests.all[0]!] = digests.all;
    const reopened = (given: readonly object[]) =>
      Digests.open({
        store,
        state,
        clock,
        timeline: opened,
        settings: readSettings({ flags: settingsFor(server.port, {}, given) as never }),
        onTrouble: () => undefined,
      });
    expect((await reopened([{ ...weekly, every: 'day', at: '09:00' }])).all[0]?.id).toBe(id);
    expect((await reopened([{ ...weekly, weight: '5' }])).all[0]?.id).not.toBe(id);
    await expect(reopened([weekly, { ...weekly, every: 'day' }])).rejects.toThrow('set twice');
  });
});

/** A desk with something to send, at the hour at which it is to be sent. */
async function dueDesk(server: MailServer, given: Parameters<typeof desk>[1] = {}) {
  const made = await desk(server.port, given);
  await append(made.store, letter('sunderland', '2026-03-01'));
  await made.clock.advance(8 * hour);
  return made;
}

describe('a digest of one period', () => {
  it('is sent by one of several processes over the same state, and not again by the next that begins', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'timeline-digest-'));
    ends.push(() => rm(folder, { recursive: true, force: true }));
    const openState = async () => {
      const state = await openStateStore(join(folder, 'state.db'));
      ends.push(() => state.close());
      return state;
    };
    const server = await relay();
    const { open, round, digests } = await dueDesk(server, { state: await openState() });
    const others = await Promise.all([open(await openState()), open(await openState())]);
    await Promise.all([digests, ...others, digests].map((one) => round(one)));
    await round(await open(await openState()));
    expect(server.taken).toHaveLength(1);
  });

  it('is tried again while the relay does not take it, later each time, and then comes once', async () => {
    const server = await relay({ recipient: () => reply(451, 'try again later') });
    const { clock, round, troubles } = await dueDesk(server);
    const first = await round();
    expect(first).toBeGreaterThan(clock.now());
    await round();
    expect(server.begun()).toBe(1);
    await clock.advance(first - clock.now());
    const second = await round();
    expect(second - clock.now()).toBeGreaterThan(4000);
    expect(server.begun()).toBe(2);
    server.ways = {};
    await clock.advance(second - clock.now());
    await round();
    await round();
    expect(server.taken).toHaveLength(1);
    expect(troubles.map(({ message }) => message)).toEqual([
      expect.stringContaining('try again later'),
      expect.stringContaining('try again later'),
    ]);
    expect(JSON.stringify(troubles.map(({ message }) => message))).not.toContain(to);
  });

  it('that the relay refuses for good is not tried again: the next one tells what it held, and says so', async () => {
    const server = await relay({ recipient: () => reply(550, 'no such person') });
    const { clock, round, digests } = await dueDesk(server);
    await round();
    await clock.advance(48 * hour);
    await round();
    expect(server.begun()).toBe(1);
    expect((await digests.list())[0]).toMatchObject({ last: { status: 'refused' }, waiting: 2 });
    server.ways = {};
    clock.set('2026-03-10');
    await round();
    expect(server.taken).toHaveLength(1);
    expect(server.taken[0]?.mail.text).toContain('may not have reached you');
    expect(server.taken[0]?.mail.text).toContain('Sunderland: letter published');
  });

  it('that went over and was never answered for is not sent again', async () => {
    const server = await relay({ data: () => 'cut' });
    const { clock, round, digests, troubles } = await dueDesk(server);
    await round();
    await clock.advance(48 * hour);
    await round();
    expect(server.taken).toHaveLength(1);
    expect((await digests.list())[0]).toMatchObject({ last: { status: 'unsure' } });
    expect(troubles.at(-1)?.message).toContain('Nobody can say whether');
  });

  it('that was under way when its process was killed is not sent again: what it held comes with the next', async () => {
    const server = await relay();
    const { clock, store, state, round, digests, opened } = await dueDesk(server);
    const outbox = new Outbox(state, store.id, clock);
    const [{ id, given } = digests.all[0]!] = digests.all;
    await round();
    expect((await outbox.kept(id))?.status).toBe('sent');
    clock.set('2026-03-09');
    await clock.advance(8 * hour);
    await append(store, letter('durham', '2026-03-08'));
    const last = await opened.lastNotice();
    expect(await outbox.claim(id, lastDue(given, clock.now()), last)).toMatchObject({
      kind: 'ours',
    });
    expect(await round()).toBe(clock.now() + claimMs);
    await clock.advance(claimMs + 1);
    await round();
    expect((await outbox.kept(id))?.status).toBe('unsure');
    expect(server.taken).toHaveLength(1);
    clock.set('2026-03-17');
    await round();
    expect(server.taken).toHaveLength(2);
    expect(server.taken[1]?.mail.text).toContain('may not have reached you');
  });
});

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

describe('a service', () => {
  it('sends digests by itself, and ends them by one press of the link in a mail', async () => {
    const server = await relay();
    const clock = createVirtualClock('2026-03-02');
    const store = createMemoryStore({ now: () => new Date(clock.now()) });
    const state = createMemoryStateStore();
    const settings = settingsFor(server.port, { publicUrl: 'https://timeline.example.org' });
    const serving = await startServing({ store, state, clock }, settings as never);
    ends.push(() => serving.stop());
    await until('for the digests to begin', async () => clock.sleeps.some((ms) => ms === hour));
    await append(store, letter('sunderland', '2026-03-01'));
    await until('for the digest of Monday', async () => {
      await clock.advance(hour);
      return server.taken.length === 1;
    });
    const link = /<https:\/\/timeline\.example\.org(\/digests\/off\/[^>]+)>/.exec(
      server.taken[0]!.mail.headers.find(({ key }) => key === 'list-unsubscribe')!.value,
    )![1]!;
    const looked = await serving.ask(link);
    expect(looked.status).toBe(200);
    expect(looked.text).toContain('Stop the mails on North East?');
    const offs = async () =>
      (await store.readAll(beginning, { limit: 100 })).events.filter(
        ({ stream, event }) => stream === operationsStream && event.type === 'SubscriptionChanged',
      );
    expect(await offs()).toEqual([]);
    const press = (path: string) =>
      serving.ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
    expect((await press(link)).status).toBe(200);
    expect((await press(link)).status).toBe(200);
    const noted = await offs();
    expect(noted).toHaveLength(1);
    expect(JSON.stringify(noted)).not.toContain('example.org');
    expect((await press(`${link.slice(0, -4)}AAAA`)).status).toBe(404);
    expect((await press(link.replace('/off/', '/on/'))).text).toContain('come again');
    expect(await offs()).toHaveLength(2);
  });
});

describe('the command', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());
  const digest = (...args: readonly string[]) =>
    timeline(folder.path, 'digest', '--config', 'settings.json', ...args);

  it('lists digests, shows what they would say, and sends what is due', async () => {
    folder.write('outcomes.csv', outcomes);
    folder.write('settings.json', JSON.stringify(settingsFor(9)));
    expect((await timeline(folder.path, 'import', 'outcomes.csv', '--quiet')).code).toBe(0);
    const listed = await digest();
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    expect(listed.stdout).toMatch(
      /lead@example\.org +North East +week .* begins with the first run/,
    );
    const shown = await digest('--preview');
    expect(shown.stdout).toContain('Subject: North East: nothing changed');
    expect(shown.stdout).toContain('Stop these mails:');
    const sent = await digest('--send', '--json');
    expect(JSON.parse(sent.stdout)).toMatchObject([{ last: { status: 'begun' }, waiting: 0 }]);
  });

  it('leaves to the service that is sending it what is due, and does not send it again', async () => {
    const [{ id }] = JSON.parse((await digest('--json')).stdout) as [{ id: string }];
    const state = await openStateStore(join(folder.path, 'var/timeline.state.db'));
    ends.push(() => state.close());
    const projection = `digest/${id}`;
    const { storeId } = (await state.header(projection))!;
    // as it stands after a week in which nobody sent it
    await changeState({ state, storeId, projection }, async (read) => {
      const kept = JSON.parse((await read('state'))!) as { period: string };
      const period = new Date(Date.parse(kept.period) - 7 * 24 * hour).toISOString();
      return {
        result: undefined,
        put: [{ key: 'state', value: JSON.stringify({ ...kept, period }) }],
      };
    });
    const { promise: answered, resolve: answer } = Promise.withResolvers<'taken'>();
    const server = await relay({ data: () => answered });
    const set = settingsFor(server.port, {}, [{ ...weekly, evenIfNothing: true }]);
    folder.write('settings.json', JSON.stringify(set));
    const service = startCommand(folder.path, [
      'serve',
      '--port',
      '0',
      '--config',
      'settings.json',
    ]);
    const ended = once(service, 'close');
    await until('for the service to send', () => server.begun() === 1);
    const meanwhile = await digest('--send', '--json');
    expect(JSON.parse(meanwhile.stdout)).toMatchObject([{ id, last: { status: 'sending' } }]);
    answer('taken');
    await until('for the service to note it', async () =>
      (await state.get(projection, 'state'))?.includes('"status":"sent"'),
    );
    service.kill('SIGINT');
    await ended;
    const after = await digest('--send', '--json');
    expect(JSON.parse(after.stdout)).toMatchObject([{ id, last: { status: 'sent', attempts: 1 } }]);
    expect(server.begun()).toBe(1);
    expect(server.taken).toHaveLength(1);
  });

  it('says what to write where nothing is set, and which digest means nothing', async () => {
    const none = await timeline(folder.path, 'digest');
    expect({ code: none.code, told: none.stderr.includes('--config') }).toEqual({
      code: 2,
      told: true,
    });
    folder.write('settings.json', JSON.stringify(settingsFor(9, {}, [{ to, region: 'Mercia' }])));
    const wrong = await digest();
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('digests[0]: No region is called "Mercia"');
  });
});
