import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Outcome,
  outcomeOf,
  startCommand,
  temporaryFolder,
  timeline,
} from '../support/command.ts';

const folder = temporaryFolder();
let child: ChildProcess;
let ended: Promise<Outcome>;
let url: string;
let metricsUrl: string;

/** What a command has written when it first matches. */
function written(from: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let all = '';
    from.stdout!.on('data', (text: string) => {
      all += text;
      const found = pattern.exec(all);
      if (found) resolve(found);
    });
    from.on('close', () => reject(new Error(`ended without ${pattern}: ${all.slice(-500)}`)));
  });
}

beforeAll(async () => {
  folder.write(
    'settings.json',
    JSON.stringify({ logLevel: 'info', ratePerMinute: 1000, metricsPort: 0 }),
  );
  const args = ['start', '--serve', '--port', '0', '--config', 'settings.json'];
  child = startCommand(folder.path, args);
  ended = outcomeOf(child);
  const told = /Serving .* at (http:\S+)\nMetrics and health are at (http:\S+)\n/;
  [, url = '', metricsUrl = ''] = await written(child, told);
});
afterAll(() => {
  child.kill('SIGKILL');
  folder.remove();
});

async function status(path: string, token?: string): Promise<number> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const { statusCode, body } = await request(`${url}${path}`, { headers });
  await body.dump();
  return statusCode;
}

describe('npm start', () => {
  it('imports the shipped record into an empty store, shows the picture, serves, and ends with Ctrl+C', async () => {
    expect(await status('/api/authorities/sunderland/standing')).toBe(200);
    const metrics = await request(`${metricsUrl}/metrics`);
    expect(await metrics.body.text()).toContain('timeline_log_events_total');
    const { body } = await request(`${url}/api/authorities?limit=2000`);
    expect(((await body.json()) as unknown[]).length).toBeGreaterThan(150);

    const created = await timeline(
      folder.path,
      'token',
      'create',
      '--role',
      'admin',
      '--name',
      'a test',
      '--by',
      'A Tester',
    );
    expect(created.code).toBe(0);
    const token = created.stdout.trim();
    expect(token).toMatch(/^timeline_[a-z0-9]{10}_[\w-]{43}$/);
    expect(created.stderr).toContain('shown this once');
    const [, id] = token.split('_');
    expect(await status('/api/events?type=TokenChanged', token)).toBe(200);

    const listed = await timeline(folder.path, 'token', 'list', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject([
      {
        id,
        name: 'a test',
        role: 'admin',
        state: 'valid',
        createdBy: 'A Tester',
        lastUsed: expect.any(String),
      },
    ]);
    const page = await timeline(folder.path, 'token', 'list');
    expect(page.stdout).toContain('a test');

    expect((await timeline(folder.path, 'token', 'revoke', id!)).code).toBe(0);
    expect(await status('/api/coverage', token)).toBe(401);
    expect(await status('/api/coverage')).toBe(200);

    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(0);
    for (const words of ['Appended', 'What to type next', `${url}/api`])
      expect(stdout).toContain(words);
    expect(stderr).toContain('"path":"/api/events"');
    for (const text of [listed.stdout, page.stdout, stderr, stdout]) {
      expect(text).not.toContain(token.slice(token.indexOf(id!) + id!.length + 1));
    }
  });

  it('keeps at its end what is worked out from the whole log, up to the last event, and goes on from it', async () => {
    const { is } = JSON.parse((await timeline(folder.path, 'doctor', '--json')).stdout);
    const kept = new Map<string, number>(
      is.kept.map(({ part, upTo }: { part: string; upTo: string }) => [part, Number(upTo)]),
    );
    expect(kept.get('records-directory')).toBe(is.events);
    expect(kept.get('records-days')).toBe(is.events);
    const { stdout } = await timeline(folder.path, 'doctor');
    expect(stdout).toMatch(/records-days, form 1, up to position 0*[1-9]/);
  });
});

describe('npm start where something else listens on the usual port', () => {
  it('takes a free one, says so, and keeps to one that somebody chose', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => {
      // where it was taken before, that serves as well
      taken.once('error', () => resolve());
      taken.listen(8080, '127.0.0.1', resolve);
    });
    const second = startCommand(folder.path, ['start', '--serve']);
    const end = outcomeOf(second);
    const [, other = ''] = await written(second, /Serving .* at (http:\S+)\n/);
    const { statusCode, body } = await request(`${other}/api/authorities/sunderland/standing`);
    await body.dump();
    expect(statusCode).toBe(200);
    second.kill('SIGTERM');
    const { code, stderr } = await end;
    expect(code).toBe(0);
    // what the service before it kept was of use
    expect(stderr).not.toContain('worked out anew');
    const { port } = new URL(other);
    expect(port).not.toBe('8080');
    expect(stderr).toContain(`Something else listens on port 8080: this takes ${port}.`);
    expect(await timeline(folder.path, 'start', '--serve', '--port', '8080')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--port'),
    });
    taken.close();
  });
});

describe('a call that cannot be carried out', () => {
  it.each([
    [['token', 'create', '--role', 'owner'], 'reader, editor, admin'],
    [['token', 'create', '--role', 'reader', '--expires', '20y'], '--expires'],
    [['token', 'create', '--role', 'reader', '--expires', '2020-01-01'], '--expires'],
    [['token', 'create', '--role', 'reader', '--expires', 'tomorrow'], '--expires 90d, 6m, 1y'],
    [['token', 'revoke', 'nothing'], 'token list'],
    [['serve', '--port', 'eighty'], '--port: "eighty"'],
    [['serve', '--config', 'missing.json'], 'missing.json'],
    [['serve', '--as-of', '2018-01-01'], '--as-of'],
  ])('ends with 2 and says what to type: %s', async (args, words) => {
    const { code, stderr, stdout } = await timeline(folder.path, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('ends with 2 where something else listens on the port', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const { code, stderr } = await timeline(folder.path, 'serve', '--port', String(port));
    taken.close();
    expect(code).toBe(2);
    expect(stderr).toContain('Take another port with --port'.slice(5));
  });
});
