import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStateStore } from '@monitoring-timeline/core/state';
import { Digests, readSettings } from '@monitoring-timeline/service';
import { describe, expect, it } from 'vitest';
import { claimMs, Outbox } from '../../packages/service/src/digest/outbox.ts';
import { lastDue } from '../../packages/service/src/digest/schedule.ts';
import { digestDesks, hour, letter, settingsFor, to, weekly } from './digest-desk.ts';
import { reply } from './mail-server.ts';
import { append } from './small-claims.ts';

const { ends, relay, desk, dueDesk } = digestDesks();

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
