import { statSync } from 'node:fs';
import { WrongCall } from './errors.ts';

/** Checks that every path leads somewhere before anything is opened. @throws WrongCall naming the first that does not */
export function checkPaths(paths: readonly string[]): void {
  for (const path of paths) {
    if (statSync(path, { throwIfNoEntry: false }) !== undefined) continue;
    throw new WrongCall(
      `There is no file or folder ${path}. Paths count from the folder that you stand in, ${process.cwd()}.`,
      { path },
    );
  }
}
