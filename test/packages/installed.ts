import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { inject } from 'vitest';
import { packInto } from '../../scripts/tarballs.ts';

const root = resolve(import.meta.dirname, '../..');

/** The packages as somebody else has them: the tarball of each, and a folder where all are installed. */
export interface Installed {
  /** Paths of the tarballs, by package. */
  readonly tarballs: ReadonlyMap<string, string>;
  readonly folder: string;
  /** The npm of this machine. */
  readonly npm: string;
  /** Why nothing was installed there: the registry cannot be reached. Undefined where it was. */
  readonly unreachable: string | undefined;
}

/** What npm says where it finds no way to a registry. */
const noWay =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED)\b/;

/**
 * Packs every package into a new folder, and installs them there. `pnpm installed` has npm do that from its registry. The ordinary run
 * unpacks them, and gives each what its own manifest asks for and nothing else, as this workspace has it: a quarter of the work, no
 * network, and a package that asks for too little is found, where npm's one folder for all would hide it.
 *
 * @throws Error with what npm or tar said, unless npm only found no registry
 */
export function installed(): Installed {
  const folder = join(inject('madeOnce'), 'packages');
  mkdirSync(folder);
  const tarballs = packInto(join(folder, 'tarballs'), true);
  const dependencies = Object.fromEntries(
    [...tarballs].map(([name, path]) => [name, `file:${path}`]),
  );
  const consumer = { name: 'somebody-else', private: true, type: 'module', dependencies };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(consumer));
  const npm = npmOf(process.env);
  if (process.env.TIMELINE_INSTALL !== 'npm') {
    for (const [name, path] of tarballs) unpack(folder, name, path);
    haveBeside(folder);
    return { tarballs, folder, npm, unreachable: undefined };
  }
  const { status, stderr } = spawnSync(
    process.execPath,
    [npm, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: folder, encoding: 'utf8' },
  );
  const unreachable =
    status !== 0 && noWay.test(stderr) ? 'the npm registry cannot be reached' : undefined;
  if (status !== 0 && unreachable === undefined) throw new Error(`npm install: ${stderr}`);
  haveBeside(folder);
  return { tarballs, folder, npm, unreachable };
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
}

function unpack(folder: string, name: string, tarball: string): void {
  const place = join(folder, 'node_modules', name);
  mkdirSync(place, { recursive: true });
  const tar = spawnSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', place]);
  if (tar.status !== 0) throw new Error(`tar -xzf ${tarball}: ${tar.stderr}`);
  const manifest: Manifest = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
  const workspace = join(root, 'packages', basename(name), 'node_modules');
  const needs = { ...manifest.dependencies, ...manifest.optionalDependencies };
  for (const [needed, version] of Object.entries(needs)) {
    // pnpm writes what npm understands in the place of its own words
    if (!/^[\^~]?\d/.test(version)) throw new Error(`${name} asks for ${needed}@${version}.`);
    if (needed.startsWith('@monitoring-timeline/')) continue;
    linkTo(join(workspace, needed), join(place, 'node_modules', needed));
  }
  for (const [command, file] of Object.entries(manifest.bin ?? {})) {
    linkTo(join(place, file), join(folder, 'node_modules/.bin', command));
  }
}

/** What somebody who follows the examples installs beside the packages, as this workspace has it. */
function haveBeside(folder: string): void {
  for (const [place, ...names] of [
    ['test', '@duckdb/node-api', '@grpc/grpc-js', '@kurrent/kurrentdb-client', 'zod'],
    ['.', 'vitest', 'fast-check', 'rxjs'],
    ['packages/core', 'google-protobuf'],
  ] as const) {
    for (const name of names) {
      linkTo(join(root, place, 'node_modules', name), join(folder, 'node_modules', name));
    }
  }
}

/** Links to where a file or folder really lies, unless there is something. */
function linkTo(target: string, place: string): void {
  if (existsSync(place)) return;
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(realpathSync(target), place, 'junction');
}

/** The npm that runs these tests, else the one of a Node on the path. */
function npmOf({ npm_execpath: running = '', PATH: path = '' }: NodeJS.ProcessEnv): string {
  const beside = path
    .split(delimiter)
    .map((bin) => join(bin, '../lib/node_modules/npm/bin/npm-cli.js'));
  const found = [running, ...beside].find(
    (file) => basename(file) === 'npm-cli.js' && existsSync(file),
  );
  if (found === undefined) throw new Error('npm was not found. Begin with `npm test`.');
  return found;
}
