import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { run } from '@monitoring-timeline/cli';

/** The entry file of the command. */
export const commandFile = resolve(import.meta.dirname, '../../packages/cli/src/main.ts');

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `timeline` as a process of its own in a folder. */
export function startCommand(folder: string, args: readonly string[]): ChildProcess {
  return startNode(folder, [commandFile, ...args]);
}

/** Starts a program of ours in a folder, without what a package manager leaves in the environment. */
export function startNode(folder: string, args: readonly string[]): ChildProcess {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:npm_|INIT_CWD|FORCE_COLOR|NO_COLOR|COLUMNS|NODE_OPTIONS)/.test(name),
    ),
  );
  return spawn(process.execPath, [...args], { cwd: folder, env });
}

/** Waits for a started command and answers what it wrote and how it ended. */
export function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolved, rejected) => {
    child.on('error', rejected);
    child.on('close', (code, signal) => resolved({ code, signal, stdout, stderr }));
  });
}

/** Runs `timeline` as a process of its own in a folder, where that is what a test is about. */
export function timelineProcess(folder: string, ...args: readonly string[]): Promise<Outcome> {
  return outcomeOf(startCommand(folder, args));
}

/** How a call in this process ended. */
export interface Answered {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let turn: Promise<unknown> = Promise.resolve();

/**
 * Runs `timeline` in a folder, in this process: a hundred calls cost what a few processes do. Calls wait for their turn,
 * as a process stands in one folder at a time.
 */
export function timeline(folder: string, ...args: readonly string[]): Promise<Answered> {
  return collected(run, folder, args);
}

/** As `timeline`, by the `run` of another build of the command. */
export function collected(
  other: typeof run,
  folder: string,
  args: readonly string[],
): Promise<Answered> {
  const answered = turn.then(() => answer(folder, args, other));
  turn = answered.catch(() => {});
  return answered;
}

async function answer(
  folder: string,
  args: readonly string[],
  runs: typeof run = run,
): Promise<Answered> {
  const out = collecting();
  const err = collecting();
  const before = process.cwd();
  process.chdir(folder);
  try {
    const code = await runs(args, {
      out: out.stream,
      err: err.stream,
      columns: 100,
      lineWidth: Number.POSITIVE_INFINITY,
      colours: false,
      progress: false,
    });
    return { code, stdout: out.text(), stderr: err.text() };
  } finally {
    process.chdir(before);
  }
}

function collecting(): { readonly stream: Writable; text(): string } {
  const pieces: Buffer[] = [];
  const stream = new Writable({
    write(piece: Buffer, _, done) {
      pieces.push(piece);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(pieces).toString('utf8') };
}

/** A folder of its own, removed by `remove`. */
export function temporaryFolder(): {
  readonly path: string;
  write(name: string, text: string): string;
  remove(): void;
} {
  const path = mkdtempSync(join(tmpdir(), 'timeline-cli-'));
  return {
    path,
    write(name, text) {
      writeFileSync(join(path, name), text);
      return name;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
