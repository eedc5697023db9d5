import type {
  HistoryEntry,
  Picture,
  PublishedComparison,
  Standing,
} from '@monitoring-timeline/projections';
import { type Answered, temporaryFolder, timeline } from './command.ts';
import { shippedStoreIn } from './shipped-store.ts';

/** The picture as the command prints it, published tables beside it. */
export type PicturePrinted = Picture & {
  readonly againstPublished?: readonly PublishedComparison[];
};

/** A store of its own, asked through the command; the same question is asked once. */
export interface Asking {
  /** Where the store lies, and what is to be imported can be written. */
  readonly folder: ReturnType<typeof temporaryFolder>;
  /** Runs `timeline import` on paths that count from the folder. */
  take(...paths: readonly string[]): Promise<void>;
  json(...words: readonly string[]): Promise<unknown>;
  /** Runs any call, and answers how it ended. */
  run(...words: readonly string[]): Promise<Answered>;
  standing(authority: string, asOf: string, knownAt?: string): Promise<Standing>;
  history(authority: string, asOf: string, knownAt?: string): Promise<readonly HistoryEntry[]>;
  picture(...words: readonly string[]): Promise<PicturePrinted>;
  remove(): void;
}

/** Opens a temporary folder and imports paths into a store there: the whole shipped record unless told otherwise. */
export async function askAfterImport(paths?: readonly string[]): Promise<Asking> {
  const folder = temporaryFolder();
  const answers = new Map<string, Promise<unknown>>();

  async function ask(words: readonly string[]): Promise<unknown> {
    const { code, stdout, stderr } = await timeline(folder.path, ...words, '--json');
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
    run: (...words) => timeline(folder.path, ...words),
    standing: async (authority, asOf, knownAt) =>
      (await json('standing', authority, ...dated(asOf, knownAt))) as Standing,
    history: async (authority, asOf, knownAt) =>
      (await json('history', authority, ...dated(asOf, knownAt))) as readonly HistoryEntry[],
    picture: async (...words) => (await json('picture', ...words)) as PicturePrinted,
    remove: () => folder.remove(),
  };
  if (paths === undefined) await shippedStoreIn(folder.path);
  else if (paths.length > 0) await asking.take(...paths);
  return asking;
}

/** The grade of every area, `overall` among them. */
export function gradesOf({ overall, areas }: Standing): Readonly<Record<string, string>> {
  return {
    ...(overall ? { overall: overall.grade } : {}),
    ...Object.fromEntries(Object.entries(areas).map(([area, { grade }]) => [area, grade])),
  };
}
