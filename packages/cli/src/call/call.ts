import type { Terminal } from './terminal.ts';

/** The options that every command takes, as typed. */
export interface GlobalOptions {
  readonly store?: string | undefined;
  readonly json?: boolean | undefined;
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly recordedAt?: string | undefined;
  readonly public?: boolean | undefined;
  /** Modules of whoever asks, with questions, kinds of document or rules. */
  readonly with?: readonly string[] | undefined;
  /** File of other rules than those that are shipped. */
  readonly policy?: string | undefined;
  readonly quiet?: boolean | undefined;
}

/** One call of the command: what was typed before and after its name, and where the answer goes. */
export interface Call<Options extends GlobalOptions = GlobalOptions> {
  readonly options: Options;
  readonly terminal: Terminal;
}

/** A word to the person at the terminal beside the answer; programs and quiet callers are spared it. */
export function hint({ options, terminal }: Call, text: string): void {
  if (options.json || options.quiet) return;
  terminal.err.write(`${text}\n`);
}
