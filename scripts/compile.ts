/**
 * Compiles every package into its `dist`. All of them are one program, so that what a type is made of is worked out once, not
 * once in each package that has something of it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** Folders of the packages that are published. */
const published: readonly string[] = readdirSync(join(root, 'packages'))
  .filter((name) => existsSync(join(root, 'packages', name, 'package.json')))
  .sort()
  .map((name) => join(root, 'packages', name));

/**
 * Compiles the packages that are published.
 *
 * @param checked true where the types of these sources were checked a moment ago: half of compiling is that
 * @throws Error with what the compiler said
 */
export function compile(checked = false): void {
  const compiled = join(root, 'var/compiled');
  rmSync(compiled, { recursive: true, force: true });
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const words = ['--project', 'tsconfig.build.json', '--outDir', compiled, '--singleThreaded'];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [compiler, ...words, ...(checked ? ['--noCheck'] : [])],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`tsc ${words.join(' ')}:\n${stdout}${stderr}`);
  for (const folder of published) {
    const made = join(compiled, relative(join(root, 'packages'), folder), 'src');
    const dist = join(folder, 'dist');
    for (const map of readdirSync(made, { recursive: true, encoding: 'utf8' })) {
      if (map.endsWith('.map')) pointFrom(join(made, map), join(dist, map));
    }
    rmSync(dist, { recursive: true, force: true });
    renameSync(made, dist);
  }
  rmSync(compiled, { recursive: true, force: true });
}

/** Has a map name its sources by the way from where it will lie. */
function pointFrom(map: string, place: string): void {
  const { sources, ...rest } = JSON.parse(readFileSync(map, 'utf8')) as {
    readonly sources: readonly string[];
  };
  const ways = sources.map((source) => relative(dirname(place), resolve(dirname(map), source)));
  writeFileSync(map, JSON.stringify({ ...rest, sources: ways }));
}

if (import.meta.main) compile();
