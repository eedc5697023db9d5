import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { inject } from 'vitest';
import { packInto } from '../../scripts/tarballs.ts';

/** The packages as somebody else has them: the tarball of each, and a folder where npm installed them all. */
export interface Installed {
  /** Paths of the tarballs, by package. */
  readonly tarballs: ReadonlyMap<string, string>;
  readonly folder: string;
  /** The npm that installed them. */
  readonly npm: string;
  /** Why nothing was installed there: the registry cannot be reached. Undefined where it was. */
  readonly unreachable: string | undefined;
}

/** What npm says where it finds no way to a registry. */
const noWay =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED)\b/;

/** Packs every package into a new folder, and lets npm install them there. @throws Error with what npm said, unless it only found no registry */
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
  const { status, stderr } = spawnSync(
    process.execPath,
    [npm, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: folder, encoding: 'utf8' },
  );
  const unreachable =
    status !== 0 && noWay.test(stderr) ? 'the npm registry cannot be reached' : undefined;
  if (status !== 0 && unreachable === undefined) throw new Error(`npm install: ${stderr}`);
  return { tarballs, folder, npm, unreachable };
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
