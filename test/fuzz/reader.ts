import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roomFor } from '@monitoring-timeline/cli/command';
import type { BatchOutcome, FuzzOrder, LogOutcome } from './reading-process.ts';

const program = join(import.meta.dirname, 'reading-process.ts');
/** Where Node keeps what it compiled, unless told. */
const compiled = process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), 'node-compile-cache');

/**
 * What an import is given. Left to itself V8 takes up to 128 MB for what is young, and lets as much
 * again pile up before it collects, however little the program holds, so that the peak would say nothing of the program.
 */
const room = roomFor(['import']);

/** Reads and imports in a process of its own, whose memory is that of the program and of nothing that tests it. */
export class Reader {
  readonly #child: ChildProcess;

  /** @param folder where the log and the register of people lie */
  constructor(folder: string) {
    this.#child = fork(program, [folder], {
      execArgv: [...(room?.flags ?? [])],
      // an installed copy has no TypeScript left to compile
      env: { ...process.env, NODE_COMPILE_CACHE: compiled, ...room?.env },
    });
  }

  /** @throws Error where the process ended */
  async read(batch: string): Promise<BatchOutcome> {
    return (await this.#answerTo({ batch })) as BatchOutcome;
  }

  /** Verifies the log, and ends. @throws Error where the process ended before */
  async end(): Promise<LogOutcome> {
    const outcome = (await this.#answerTo({})) as LogOutcome;
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
    return outcome;
  }

  /** Ends the process, whatever it is at. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #answerTo(order: FuzzOrder): Promise<unknown> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const settle = (work: () => void): void => {
        child.off('message', onMessage).off('exit', onExit).off('error', onError);
        work();
      };
      const onMessage = (answer: unknown): void => settle(() => resolve(answer));
      const onError = (error: Error): void => settle(() => reject(error));
      const onExit = (code: number | null, signal: string | null): void =>
        onError(new Error(`The reading process ended with ${code ?? signal} at ${order.batch}.`));
      child.on('message', onMessage).on('exit', onExit).on('error', onError);
      child.send(order);
    });
  }
}
