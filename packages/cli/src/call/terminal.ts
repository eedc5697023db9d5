import type { Writable } from 'node:stream';
import { exitCodes } from './exit-codes.ts';

/** Where a command writes and what it may assume of the other side. */
export interface Terminal {
  /** Standard output: the answer, and nothing else. */
  readonly out: Writable;
  /** Standard error: progress, hints and what went wrong. */
  readonly err: Writable;
  /** Width that tables on standard output must fit, in characters. */
  readonly columns: number;
  /** Width that a line of a list may take: unbounded where a program reads it. */
  readonly lineWidth: number;
  /** True where standard output is a terminal that wants colours. */
  readonly colours: boolean;
  /** True where somebody watches standard error, so that progress may be drawn there. */
  readonly progress: boolean;
}

const narrowest = 60;
const unknownWidth = 100;

/** The terminal of this process. `NO_COLOR` (no-color.org) and a dumb terminal turn colours off. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  const dumb = env.TERM === 'dumb' || (env.NO_COLOR ?? '') !== '';
  const columns = Math.max(narrowest, stdout.columns ?? (Number(env.COLUMNS) || unknownWidth));
  return {
    out: stdout,
    err: stderr,
    columns,
    lineWidth: stdout.isTTY ? columns : Number.POSITIVE_INFINITY,
    colours: stdout.isTTY === true && !dumb,
    progress: stderr.isTTY === true && env.TERM !== 'dumb',
  };
}

/** Ends the process quietly once nobody reads its output any more (`| head`), and with a word where there is no room for it. */
export function endWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
        process.stderr.write(
          'timeline: The disk that the output goes to is full, and what stands there is cut off. Make room, and run the same call again.\n',
        );
        process.exit(exitCodes.noStore);
      }
      throw error;
    });
  }
}
