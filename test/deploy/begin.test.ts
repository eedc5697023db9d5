import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outcomeOf, temporaryFolder } from '../support/command.ts';
import { shippedFiles } from '../support/record.ts';
import { until } from '../support/until.ts';

// `npm start` and `npm test` begin with scripts/bootstrap.mjs. Here it stands in a small workspace with a blank in its name,
// and what it asks npm to install is noted down by a program that stands for npm.

const root = resolve(import.meta.dirname, '../..');

const npm = `
import { appendFileSync, copyFileSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
appendFileSync('asked.txt', process.argv.slice(2).join(' ') + '\\n');
if (existsSync('unreachable')) process.exit(7);
mkdirSync('node_modules/node/bin', { recursive: true });
mkdirSync('node_modules/.pnpm', { recursive: true });
if (!existsSync('node_modules/node/bin/node')) symlinkSync(process.execPath, 'node_modules/node/bin/node');
copyFileSync('pnpm-lock.yaml', 'node_modules/.pnpm/lock.yaml');
`;

const program = `
import { createServer } from 'node:net';
const [word, ...more] = process.argv.slice(2);
if (word === 'serve') {
  const server = createServer().listen(0, '127.0.0.1', () => console.log(String(server.address().port)));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { console.log(signal); process.exit(9); });
} else {
  console.log(JSON.stringify({ word, more, at: process.cwd() }));
  process.exitCode = 5;
}
`;

let folder = temporaryFolder();
let workspace = '';
const running: ChildProcess[] = [];

const at = (name: string): string => join(workspace, name);
const asked = (): readonly string[] =>
  existsSync(at('asked.txt')) ? readFileSync(at('asked.txt'), 'utf8').trim().split('\n') : [];

beforeEach(() => {
  folder = temporaryFolder();
  workspace = join(folder.path, 'a clone of it');
  for (const name of ['scripts', 'packages/one', 'test', 'reference', 'npm']) {
    mkdirSync(at(name), { recursive: true });
  }
  cpSync(join(root, 'scripts/bootstrap.mjs'), at('scripts/bootstrap.mjs'));
  writeFileSync(at('package.json'), '{"packageManager": "pnpm@1.2.3"}');
  writeFileSync(at('packages/one/package.json'), '{"name": "one"}');
  writeFileSync(at('test/package.json'), '{"name": "test"}');
  writeFileSync(at('reference/package.json'), '{"name": "reference"}');
  writeFileSync(at('pnpm-workspace.yaml'), 'packages: []\n');
  writeFileSync(at('pnpm-lock.yaml'), 'lockfileVersion: 9\n');
  writeFileSync(at('npm/npm-cli.js'), npm);
  writeFileSync(at('npm/package.json'), '{"type": "module"}');
  writeFileSync(at('program.mjs'), program);
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  folder.remove();
});

function begin(...words: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [at('scripts/bootstrap.mjs'), 'program.mjs', ...words], {
    cwd: tmpdir(),
    env: { ...process.env, npm_execpath: at('npm/npm-cli.js') },
  });
  running.push(child);
  return child;
}
const began = (...words: readonly string[]) => outcomeOf(begin(...words));

/** What a program has written once it matches, and what the parts of the pattern stand for. */
async function written(child: ChildProcess, pattern: RegExp): Promise<readonly string[]> {
  let text = '';
  const ended = once(child, 'close').then(() => null);
  child.stdout!.setEncoding('utf8');
  for (;;) {
    const found = pattern.exec(text);
    if (found) return [text, ...found.slice(1)];
    const more = await Promise.race([once(child.stdout!, 'data'), ended]);
    if (!more) throw new Error(`It ended without ${pattern}: ${text}`);
    text += more[0];
  }
}

/** Whether anybody listens on a port of this machine. */
async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

