import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginning, verifyStore } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { stateHeadersIn } from '@monitoring-timeline/core/state';
import { openTimelineReader } from '@monitoring-timeline/projections';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Receiver, startReceiver } from '../service/receiver.ts';
import { visit } from '../service/small-claims.ts';
import { startCommand, temporaryFolder, timeline } from '../support/command.ts';
import { randomFrom } from '../support/random.ts';
import { inFull, roundsOr } from '../support/rounds.ts';
import { until } from '../support/until.ts';

/** Half of them end the service at a random moment, half while a receiver has a delivery in its hands. */
const rounds = roundsOr(1, 200);
const factsOfRound = 4;
/** Facts on record before, in full as many as a service needs to keep beside a log what it works out from all of it. */
const before = inFull ? 1000 : 0;
const told = 'kent';
/** Authorities: what is about each is delivered in a lane of its own. */
const heard = ['merton', 'sunderland', 'slough', 'trafford', 'barnet', 'bexley', 'brent'];

interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  readonly gone: Promise<unknown>;
}

describe('a service killed at any moment, with its webhooks', () => {
  const folder = temporaryFolder();
  let receiver: Receiver;
  let token: string;
  let served: Served | undefined;

  const headers = () => ({ authorization: `Bearer ${token}` });

  async function serve(): Promise<Served> {
    const child = startCommand(folder.path, ['serve', '--json', '--config', 'settings.json']);
    child.stderr?.resume();
    const gone = once(child, 'close');
    const [line] = (await once(child.stdout!, 'data')) as [string];
    served = { url: (JSON.parse(String(line)) as { url: string }).url, child, gone };
    return served;
  }

  async function kill({ child, gone }: Served): Promise<void> {
    child.kill('SIGKILL');
    await gone;
  }

  /** Sends one fact under a key of its own; true where it was acknowledged. */
  async function send({ url }: Served, number: number): Promise<boolean> {
    const event = visit(heard[number % heard.length] ?? 'merton', '2026-03-01', number);
    const form = new FormData();
    form.append('file', new Blob([JSON.stringify(event)]), `visit-${number}.jsonl`);
    try {
      const answer = await fetch(`${url}/api/imports`, {
        method: 'POST',
        headers: { ...headers(), 'idempotency-key': `fact-${number}` },
        body: form,
      });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  }

  beforeAll(async () => {
    receiver = await startReceiver();
    folder.write(
      'settings.json',
      JSON.stringify({ port: 0, webhooksToPrivate: true, webhooksOverHttp: true }),
    );
    const facts = Array.from({ length: before }, (_, n) => visit(told, '2026-02-01', n));
    const lines = facts.map((fact) => JSON.stringify(fact)).join('\n');
    await timeline(folder.path, 'import', folder.write('before.jsonl', lines));
    const made = await timeline(folder.path, 'token', 'create', '--role', 'admin', '--json');
    token = (JSON.parse(made.stdout) as { text: string }).text;
    const words = [
      'add',
      receiver.url,
      '--topic',
      'events',
      '--config',
      'settings.json',
      '--quiet',
    ];
    const hook = await timeline(folder.path, 'webhooks', ...words);
    expect({ code: hook.code, stderr: hook.stderr }).toMatchObject({ code: 0 });
    if (!inFull) return;
    // one that ends orderly keeps its directory and turning days: every start after it begins with them
    const { child, gone } = await serve();
    child.kill('SIGTERM');
    await gone;
    const kept = [...stateHeadersIn(`${folder.path}/var/timeline.state.db`).keys()];
    expect(kept.filter((part) => /directory|days/.test(part))).toHaveLength(2);
  });
  afterAll(async () => {
    served?.child.kill('SIGKILL');
    await receiver.stop();
    folder.remove();
  });

  it(`loses nothing that it acknowledged, writes nothing twice, and delivers every fact in order (${rounds} times)`, async () => {
    const random = randomFrom(20261130);
    const acknowledged = new Set<number>();
    let sent = 0;
    /** How long the facts of one round take, as far as it was seen. */
    let lasts = 100;
    for (let round = 1; round <= rounds; round += 1) {
      const service = await serve();
      const again = Array.from({ length: sent }, (_, n) => n).filter((n) => !acknowledged.has(n));
      const fresh = Array.from({ length: factsOfRound }, (_, n) => sent + n);
      sent += factsOfRound;
      const begun = performance.now();
      const ending = endOf(round, service, random() * lasts);
      for (const number of [...again, ...fresh]) {
        if (await send(service, number)) acknowledged.add(number);
      }
      lasts = Math.max(lasts, performance.now() - begun);
      await ending;
      const store = await openSqliteStore(`${folder.path}/var/timeline.db`);
      const verification = await verifyStore(store);
      await store.close();
      expect(verification, `round ${round}`).toMatchObject({ valid: true, problems: [] });
    }

    const last = await serve();
    for (let number = 0; number < sent; number += 1) {
      if (!acknowledged.has(number)) expect(await send(last, number)).toBe(true);
    }
    const store = await openSqliteStore(`${folder.path}/var/timeline.db`);
    const { events } = await store.readAll(beginning, { limit: 100_000 });
    // what stands on what was kept is what is worked out from the log
    const reader = await openTimelineReader({ store });
    const due = await reader.ask('due', { authorities: [told, ...heard] });
    const words = [told, ...heard].map((key) => `authorities=${key}`).join('&');
    const answer = await fetch(`${last.url}/api/due?${words}`);
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(due)));
    await store.close();
    const visits = events.filter(
      ({ event }) => event.type === 'VisitCarriedOut' && event.authority !== told,
    );
    expect(visits.length).toBe(sent);
    expect(new Set(visits.map(({ event }) => event.id)).size).toBe(sent);

    const taken = (): ReadonlySet<string> => new Set(receiver.taken.map(({ id }) => id));
    const left = () => {
      const there = taken();
      return visits.filter(({ event }) => !there.has(event.id)).length;
    };
    await until(
      () => `for every fact to be delivered: ${left()} are not`,
      () => left() === 0,
    );
    const inLog = new Set<string>(events.map(({ event }) => event.id));
    expect([...taken()].filter((id) => !inLog.has(id))).toEqual([]);
    // of each authority in the order of the log, however often the service was ended between
    for (const stream of new Set(visits.map((one) => one.stream))) {
      const own = visits.filter((one) => one.stream === stream).map(({ event }) => event.id);
      expect(
        [...taken()].filter((id) => own.includes(id as never)),
        stream,
      ).toEqual(own);
    }
    await kill(last);
  });

  /** Ends the service at a moment, or while a delivery is under way where one comes before. */
  async function endOf(round: number, service: Served, afterMs: number): Promise<void> {
    if (round % 2 === 1) {
      const inHand = new Promise<void>((resolve) => {
        receiver.answer = () => {
          resolve();
          return 'silence';
        };
      });
      await inHand;
    } else await sleep(afterMs);
    receiver.answer = () => 200;
    await kill(service);
  }
});
