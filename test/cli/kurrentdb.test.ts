import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openKurrentState } from '@monitoring-timeline/core/kurrentdb';
import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { openStateStore } from '@monitoring-timeline/core/state';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  outcomeOf,
  startCommand,
  startNode,
  temporaryFolder,
  timeline,
} from '../support/command.ts';
import { outcomes } from './small-record.ts';

describe('timeline on a KurrentDB', () => {
  const server = new TestServer();
  let folder: ReturnType<typeof temporaryFolder>;
  let address: string;
  beforeAll(async () => {
    await server.start();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(() => {
    folder = temporaryFolder();
    folder.write('outcomes.csv', outcomes);
    address = `${server.connectionString}&namespace=t${randomUUID()}`;
  });
  afterEach(() => folder.remove());

  const told = async <T>(...args: string[]): Promise<T> => {
    const { code, stdout, stderr } = await timeline(folder.path, ...args, '--json');
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout) as T;
  };

  it('takes over a log from a file, also where that was killed, answers alike, and gives it back', async () => {
    type Answer = { head: string; events: number; copied: number; equal: boolean };
    const missing = await timeline(folder.path, 'picture', '--store', address);
    expect(missing).toMatchObject({ code: 3, stdout: '' });
    expect(missing.stderr).toContain('holds no log in namespace');
    await told('import', 'outcomes.csv', '--store', 'sqlite:a.db');
    const killed = startCommand(folder.path, ['copy', '--from', 'sqlite:a.db', '--to', address]);
    await sleep(700);
    killed.kill('SIGKILL');
    await outcomeOf(killed);
    const there = await told<Answer>('copy', '--from', 'sqlite:a.db', '--to', address);
    const back = await told<Answer>('copy', '--from', address, '--to', 'sqlite:b.db');
    expect(there).toMatchObject({ equal: true });
    expect(back).toMatchObject({ equal: true, head: there.head, copied: there.events });
    const question = ['picture', '--as-of', '2020-01-01'];
    expect(await told(...question, '--store', address)).toEqual(
      await told(...question, '--store', 'sqlite:a.db'),
    );
    expect(existsSync(`${folder.path}/var`)).toBe(false);
    const same = await timeline(folder.path, 'copy', '--from', address, '--to', address);
    expect(same).toMatchObject({ code: 2 });
  });

  it('has webhooks and what was issued in common with other machines, their secrets sealed with one key', async () => {
    await told('import', 'outcomes.csv', '--store', address);
    const add = ['webhooks', 'add', 'https://example.org/hook', '--topic', 'events'];
    const refused = await timeline(folder.path, ...add, '--store', address);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('secretsKeyFile');
    const machines = [folder, temporaryFolder()];
    const key = randomBytes(32).toString('base64');
    for (const machine of machines) {
      machine.write('secrets.key', key);
      machine.write('settings.json', JSON.stringify({ secretsKeyFile: 'secrets.key' }));
    }
    const keyed = ['--config', 'settings.json', '--store', address];
    await told(...add, ...keyed);
    const other = machines[1]!.path;
    const signing = async (...more: string[]) => {
      const listing = timeline(other, 'webhooks', 'list', '--json', ...more);
      const { code, stdout, stderr } = await listing;
      expect(code, stderr).toBe(0);
      return (JSON.parse(stdout) as { signing: string }[]).map((one) => one.signing);
    };
    expect(await signing(...keyed)).toEqual(['one_secret']);
    expect(await signing('--store', address)).toEqual(['sealed']);

    // what a machine kept for itself alone goes to where all have it
    const [file = ''] = readdirSync(join(other, 'var')).filter((name) => /state\.db$/.test(name));
    const own = await openStateStore(join(other, 'var', file));
    const header = { checkpoint: '7', storeId: 'log', version: '1' };
    await own.commit('digest/board', { header, from: undefined });
    await own.close();
    await signing(...keyed);
    const shared = await openKurrentState(address);
    expect(await shared.header('digest/board')).toEqual(header);
    await shared.close();
    machines[1]!.remove();
  });

  it('ends with 3, a masked password and what to do where TLS is set up wrongly', async () => {
    const store = `kurrentdb://admin:secret@127.0.0.1:${server.port}`;
    const { code, stderr } = await timeline(
      folder.path,
      'standing',
      'sunderland',
      '--store',
      store,
    );
    expect(code).toBe(3);
    expect(stderr).toContain('admin:***@');
    expect(stderr).toContain('add tls=false');
    expect(stderr).not.toContain('secret');
  });

  it('loads the client and its native part for no other store', async () => {
    const script = `
      import { createRequire } from 'node:module';
      const { run } = await import(${JSON.stringify(import.meta.resolve('@monitoring-timeline/cli'))});
      const loaded = () => Object.keys(createRequire(import.meta.url).cache)
        .concat(process.report.getReport().sharedObjects)
        .filter((path) => /node_modules.*(?:kurrent|grpc)/.test(path));
      const answers = [];
      for (const store of process.argv.slice(1)) {
        const code = await run(['import', 'outcomes.csv', '--quiet', '--store', store]);
        answers.push({ code, loaded: loaded() });
      }
      console.error(JSON.stringify(answers));
      process.exit(0);
    `;
    const node = ['--input-type=module', '-e', script, 'sqlite:c.db', 'memory:', address];
    const { stderr } = await outcomeOf(startNode(folder.path, node));
    const answers = JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as {
      code: number;
      loaded: string[];
    }[];
    expect(answers.map(({ code }) => code)).toEqual([0, 0, 0]);
    const [file, memory, named] = answers.map(({ loaded }) => loaded);
    expect(file).toEqual([]);
    expect(memory).toEqual([]);
    expect(named?.join()).toContain('kurrentdb-client');
    expect(named?.join()).toMatch(/bridge[^,]*\.node/);
  });
});
