import type { ClaimEvent } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryStateStore, type StateStore } from '@monitoring-timeline/core/state';
import { claimEvent } from '@monitoring-timeline/core/testing';
import { createVirtualClock, openTimeline } from '@monitoring-timeline/projections';
import { Digests, type DigestTrouble, readSettings } from '@monitoring-timeline/service';
import { afterEach } from 'vitest';
import { type MailServer, startMailServer, type Ways } from './mail-server.ts';
import { append } from './small-claims.ts';

export const to = 'lead@example.org';
export const weekly = { to, region: 'North East' };
export const hour = 3_600_000;
/** A letter of a focused visit that names areas for priority action. */
export function letter(authority: string, published: string): ClaimEvent {
  return claimEvent(
    'ReportPublished',
    { of: { activity: 'visit', visitKind: 'focused' }, published, priorityAction: true },
    { authority, known: published },
  );
}

export const settingsFor = (
  port: number,
  given: object = {},
  digests: readonly object[] = [weekly],
) => ({
  digests,
  smtpHost: '127.0.0.1',
  smtpPort: port,
  smtpTls: 'none',
  mailFrom: 'timeline@example.org',
  publicUrl: 'http://127.0.0.1:8080',
  ...given,
});

/** What digests of a file are made and sent with; all that was opened is closed after each test. */
export function digestDesks() {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function relay(ways: Ways = {}): Promise<MailServer> {
    const server = await startMailServer(ways);
    ends.push(() => server.stop());
    return server;
  }

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

  /** A desk with something to send, at the hour at which it is to be sent. */
  async function dueDesk(server: MailServer, given: Parameters<typeof desk>[1] = {}) {
    const made = await desk(server.port, given);
    await append(made.store, letter('sunderland', '2026-03-01'));
    await made.clock.advance(8 * hour);
    return made;
  }

  return { ends, relay, desk, dueDesk };
}
