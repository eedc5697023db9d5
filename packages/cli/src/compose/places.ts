import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the workspace that this command belongs to. */
export const workspace = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');

/** What the package brings where this command was installed as one. */
const packedRecord = resolve(dirname(fileURLToPath(import.meta.url)), '../../data');

/** The shipped public record. In a workspace it is the workspace's, also while a package is being packed there. */
export const shippedRecord = existsSync(join(workspace, 'pnpm-workspace.yaml'))
  ? join(workspace, 'data')
  : packedRecord;

/** Scripts of the workspace that start this command, and are started in the workspace's folder. */
const ownScripts = new Set(['start', 'timeline']);

/** Where the user stands: a package manager moves a script to its package and says in INIT_CWD where it was called. */
export function userFolder(env: NodeJS.ProcessEnv = process.env, cwd = process.cwd()): string {
  const called = env.INIT_CWD;
  const moved = cwd === workspace && ownScripts.has(env.npm_lifecycle_event ?? '');
  return moved && called && isFolder(called) ? called : cwd;
}

/** A path as short as it reads from the current folder. */
export function shownPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' ? '.' : short.startsWith('..') ? path : short;
}

/** Characters that no shell takes for anything but themselves. */
const plain = /^[\w./\\:@%+,~-]+$/;

/**
 * How this command is typed from a folder: the workspace's own file by its shorter path, quoted where a shell would take it for
 * something else; `timeline` where the workspace has none, as where it was installed as a package.
 */
export function commandPath(here = process.cwd(), home = workspace): string {
  const file = join(home, 'timeline');
  if (!existsSync(file)) return 'timeline';
  const short = relative(here, file);
  const path = short.includes(sep) ? short : `.${sep}${short}`;
  const shown = path.length < file.length ? path : file;
  return quoted(shown);
}

/** A word as it is typed: in quotes where a shell would take it for something else. */
export function quoted(word: string): string {
  if (plain.test(word)) return word;
  return sep === '/' ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`;
}

/** The default store: the workspace's own for those who stand anywhere in it, else one below where they stand. */
export function defaultStorePath(here = process.cwd()): string {
  const within = relative(workspace, here);
  const inside = within === '' || !(within.startsWith('..') || within.startsWith('/'));
  return join(inside ? workspace : here, 'var', 'timeline.db');
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
