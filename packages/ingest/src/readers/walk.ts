import { glob, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { TimelineError } from '@monitoring-timeline/core';
import { isOfSystem, isTemporaryName } from './temporary-names.ts';
import { whyUnopened } from './unopened.ts';

/** A path that was named leads nowhere, or a pattern fits no file; nothing was read. */
export class NoSuchPath extends TimelineError {
  readonly code = 'NoSuchPath';
}

/** What a path led to: the files below it, or why there are none. */
export type Found =
  | {
      /** Path of the file. */
      readonly file: string;
      /** Size of the file in bytes. */
      readonly bytes: number;
      /** Its path from the path that was given, with `/`: no part of the machine that it lies on. */
      readonly name: string;
    }
  | {
      /** The path that could not be read. */
      readonly missing: string;
      /** In words. */
      readonly why: string;
    };

/** Files that stand beside data and are none themselves. */
function passedOver(name: string): boolean {
  return (
    isTemporaryName(name) || isOfSystem(name) || /^(?:readme|licen[cs]e)(?:\.\w+)?$/i.test(name)
  );
}

/** Folders in which a browser puts the pictures and scripts of a page that it saves beside them. */
function foldersOfPages(names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) => {
      const page = /^(.+)\.x?html?$/i.exec(name)?.[1];
      return page === undefined ? [] : [`${page}_files`];
    }),
  );
}

/** True where a path is a pattern (`*`, `?`, `[...]`, `{...}`), as one in quotes that the shell did not write out. */
function isPattern(path: string): boolean {
  return /[*?{[]/.test(path);
}

/** How a path came to be read: named outright, met in a folder, or fitting a pattern. */
type Way = 'named' | 'met';

class Walk {
  readonly found = new Map<string, Found>();
  readonly #folders = new Set<string>();
  /** The folder from which files are named. */
  base = '';

  async path(path: string, way: Way): Promise<void> {
    try {
      const info = await stat(path);
      if (info.isDirectory()) await this.#folder(path);
      else if (info.isFile()) await this.#file(path, info.size);
      else this.#missing(path, 'It is neither a file nor a folder.');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      if (way === 'named' && code === 'ENOENT') {
        throw new NoSuchPath(`There is no file or folder ${path}. Check the path and try again.`, {
          path,
        });
      }
      this.#missing(path, whyUnopened(code));
    }
  }

  async pattern(pattern: string): Promise<void> {
    const fitting: string[] = [];
    const hidden = basename(pattern).startsWith('.');
    for await (const path of glob(pattern)) {
      if (hidden || !passedOver(basename(path))) fitting.push(path);
    }
    if (fitting.length === 0) {
      throw new NoSuchPath(
        `No file or folder fits ${pattern}. Check the pattern; "*" stands for a part of one name, "**" for folders of any depth.`,
        { path: pattern },
      );
    }
    for (const path of fitting.sort()) await this.path(path, 'met');
  }

  async #folder(path: string): Promise<void> {
    // a link may lead back to a folder above it
    const real = await realpath(path);
    if (this.#folders.has(real)) return;
    this.#folders.add(real);
    const names = (await readdir(path)).sort();
    const besidePages = foldersOfPages(names);
    for (const name of names) {
      if (!passedOver(name) && !besidePages.has(name)) await this.path(join(path, name), 'met');
    }
  }

  async #file(path: string, bytes: number): Promise<void> {
    const real = await realpath(path);
    if (this.found.has(real)) return;
    const name = relative(this.base, path).split(sep).join('/') || basename(path);
    this.found.set(real, { file: path, bytes, name });
  }

  #missing(path: string, why: string): void {
    if (!this.found.has(path)) this.found.set(path, { missing: path, why });
  }
}

/**
 * The files at and under some paths and patterns, folders in alphabetical order, each file once however it is named. Hidden and
 * temporary files, READMEs, licences and what a browser saved with a page are passed over inside folders; a file that is named outright is taken whatever its name. A
 * name that is also a pattern is that file where there is one.
 * @throws NoSuchPath where a path that was named leads nowhere, or nothing fits a pattern.
 */
export async function filesUnder(paths: readonly string[]): Promise<readonly Found[]> {
  const walk = new Walk();
  for (const path of paths) {
    const pattern = isPattern(path) && !(await exists(path));
    walk.base = pattern ? folderOf(path) : (await isFolder(path)) ? path : dirname(path);
    if (pattern) await walk.pattern(path);
    else await walk.path(path, 'named');
  }
  return [...walk.found.values()];
}

/** The folder under which a pattern looks: its path before the first part that stands for several names. */
function folderOf(pattern: string): string {
  const parts = pattern.split(/[\\/]/);
  return parts.slice(0, parts.findIndex(isPattern)).join('/') || (isAbsolute(pattern) ? '/' : '.');
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
