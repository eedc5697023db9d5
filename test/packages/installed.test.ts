import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, it } from 'vitest';
import { installed } from './installed.ts';

const root = resolve(import.meta.dirname, '../..');
const { tarballs, folder, npm, unreachable } = installed();
const within = skippedBecause(unreachable);
const names = [...tarballs.keys()];

/** Files below a folder, each by its path from there. */
const filesUnder = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith('node_modules/'))
    .sort();

/** Runs a program of the pinned Node in the folder of somebody who installed the packages. */
function run(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('each tarball', () => {
  it('is of one of the packages, and there is one of each', () => {
    expect(names).toEqual(
      expect.arrayContaining(['monitoring-timeline', '@monitoring-timeline/core']),
    );
    expect(names).toHaveLength(readdirSync(join(root, 'packages')).length);
  });

  it.each(names)('%s passes publint', async (name) => {
    const data = readFileSync(tarballs.get(name)!);
    const tarball = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it.each(names)('%s gives its types to whoever imports it as a module', async (name) => {
    const data = new Uint8Array(readFileSync(tarballs.get(name)!));
    const checked = await checkPackage(createPackageFromTarballData(data));
    expect(checked.types).toEqual({ kind: 'included' });
    // it is for modules: how TypeScript looked for types before there were entries, and `require`, are not meant
    const meant = ('problems' in checked ? checked.problems : []).filter(
      (problem) =>
        !('resolutionKind' in problem && /^node10$|^node16-cjs$/.test(problem.resolutionKind)),
    );
    expect(meant).toEqual([]);
  });

  it.each(names)('%s has an entry for each that the workspace has, but those of tests', (name) => {
    const place = join(root, 'packages', name.replace('@monitoring-timeline/', ''));
    const manifest = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
    const own = ['./testing', './testing/skipping', './bundle'];
    const entries = Object.entries<{ default: string }>(manifest.exports);
    expect(manifest.publishConfig.exports).toEqual(
      Object.fromEntries(
        entries
          .filter(([entry]) => !own.includes(entry))
          .map(([entry, { default: file }]) => {
            const compiled = file.replace('./src/', './dist/').replace(/\.ts$/, '');
            return [entry, { types: `${compiled}.d.ts`, default: `${compiled}.js` }];
          }),
      ),
    );
  });

  it('is not made by npm, which would leave out what pnpm writes into it', () => {
    const place = join(root, 'packages/projections');
    const refused = spawnSync(process.execPath, [npm, 'pack', '--dry-run'], {
      cwd: place,
      encoding: 'utf8',
    });
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toContain('@monitoring-timeline/projections is packed by pnpm');
  });
});

describe('what plain npm installs of them', () => {
  const place = (name: string): string => join(folder, 'node_modules', name);

  it('has sources in its maps, and no tests', within, () => {
    for (const name of names) {
      const files = filesUnder(place(name));
      const code = files.filter((file) => file.startsWith('dist/') && file.endsWith('.js'));
      expect(code.length, name).toBeGreaterThan(0);
      for (const file of code) {
        expect(files).toContain(file.replace(/\.js$/, '.d.ts'));
        const map = JSON.parse(readFileSync(join(place(name), `${file}.map`), 'utf8'));
        expect(map.sourcesContent?.every(Boolean), file).toBe(true);
      }
      expect(
        files.filter((file) => /\.test\.|\/testing\/(?!skipping)|fixtures/.test(file)),
      ).toEqual([]);
    }
  });

  it('is a library under one name, with its types', within, () => {
    writeFileSync(
      join(folder, 'ask.ts'),
      `import { openTimeline, type Timeline } from 'monitoring-timeline';
      import { createMemoryStore } from 'monitoring-timeline/memory';
      const timeline: Timeline = await openTimeline({ store: createMemoryStore() });
      const found = await timeline.ask('authorities', { region: 'North East' });
      console.log(found.length);
      await timeline.close();\n`,
    );
    expect(run('ask.ts')).toEqual({ status: 0, stdout: '12\n', stderr: '' });
  });

  it('has the command and the shipped record', within, () => {
    expect(existsSync(join(folder, 'node_modules/.bin/timeline'))).toBe(true);
    const record = join(place('@monitoring-timeline/cli'), 'data');
    expect(filesUnder(record)).toEqual(filesUnder(join(root, 'data')));
    const read = run(
      'node_modules/.bin/timeline',
      ...['read', join(root, 'docs/examples/sunderland-2018.txt'), '--json'],
    );
    expect(read).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(read.stdout)).toMatchObject([
      { kind: 'inspection_report', authority: 'Sunderland' },
    ]);
  });
});
