import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { TimelineError } from '@monitoring-timeline/core';

/** A path that was named leads nowhere; nothing was read. */
export class NoSuchPath extends TimelineError {
  readonly code = 'NoSuchPath';
}

/** What a path led to: the files below it, or why there are none. */
export type Found =
  | { readonly file: string; readonly bytes: number }
  | { readonly missing: string; readonly why: string };

/** Files that stand beside data and are none themselves. */
function passedOver(name: string): boolean {
  return name.startsWith('.') || /^(?:readme|licen[cs]e)(?:\.\w+)?$/i.test(name);
}

async function* below(path: string, given: boolean): AsyncGenerator<Found> {
  let info: Awaited<ReturnType<typeof stat>>;
  try {
    info = await stat(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (given && code === 'ENOENT') {
      throw new NoSuchPath(`There is no file or folder ${path}. Check the path and try again.`, {
        path,
      });
    }
    yield { missing: path, why: `It cannot be opened (${code}).` };
    return;
  }
  if (info.isDirectory()) {
    const names = (await readdir(path)).sort();
    for (const name of names) if (!passedOver(name)) yield* below(join(path, name), false);
  } else if (info.isFile()) {
    if (given || !passedOver(basename(path))) yield { file: path, bytes: info.size };
  } else {
    yield { missing: path, why: 'It is neither a file nor a folder.' };
  }
}

/**
 * The files at and under some paths, folders in alphabetical order, each file once. Hidden files, READMEs and licences inside
 * folders are passed over; a file that is named outright is taken whatever its name.
 * @throws NoSuchPath where a path that was named leads nowhere.
 */
export async function filesUnder(paths: readonly string[]): Promise<readonly Found[]> {
  const found = new Map<string, Found>();
  for (const path of paths) {
    for await (const one of below(path, true)) {
      found.set('file' in one ? one.file : one.missing, one);
    }
  }
  return [...found.values()];
}
