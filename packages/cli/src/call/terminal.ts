import { writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { exitCodes } from './exit-codes.ts';

/** Where a command writes and what it may assume of the other side. */
export interface Terminal {
  /** Standard output: the answer, and nothing else. */
  readonly out: Writable;
  /** Writes to standard output what is told as a whole, without its stream; where there is no such way, `out` takes it. */
  readonly whole?: (text: string) => void;
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

/**
 * The terminal of this process. `NO_COLOR` (no-color.org) and a dumb terminal turn colours off. A stream is made when it is first
 * asked for: that takes as long as many an answer.
 */
export function processTerminal(): Terminal {
  const { env } = process;
  const dumb = env.TERM === 'dumb' || (env.NO_COLOR ?? '') !== '';
  const isWatched = (stream: NodeJS.WriteStream) => stream.isTTY === true;
  return {
    get out() {
      return process.stdout;
    },
    whole: writeWhole,
    get err() {
      return process.stderr;
    },
    get columns() {
      return Math.max(narrowest, process.stdout.columns ?? (Number(env.COLUMNS) || unknownWidth));
    },
    get lineWidth() {
      return isWatched(process.stdout) ? this.columns : Number.POSITIVE_INFINITY;
    },
    get colours() {
      return isWatched(process.stdout) && !dumb;
    },
    get progress() {
      return isWatched(process.stderr) && env.TERM !== 'dumb';
    },
  };
}

const standardOutput = 1;

function writeWhole(text: string): void {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(standardOutput, rest));
  } catch (error) {
    // a full pipe that does not hold up who writes: the stream waits for it
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') process.stdout.write(rest);
    else end(error as NodeJS.ErrnoException);
  }
}

/** Ends the process quietly once nobody reads its output any more (`| head`), and with a word where there is no room for it. */
export function endWhenNobodyReads(): void {
  for (const name of ['stdout', 'stderr'] as const) {
    const make = Object.getOwnPropertyDescriptor(process, name)?.get;
    // one that was made already is no longer asked for
    if (make === undefined) process[name].on('error', end);
    else Object.defineProperty(process, name, { get: () => watched(name, make.call(process)) });
  }
}

function watched(name: string, stream: NodeJS.WriteStream): NodeJS.WriteStream {
  Object.defineProperty(process, name, { value: stream });
  return stream.on('error', end);
}

function end(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    process.stderr.write(
      'timeline: The disk that the output goes to is full, and what stands there is cut off. Make room, and run the same call again.\n',
    );
    process.exit(exitCodes.noStore);
  }
  throw error;
}