describe('beginning', () => {
  it('installs with the pinned pnpm, and runs the program from its own folder to its own exit code', async () => {
    const { code, stdout, stderr } = await began('a b', '--c');
    expect(code).toBe(5);
    expect(stderr).toMatch(/^Installing .* minutes\.\n$/);
    expect(JSON.parse(stdout)).toEqual({ word: 'a b', more: ['--c'], at: workspace });
    expect(asked()).toHaveLength(1);
    expect(asked()[0]).toMatch(
      /^exec --yes --package=pnpm@1\.2\.3 -- pnpm --dir .*a clone of it install --frozen-lockfile/,
    );
  });

  it('again asks for nothing, so it needs no network', async () => {
    await began();
    writeFileSync(at('unreachable'), '');
    const { code, stderr } = await began('start', '--serve');
    expect({ code, stderr }).toEqual({ code: 5, stderr: '' });
    expect(asked()).toHaveLength(1);
  });

  it.each([
    'pnpm-lock.yaml',
    'package.json',
    'packages/one/package.json',
    'test/package.json',
    'reference/package.json',
  ])('installs again where %s has changed', async (name) => {
    await began();
    writeFileSync(at(name), `${readFileSync(at(name), 'utf8')}\n`);
    await began();
    await began();
    expect(asked()).toHaveLength(2);
  });

  it('installs again where somebody else installed something since', async () => {
    await began();
    writeFileSync(at('node_modules/.pnpm/lock.yaml'), 'less\n');
    await began();
    expect(asked()).toHaveLength(2);
  });

  it('says what is needed where installing fails, ends as that did, and installs the next time', async () => {
    writeFileSync(at('unreachable'), '');
    const { code, stdout, stderr } = await began();
    expect({ code, stdout }).toEqual({ code: 7, stdout: '' });
    expect(stderr).toContain('the npm registry must be within reach');
    rmSync(at('unreachable'));
    expect((await began()).code).toBe(5);
    expect(asked()).toHaveLength(2);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'passes %s on, waits for the program to end by it, and leaves its port free',
    async (signal) => {
      const child = begin('serve');
      const [, port] = (await written(child, /^(\d+)\n/)).map(Number);
      expect(await answers(port!)).toBe(true);
      const ended = outcomeOf(child);
      child.kill(signal);
      expect(await ended).toMatchObject({ code: 9, signal: null, stdout: `${signal}\n` });
      expect(await answers(port!)).toBe(false);
    },
  );
});

const npmThere = spawnSync('npm', ['--version']).status === 0;
/** Some shells pass SIGINT to nobody while they wait; this one gives its process to the program. */
const bashThere = spawnSync('bash', ['--version']).status === 0;
/** `script` of util-linux gives a program a terminal of its own. */
const terminalThere = String(spawnSync('script', ['--version']).stdout).includes('util-linux');

it(
  'at a terminal passes SIGINT on in other words, since Ctrl+C would have reached the program as well',
  skippedBecause(terminalThere ? undefined : 'there is no script of util-linux'),
  async () => {
    await began();
    const begin = 'echo "process $$"; exec node scripts/bootstrap.mjs program.mjs serve';
    const child = spawn('script', ['-qec', begin, '/dev/null'], { cwd: workspace });
    running.push(child);
    const [, pid, port] = (await written(child, /process (\d+)\s+(\d+)\r?\n/)).map(Number);
    const ended = outcomeOf(child);
    process.kill(pid!, 'SIGINT');
    expect((await ended).stdout.trim()).toBe('SIGTERM');
    expect(await answers(port!)).toBe(false);
  },
);

describe('npm start', skippedBecause(npmThere ? undefined : 'there is no npm on the path'), () => {
  it('from another folder serves, ends by SIGTERM to npm, and does so again on the store that is there', async () => {
    const main = pathToFileURL(join(root, 'packages/cli/src/main.ts'));
    writeFileSync(at('entry.mjs'), `await import(${JSON.stringify(main)});`);
    const start = 'node scripts/bootstrap.mjs entry.mjs start --serve';
    writeFileSync(
      at('package.json'),
      JSON.stringify({ packageManager: 'pnpm@1.2.3', scripts: { start } }),
    );
    await began();
    writeFileSync(at('unreachable'), '');
    const told: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      const child = spawn('npm', ['--prefix', workspace, 'start', '--', '--port', '0'], {
        cwd: tmpdir(),
      });
      running.push(child);
      const [text, url] = await written(child, /Serving .* at (http:\S+)\n/);
      told.push(text!);
      const ended = once(child, 'close');
      const port = Number(new URL(url!).port);
      expect((await fetch(`${url}/api/authorities/sunderland/standing`)).status).toBe(200);
      child.kill('SIGTERM');
      await ended;
      await until('for the port to be free', async () => !(await answers(port)));
    }
    expect(told[0]).toContain(`Imported ${shippedFiles().length} files`);
    expect(told[1]).not.toContain('Imported');
    expect(asked()).toHaveLength(1);
  });

  it(
    'ends by SIGINT to npm alone',
    skippedBecause(bashThere ? undefined : 'there is no bash for npm to start'),
    async () => {
      const start = 'node scripts/bootstrap.mjs program.mjs serve';
      const manifest = { packageManager: 'pnpm@1.2.3', scripts: { start } };
      writeFileSync(at('package.json'), JSON.stringify(manifest));
      await began();
      const env = { ...process.env, npm_config_script_shell: 'bash' };
      const child = spawn('npm', ['--silent', 'start'], { cwd: workspace, env });
      running.push(child);
      const [, port] = (await written(child, /^(\d+)\n/)).map(Number);
      const ended = outcomeOf(child);
      child.kill('SIGINT');
      expect((await ended).stdout).toBe('SIGINT\n');
      expect(await answers(port!)).toBe(false);
    },
  );
});
