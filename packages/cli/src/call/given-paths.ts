import { isTimelineError } from '@monitoring-timeline/core';
import { type Found, filesUnder } from '@monitoring-timeline/ingest';
import { WrongCall } from './errors.ts';

/** What paths led to, and why there is nothing to read where they lead to folders without files. */
export interface GivenFiles {
  readonly found: readonly Found[];
  readonly nothing: string | undefined;
}

/**
 * The files of paths and patterns, before anything is opened.
 * @throws WrongCall naming the first that leads nowhere
 */
export async function filesGiven(paths: readonly string[]): Promise<GivenFiles> {
  try {
    const found = await filesUnder(paths);
    if (found.length > 0) return { found, nothing: undefined };
    const nothing = `There is nothing to read: ${paths.join(', ')} ${paths.length === 1 ? 'holds' : `(${paths.length} paths) hold`} no files. Hidden and temporary files and READMEs are passed over.`;
    return { found, nothing };
  } catch (error) {
    if (!isTimelineError(error) || error.code !== 'NoSuchPath') throw error;
    throw new WrongCall(
      `${error.message} Paths count from the folder that you stand in, ${process.cwd()}.`,
      error.details,
    );
  }
}
