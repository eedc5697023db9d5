import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { enableCompileCache, getCompileCacheDir } from 'node:module';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { freshBundle } from '@monitoring-timeline/cli/bundle';
import { createDirectory } from '@monitoring-timeline/core';
import { readPaths } from '@monitoring-timeline/ingest';
import { corpusFolder, haveCorpus, readExpected } from '../../documents/corpus.ts';
import { type Bench, quantile, timed } from '../bench.ts';
import { inTemporaryFolder } from '../store/raw.ts';

const root = resolve(import.meta.dirname, '../../..');

// as the command does, so that no thread compiles what another has; both sides of a comparison have it
enableCompileCache();
const compiled = getCompileCacheDir();

const rounds = 3;
/** Every third document of the corpus: all kinds, sizes and years. */
const every = 3;

const directory = createDirectory();

function documents(): readonly string[] {
  return readExpected().map(({ file }) => join(corpusFolder, file));
}

async function ours(paths: readonly string[], readers: number): Promise<void> {
  for await (const { file, document, problems } of readPaths(paths, { directory, readers })) {
    if (!document && problems.length === 0) throw new Error(`nothing was read of ${file}`);
  }
}

/** What unpdf alone does with the same files in as many threads of its own; each takes the next file when it is done. */
async function textAlone(paths: readonly string[], threads: number): Promise<void> {
  const waiting = [...paths];
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./text-worker.ts', import.meta.url), {
      env: { ...process.env, ...(compiled ? { NODE_COMPILE_CACHE: compiled } : {}) },
    });
    for (let path = waiting.shift(); path; path = waiting.shift()) {
      const answered = new Promise<number>((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
      });
      worker.postMessage(path);
      if ((await answered) === 0) throw new Error(`unpdf gives no text of ${path}`);
      worker.removeAllListeners('error');
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: threads }, work));
}

interface Spent {
  /** Seconds by the clock, and of all processors together. */
  readonly seconds: number;
  readonly processor: number;
}

async function spent(work: () => Promise<void>): Promise<Spent> {
  const before = process.cpuUsage();
  const seconds = (await timed(work)) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { seconds, processor: (user + system) / 1e6 };
}

function against(name: string, threads: number): Bench {
  return {
    name,
    target: { atMost: 0.6, unit: 'ratio' },
    async run() {
      const paths = documents().filter((_, index) => index % every === 0);
      const mine: Spent[] = [];
      const alone: Spent[] = [];
      for (let round = 0; round < rounds; round += 1) {
        alone.push(await spent(() => textAlone(paths, threads)));
        mine.push(await spent(() => ours(paths, threads)));
      }
      const median = (list: readonly Spent[], of: keyof Spent): number =>
        quantile(
          list.map((one) => one[of]),
          0.5,
        );
      const [we, they] = [median(mine, 'seconds'), median(alone, 'seconds')];
      const processor = median(mine, 'processor') / median(alone, 'processor');
      return {
        value: we / they,
        detail: `${paths.length} documents to checked claims in ${we.toFixed(2)} s, unpdf to text in as many threads in ${they.toFixed(2)} s, median of ${rounds}; processor time ${processor.toFixed(2)} times`,
      };
    },
  };
}

/** Notes, as a process ends, the most of it that was resident at any time, and what of it now are pages of files, both in kB. */
const noting = `const { readFileSync, writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');
if (isMainThread) process.on('exit', () => {
  let ofFiles = 0;
  try {
    ofFiles = Number(/RssFile:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  } catch {}
  writeFileSync(process.env.TIMELINE_NOTED, JSON.stringify({ peak: process.resourceUsage().maxRSS, ofFiles }));
});`;

interface Noted {
  readonly peak: number;
  readonly ofFiles: number;
}

/**
 * What `timeline import FOLDER` holds in its one process, as people run it: from its bundle, on the shipped launcher. Its threads, what
 * is compiled of PDFium and its memory, and the log and documents that it writes are in it.
 */
async function importedBy(paths: readonly string[]): Promise<Noted> {
  const made = spawnSync(process.execPath, [join(root, 'scripts/bundle.ts'), '--unless-fresh']);
  if (made.status !== 0 || freshBundle(root) === undefined) throw new Error('Nothing is bundled.');
  return inTemporaryFolder(async (folder) => {
    const reports = join(folder, 'reports');
    mkdirSync(reports);
    for (const [index, path] of paths.entries()) {
      copyFileSync(path, join(reports, `${index}_${basename(path)}`));
    }
    const [noter, noted] = [join(folder, 'noting.cjs'), join(folder, 'noted.json')];
    writeFileSync(noter, noting);
    const words = ['import', reports, '--store', `sqlite:${join(folder, 'timeline.db')}`];
    const { status, stderr } = spawnSync(join(root, 'timeline'), words, {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: `--require=${noter}`, TIMELINE_NOTED: noted },
    });
    // something of real reports always waits for a person
    if (status !== 0 && status !== 1) throw new Error(`The import ended with ${status}: ${stderr}`);
    return JSON.parse(readFileSync(noted, 'utf8')) as Noted;
  });
}

/** The most memory that the process holds while it works, in megabytes. */
async function peakOf(work: () => Promise<void>): Promise<number> {
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  try {
    await work();
  } finally {
    clearInterval(look);
  }
  return peak / 1e6;
}

const readers = availableParallelism();

/** Reading documents, against what unpdf alone takes for their text. Only where the corpus is. */
export const benches: readonly Bench[] = haveCorpus
  ? [
      {
        name: 'memory while reading the whole corpus, one reader per core',
        target: { atMost: 300, unit: 'MB' },
        async run() {
          const paths = documents();
          const { peak, ofFiles } = await importedBy(paths);
          const mb = (kilobytes: number): number => (kilobytes * 1024) / 1e6;
          return {
            value: mb(peak),
            detail: `timeline import of ${paths.length} documents, ${readers} readers: most of the whole process that was resident at any time; ${mb(ofFiles).toFixed(0)} MB of it are pages of files, Node's own program above all, which processes share`,
          };
        },
      },
      {
        name: 'memory while reading the corpus ten times over, in times of once',
        target: { atMost: 1.1, unit: 'ratio' },
        async run() {
          const paths = documents();
          const once = await peakOf(() => ours(paths, readers));
          const tenfold = await peakOf(() => ours(Array(10).fill(paths).flat(), readers));
          return {
            value: tenfold / once,
            detail: `${paths.length} documents at most ${once.toFixed(0)} MB, ${10 * paths.length} at most ${tenfold.toFixed(0)} MB, ${readers} readers`,
          };
        },
      },
      against('documents to claims, one reader per core, in times of unpdf text alone', readers),
      against('documents to claims, one reader, in times of unpdf text alone', 1),
    ]
  : [];
