import { resolve } from 'node:path';
import type {
  HistoryEntry,
  Picture,
  PublishedComparison,
  Standing,
} from '@monitoring-timeline/projections';
import { startNode, temporaryFolder } from './command.ts';
import { shippedRecord } from './record.ts';

/** The picture as the command prints it, published tables beside it. */
export type PicturePrinted = Picture & {
  readonly againstPublished?: readonly PublishedComparison[];
};

/** A store of its own, asked through the command in a process of its own; the same question is asked once. */
export interface Asking {
  /** Where the store lies, and what is to be imported can be written. */
  readonly folder: ReturnType<typeof temporaryFolder>;
  /** Runs `timeline import` on paths that count from the folder. */
  take(...paths: readonly string[]): Promise<void>;
  json(...words: readonly string[]): Promise<unknown>;
  /** Runs any call, and answers how it ended; what it wrote to standard error may belong to the call before. */
  run(...words: readonly string[]): Promise<Answered>;
  standing(authority: string, asOf: string, knownAt?: string): Promise<Standing>;
  history(authority: string, asOf: string, knownAt?: string): Promise<readonly HistoryEntry[]>;
  picture(...words: readonly string[]): Promise<PicturePrinted>;
  remove(): void;
}

/** Opens a temporary folder and imports paths into a store there: the whole shipped record unless told otherwise. */
export async function askAfterImport(paths: readonly string[] = [shippedRecord]): Promise<Asking> {
  const folder = temporaryFolder();
  const session = openSession(folder.path);
  const answers = new Map<string, Promise<unknown>>();

  async function ask(words: readonly string[]): Promise<unknown> {
    const { code, stdout, stderr } = await session.run([...words, '--json']);
    if (code !== 0) throw new Error(`timeline ${words.join(' ')} ended with ${code}: ${stderr}`);
    return JSON.parse(stdout);
  }
  function json(...words: readonly string[]): Promise<unknown> {
    const question = JSON.stringify(words);
    const answer = answers.get(question) ?? ask(words);
    answers.set(question, answer);
    return answer;
  }
  function dated(asOf: string, knownAt: string | undefined): readonly string[] {
    return ['--as-of', asOf, ...(knownAt === undefined ? [] : ['--known-at', knownAt])];
  }

  const asking: Asking = {
    folder,
    take: async (...more) => {
      await ask(['import', ...more]);
      answers.clear();
    },
    json,
    run: (...words) => session.run(words),
    standing: async (authority, asOf, knownAt) =>
      (await json('standing', authority, ...dated(asOf, knownAt))) as Standing,
    history: async (authority, asOf, knownAt) =>
      (await json('history', authority, ...dated(asOf, knownAt))) as readonly HistoryEntry[],
    picture: async (...words) => (await json('picture', ...words)) as PicturePrinted,
    remove: () => {
      session.end();
      folder.remove();
    },
  };
  if (paths.length > 0) await asking.take(...paths);
  return asking;
}

/** How one call ended. */
export interface Answered {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a process that runs the command call after call; calls wait for their turn. */
export function openSession(folder: string): {
  run(words: readonly string[]): Promise<Answered>;
  end(): void;
} {
  const child = startNode(folder, [resolve(import.meta.dirname, 'command-session.ts')]);
  const waiting: { done(answered: Answered): void; failed(error: Error): void }[] = [];
  let stdout = '';
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (let end = stdout.indexOf('\0'); end >= 0; end = stdout.indexOf('\0')) {
      const line = stdout.indexOf('\n', end);
      if (line < 0) return;
      const answered = { code: Number(stdout.slice(end + 1, line)), stdout: stdout.slice(0, end) };
      stdout = stdout.slice(line + 1);
      // what was written to the other pipe before is read in the same turn
      setImmediate(() => {
        const written = stderr;
        stderr = '';
        waiting.shift()?.done({ ...answered, stderr: written });
      });
    }
  });
  child.on('close', () => {
    for (const { failed } of waiting.splice(0)) failed(new Error(`the command ended: ${stderr}`));
  });
  return {
    run: (words) =>
      new Promise((done, failed) => {
        waiting.push({ done, failed });
        child.stdin?.write(`${JSON.stringify(words)}\n`);
      }),
    end: () => child.stdin?.end(),
  };
}

/** The grade of every area, `overall` among them. */
export function gradesOf({ overall, areas }: Standing): Readonly<Record<string, string>> {
  return {
    ...(overall ? { overall: overall.grade } : {}),
    ...Object.fromEntries(Object.entries(areas).map(([area, { grade }]) => [area, grade])),
  };
}
