import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { stateHeadersIn } from '@monitoring-timeline/core/state';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { letter, settingsFor } from '../service/digest-desk.ts';
import { type MailServer, startMailServer } from '../service/mail-server.ts';
import { serveFrom } from '../service/serving-later.ts';
import { append } from '../service/small-claims.ts';
import { subscribeTo } from '../service/subscriber.ts';
import { startNode, temporaryFolder } from '../support/command.ts';
import { until } from '../support/until.ts';

const script = join(import.meta.dirname, '../service/serving-later-process.ts');

let folder: ReturnType<typeof temporaryFolder>;
let relay: MailServer;
let running: ChildProcess[];

beforeEach(async () => {
  [folder, relay, running] = [temporaryFolder(), await startMailServer(), []];
});
afterEach(async () => {
  await killAll();
  await relay.stop();
  folder.remove();
});

const settings = () => JSON.stringify(settingsFor(relay.port));

/** Services that begin at an instant, each in a process of its own. */
async function serveAt(instant: string, count: number): Promise<readonly string[]> {
  const started = Array.from({ length: count }, () =>
    startNode(folder.path, [script, folder.path, instant, settings()]),
  );
  running.push(...started);
  return Promise.all(
    started.map(async (child) => {
      child.stderr?.resume();
      const [line] = (await once(child.stdout!, 'data')) as [Buffer];
      return (JSON.parse(String(line)) as { url: string }).url;
    }),
  );
}

async function killAll(): Promise<void> {
  const children = running.splice(0);
  const gone = children.map((child) => once(child, 'exit'));
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(gone);
}

/** Takes in a fact on a day, which one of the services tells of. */
async function tell(day: string, authority: string, url: string): Promise<void> {
  const now = () => new Date(`${day}T12:00:00Z`);
  const store = await openSqliteStore(join(folder.path, 'log.db'), { now });
  const stream = await subscribeTo(`${url}/api/subscribe/notices?after=now`);
  await append(store, letter(authority, day));
  await stream.until(({ events }) => events.some(({ subject }) => subject === authority));
  stream.cut();
  await store.close();
}

it('a digest that is due when two services begin at once is sent by one of them, week after week, whichever was killed', async () => {
  // this one has nothing to be killed for, and costs less in this process
  const first = await serveFrom(folder.path, '2026-03-01T09:00:00Z', settings());
  await until('for the digest to begin', () =>
    [...stateHeadersIn(join(folder.path, 'log.state.db')).keys()].some((part) =>
      part.startsWith('digest/'),
    ),
  );
  await tell('2026-03-01', 'sunderland', first.url);
  await first.stop();

  const [second = ''] = await serveAt('2026-03-02T07:30:00Z', 2);
  await until('for the first mail', () => relay.taken.length > 0);
  await tell('2026-03-02', 'gateshead', second);
  await killAll();

  // nothing comes after these, so one of them may be this process
  const [last] = await Promise.all([
    serveFrom(folder.path, '2026-03-09T07:30:00Z', settings()),
    serveAt('2026-03-09T07:30:00Z', 1),
  ]);
  await until('for the second mail', () => relay.taken.length > 1);
  await last.stop();
  expect(relay.taken.map(({ mail }) => mail.subject)).toEqual([
    expect.stringContaining('Sunderland'),
    expect.stringContaining('Gateshead'),
  ]);
  for (const [at, other] of ['Gateshead', 'Sunderland'].entries()) {
    expect(relay.taken[at]?.mail.subject).not.toContain(other);
  }
});
