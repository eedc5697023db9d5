import { createDirectory, type Directory } from '@monitoring-timeline/core';
import type { FileReading } from './proposal.ts';
import { defaultLimits, type ReadLimits } from './readers/limits.ts';
import { readFile } from './readers/read-file.ts';
import { filesUnder } from './readers/walk.ts';

export interface ReadOptions {
  /** Default: the shipped directory. */
  readonly directory?: Directory | undefined;
  /** Now; a report dated later is not yet published and goes to quarantine. Default: the system's clock. */
  readonly now?: Date | undefined;
  /** Publication day (ISO) of a release that states none. */
  readonly published?: string | undefined;
  readonly limits?: Partial<ReadLimits> | undefined;
}

/**
 * Reads files and folders and says what would be imported, one reading a file, in the order of the paths. Nothing is written, and
 * what a file holds never makes it throw: what cannot be taken is among the problems of its reading.
 * @throws NoSuchPath where a path that was named leads nowhere.
 */
export async function* readPaths(
  paths: readonly string[],
  options: ReadOptions = {},
): AsyncGenerator<FileReading> {
  const settings = {
    directory: options.directory ?? createDirectory(),
    today: (options.now ?? new Date()).toISOString().slice(0, 10),
    published: options.published,
    limits: { ...defaultLimits, ...options.limits },
  };
  for (const found of await filesUnder(paths)) {
    if ('file' in found) {
      yield await readFile(found.file, found.bytes, settings);
    } else {
      yield {
        file: found.missing,
        kind: 'unrecognised',
        proposals: [],
        problems: [{ reason: 'unreadable', message: found.why }],
        people: [],
        recorded: [],
      };
    }
  }
}
