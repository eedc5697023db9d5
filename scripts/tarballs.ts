/**
 * Packs every package as it would be published: `pnpm tarballs`, into `var/tarballs` or the folder named. Everything is compiled
 * once, and each package by pnpm, which writes the compiled entries and the versions of our own packages into its manifest.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { compile } from './compile.ts';

const root = resolve(import.meta.dirname, '..');

/**
 * Compiles and packs all packages into a folder, and answers the path of each tarball by the package's name.
 *
 * @param checked true where the types of these sources were checked a moment ago: half of compiling is that
 * @throws Error with what the compiler or pnpm said
 */
export function packInto(folder: string, checked = false): ReadonlyMap<string, string> {
  mkdirSync(folder, { recursive: true });
  compile(checked);
  // pnpm begins once for all of them: that takes longer than packing does
  const said = run(
    [pnpm(), '--filter', './packages/*', 'pack', '--json', '--pack-destination', folder],
    root,
  );
  // what the packages' own scripts say comes before
  const packed = JSON.parse(said.slice(said.search(/^\[$/m))) as readonly Packed[];
  return new Map(packed.map(({ name, filename }) => [name, filename]));
}

interface Packed {
  readonly name: string;
  readonly filename: string;
}

function pnpm(): string {
  const manifest = join(root, 'node_modules/pnpm/package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: Record<string, string> };
  return join(dirname(manifest), bin.pnpm!);
}

function run(words: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, TIMELINE_COMPILED: 'yes' },
  });
  if (status !== 0) throw new Error(`${words.join(' ')} in ${cwd}:\n${stdout}${stderr}`);
  return stdout;
}

if (import.meta.main) {
  const folder = resolve(process.argv[2] ?? join(root, 'var/tarballs'));
  for (const [name, tarball] of packInto(folder)) console.log(`${name}  ${tarball}`);
}
