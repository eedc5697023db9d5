import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { roomFor } from '@monitoring-timeline/cli/command';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/command.ts';

const launcher = resolve(import.meta.dirname, '../../timeline');
const folder = temporaryFolder();
afterAll(() => folder.remove());

const start = (file: string, ...words: readonly string[]) =>
  spawnSync(file, words, { cwd: folder.path, encoding: 'utf8' });

// Windows has timeline.cmd beside it, which runs the same command
describe.skipIf(process.platform === 'win32')('the launcher', () => {
  it('runs the command from any folder, also by a link to it, with words as they were typed', () => {
    const place = join(folder.path, 'a folder of programs');
    mkdirSync(place);
    const link = join(place, 'timeline');
    symlinkSync(launcher, link);
    for (const file of [launcher, link]) {
      const { status, stderr } = start(file, 'standing', 'no such place', '--store', 'memory:');
      expect({ file, status }).toEqual({ file, status: 2 });
      expect(stderr).toContain('no such place');
    }
  });

  it('tells its version, and which Node it needs where that is too old', () => {
    const manifest = resolve(import.meta.dirname, '../../packages/cli/package.json');
    const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
    expect(start(launcher, '--version').stdout).toBe(`${version}\n`);
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })`;
    const main = resolve(import.meta.dirname, '../../packages/cli/src/main.ts');
    const words = ['--import', `data:text/javascript,${encodeURIComponent(old)}`, main, 'help'];
    const { status, stdout, stderr } = start(process.execPath, ...words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^timeline: This needs Node 24 or newer, and runs on 20\.1\.0\./);
  });

  it('says what to do where nothing is installed', () => {
    const bare = join(folder.path, 'timeline');
    copyFileSync(launcher, bare);
    const { status, stderr } = start(bare, 'help');
    expect(status).toBe(2);
    expect(stderr).toContain('Run `npm start`');
  });

  it('gives what is short-lived much room, but less to what serves, and not where folders of documents are read: there little piles up; in both threads share what is freed', () => {
    const place = join(folder.path, 'installed');
    const bin = join(place, 'node_modules/node/bin');
    mkdirSync(bin, { recursive: true });
    copyFileSync(launcher, join(place, 'timeline'));
    writeFileSync(
      join(bin, 'node'),
      '#!/bin/sh\nprintf "%s\\n" "$MALLOC_ARENA_MAX" "$MALLOC_MMAP_THRESHOLD_" "$@"\n',
      {
        mode: 0o755,
      },
    );
    const begun = (...words: readonly string[]) => {
      const [stores, large, ...told] = start(join(place, 'timeline'), ...words).stdout.split('\n');
      const at = told.findIndex((word) => word.endsWith('timeline.cjs'));
      expect(told.slice(at + 1)).toEqual([...words, '']);
      return { stores, large, room: told.slice(0, at) };
    };
    /** What the command takes where it is started without a launcher. */
    const own = (word: string) => {
      const { flags, env } = roomFor([word])!;
      const { MALLOC_ARENA_MAX: stores, MALLOC_MMAP_THRESHOLD_: large = '' } = env;
      return { stores, large, room: flags };
    };
    const reading = own('import');
    const serving = own('serve');
    const late = '--invocation-count-for-maglev=2000';
    const asking = { stores: '', large: '', room: ['--min-semi-space-size=16', late] };
    expect(begun('standing', 'a b')).toEqual(asking);
    // code that V8 made for the bundle goes with that
    const loader = readFileSync(join(launcher, '../packages/cli/src/bundle.cjs'), 'utf8');
    expect(loader).toContain(`'${late}'`);
    expect(begun('import', 'a b')).toEqual(reading);
    expect(begun('--store', 'memory:', 'watch', '.')).toEqual(reading);
    expect(begun('serve', '--port', '0')).toEqual(serving);
    expect(begun('start', '--serve')).toEqual(serving);
    expect([own('watch'), own('--serve')]).toEqual([reading, serving]);
    expect(roomFor(['standing', 'a b'])).toBeUndefined();
    const windows = readFileSync(`${launcher}.cmd`, 'utf8');
    for (const { room } of [reading, serving]) expect(windows).toContain(`room=${room.join(' ')}"`);
  });

  it('is not needed for that: the command takes its room by itself, as the same process, unless told of some', () => {
    const noter = join(folder.path, 'noter.cjs');
    writeFileSync(
      noter,
      `const { execArgv, env, pid } = process;
      require('node:fs').appendFileSync('noted.jsonl', JSON.stringify({ flags: execArgv.slice(2), stores: env.MALLOC_ARENA_MAX, pid }) + '\\n');`,
    );
    const main = resolve(import.meta.dirname, '../../packages/cli/src/main.ts');
    const noted = (options: string, ...words: readonly string[]) => {
      writeFileSync(join(folder.path, 'noted.jsonl'), '');
      const { MALLOC_ARENA_MAX: _, ...env } = process.env;
      const { status, stderr } = spawnSync(process.execPath, ['--require', noter, main, ...words], {
        cwd: folder.path,
        encoding: 'utf8',
        env: { ...env, NODE_OPTIONS: options },
      });
      expect({ status, stderr }).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('nowhere'),
      });
      return readFileSync(join(folder.path, 'noted.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    };
    const { flags, env } = roomFor(['import'])!;
    const [first, second, ...others] = noted('', 'import', 'nowhere', '--store', 'memory:');
    expect([first.flags, others]).toEqual([[], []]);
    expect(second).toEqual({ flags, stores: env.MALLOC_ARENA_MAX, pid: first.pid });
    expect(noted('--max-semi-space-size=4', 'import', 'nowhere')).toHaveLength(1);
    expect(noted('', 'standing', 'nowhere', '--store', 'memory:')).toHaveLength(1);
  });
});
