import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/command.ts';

const launcher = resolve(import.meta.dirname, '../../timeline');
const folder = temporaryFolder();
afterAll(() => folder.remove());

const start = (file: string, ...words: readonly string[]) =>
  spawnSync(file, words, { cwd: folder.path, encoding: 'utf8' });

// Windows has timeline.cmd beside it, which does the same
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

  it('says what to do where nothing is installed', () => {
    const bare = join(folder.path, 'timeline');
    copyFileSync(launcher, bare);
    const { status, stderr } = start(bare, 'help');
    expect(status).toBe(2);
    expect(stderr).toContain('Run `npm start`');
  });
});
