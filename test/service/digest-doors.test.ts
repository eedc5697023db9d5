import { once } from 'node:events';
import { join } from 'node:path';
import { beginning, operationsStream } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { changeState } from '@monitoring-timeline/core/shared-state';
import { createMemoryStateStore, openStateStore } from '@monitoring-timeline/core/state';
import { createVirtualClock } from '@monitoring-timeline/projections';
import { afterAll, describe, expect, it } from 'vitest';
import { outcomes } from '../cli/small-record.ts';
import { startCommand, temporaryFolder, timeline } from '../support/command.ts';
import { until } from '../support/until.ts';
import { digestDesks, hour, letter, settingsFor, to, weekly } from './digest-desk.ts';
import { startServing } from './serving.ts';
import { append } from './small-claims.ts';

const { ends, relay } = digestDesks();

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
