import { isTimelineError } from '@monitoring-timeline/core';
import { filesUnder } from '@monitoring-timeline/ingest';
import { WrongCall } from './errors.ts';

/**
 * Checks that every path or pattern leads somewhere before anything is opened. Answers why there is nothing to read, where they
 * lead to folders without files.
 * @throws WrongCall naming the first that leads nowhere
 */
export async function checkPaths(paths: readonly string[]): Promise<string | undefined> {
  try {
    const found = await filesUnder(paths);
    if (found.length > 0) return undefined;
    return `There is nothing to read: ${paths.join(', ')} ${paths.length === 1 ? 'holds' : `(${paths.length} paths) hold`} no files. Hidden and temporary files and READMEs are passed over.`;
  } catch (error) {
    if (!isTimelineError(error) || error.code !== 'NoSuchPath') throw error;
    throw new WrongCall(
      `${error.message} Paths count from the folder that you stand in, ${process.cwd()}.`,
      error.details,
    );
  }
}
