import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Receiver, startReceiver } from '../service/receiver.ts';
import { temporaryFolder, timeline } from '../support/command.ts';
import { outcomes } from './small-record.ts';

/** What must be seen nowhere: it lets anybody post. */
const pass = 'T0SECRETPASS';
const folder = temporaryFolder();
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  folder.write('outcomes.csv', outcomes);
  folder.write('allowed.json', '{"webhooksToPrivate": true, "webhooksOverHttp": true}');
  expect((await timeline(folder.path, 'import', 'outcomes.csv', '--quiet')).code).toBe(0);
});
afterAll(async () => {
  await receiver.stop();
  folder.remove();
});

const webhooks = (...args: readonly string[]) => timeline(folder.path, 'webhooks', ...args);
const allowed = ['--config', 'allowed.json'];

describe('webhooks on the command line', () => {
  it('are added with the words of notices, tried, listed and ended; a secret address is shown nowhere', async () => {
    const address = `${new URL(receiver.url).origin}/hooks/${pass}`;
    const of = ['--region', 'London', '--type', 'StandingChanged', '--inadequate', '--weight', '4'];
    const added = await webhooks(
      'add',
      address,
      '--format',
      'slack',
      '--name',
      'Desk',
      ...of,
      ...allowed,
    );
    expect(added.code, added.stderr).toBe(0);
    const id = added.stdout.trim();
    expect(id).toMatch(/^wh_/);
    expect(added.stderr).toContain(`timeline webhooks test ${id}`);
    const tried = await webhooks('test', id, ...allowed);
    expect(tried).toMatchObject({ code: 0, stderr: '' });
    expect(tried.stdout).toMatch(/^It was taken: 200 after/);
    expect(receiver.received).toHaveLength(1);
    const list = await webhooks('list');
    const short = /^wh_\w{8}(?= )/m.exec(list.stdout)?.[0] ?? '';
    expect(id.startsWith(short)).toBe(true);
    expect(list.stdout).toMatch(/Desk +slack +notices/);
    const [shown] = JSON.parse((await webhooks('list', '--json')).stdout) as [object];
    const filter = {
      region: 'London',
      type: ['StandingChanged'],
      inadequate: 'true',
      weight: '4',
    };
    expect(shown).toMatchObject({
      id,
      format: 'slack',
      topic: 'notices',
      filter,
      signing: 'by_address',
    });
    const log = readFileSync(join(folder.path, 'var/timeline.db'), 'latin1');
    for (const told of [
      added,
      tried,
      list,
      { stdout: log, stderr: '' },
      { stdout: JSON.stringify(shown), stderr: '' },
    ]) {
      expect(told.stdout + told.stderr).not.toContain(pass);
    }
    expect((await webhooks('remove', 'wh_')).code).toBe(2);
    expect((await webhooks('remove', short, '--by', 'a.lead')).code).toBe(0);
    expect(JSON.parse((await webhooks('list', '--json')).stdout)).toEqual([]);
  });

  it('tell their secret once, and say where one was not taken', async () => {
    const { stdout } = await webhooks(
      'add',
      receiver.url,
      '--topic',
      'events',
      '--json',
      ...allowed,
    );
    const { id, secret } = JSON.parse(stdout) as { id: string; secret: string };
    expect(secret).toMatch(/^whsec_/);
    expect((await webhooks('list', '--json')).stdout).not.toContain(secret);
    receiver.answer = () => 500;
    const tried = await webhooks('test', id, ...allowed);
    expect(tried).toMatchObject({ code: 1 });
    expect(tried.stdout).toContain('Answered 500');
  });

  it.each([
    [['add', 'https://example.org', '--region', 'Mercia'], 'No region is called "Mercia"'],
    [['add', 'https://example.org', '--format', 'fax'], '--format'],
    [['add', 'https://example.org', '--topic', 'weather'], 'cannot be subscribed to'],
    [['add', 'http://127.0.0.1/x'], 'https'],
    [['test', 'wh_none'], 'timeline webhooks list'],
    [['remove', 'wh_none'], 'timeline webhooks list'],
  ])('say what is wrong: %s', async (args, says) => {
    const { code, stderr } = await webhooks(...args);
    expect({ code, says: stderr.includes(says) }, stderr).toEqual({ code: 2, says: true });
  });
});
