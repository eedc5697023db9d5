import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { freshBundle } from '@monitoring-timeline/cli/bundle';
import { type Bench, quantile, timed } from '../bench.ts';
import { inTemporaryFolder } from '../store/raw.ts';

const root = resolve(import.meta.dirname, '../../..');
/** What people start. */
const command = resolve(root, 'timeline');

function run(folder: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`timeline ${args.join(' ')} ended with ${status}: ${stderr}`);
}

/** Lets something be done with a store that holds the shipped record, and a bundle of these sources. */
async function withRecord<T>(work: (folder: string, store: readonly string[]) => T): Promise<T> {
  const made = spawnSync(process.execPath, [join(root, 'scripts/bundle.ts'), '--unless-fresh']);
  if (made.status !== 0 || freshBundle(root) === undefined) throw new Error('Nothing is bundled.');
  return inTemporaryFolder(async (folder) => {
    const store = ['--store', `sqlite:${join(folder, 'timeline.db')}`];
    run(folder, ['start', '--quiet', ...store]);
    return work(folder, store);
  });
}

async function measured(question: readonly string[]) {
  const times = await withRecord(async (folder, store) => {
    const each: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      each.push((await timed(() => run(folder, [...question, '--json', ...store]))) / 1000);
    }
    return each;
  });
  const value = quantile(times, 0.5);
  const ms = (seconds: number): string => `${Math.round(seconds * 1000)} ms`;
  const detail = `timeline ${question.join(' ')} --json on the shipped record: median ${ms(value)}, best ${ms(Math.min(...times))} of 9 cold starts`;
  return { value, detail };
}

/** Milliseconds of a processor, its own and the system's, that a process takes. */
function processorMs(folder: string, args: readonly string[]): number {
  const script = 'TIMEFORMAT="%3U %3S"; time "$@" >/dev/null 2>/dev/null';
  const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}.`);
  const [user = 0, system = 0] = stderr.trim().split(' ').map(Number);
  return (user + system) * 1000;
}

/** How many times the processor of an empty program a question takes, in pairs, so that both meet the same machine. */
async function timesEmpty(question: readonly string[]) {
  const pairs = await withRecord((folder, store) => {
    const ask = [command, ...question, '--json', ...store];
    processorMs(folder, ask);
    return Array.from({ length: 20 }, () => ({
      empty: processorMs(folder, [process.execPath, '--eval', '']),
      asked: processorMs(folder, ask),
    }));
  });
  const asked = quantile(
    pairs.map((pair) => pair.asked),
    0.5,
  );
  const empty = quantile(
    pairs.map((pair) => pair.empty),
    0.5,
  );
  const detail = `timeline ${question.join(' ')} --json ${Math.round(asked)} ms of a processor, an empty Node ${Math.round(empty)} ms: medians of ${pairs.length} pairs`;
  return { value: asked / empty, detail };
}

/** Seconds of a processor that a question over the whole record takes. */
async function computing(question: readonly string[]) {
  const times = await withRecord((folder, store) => {
    const ask = [command, ...question, '--json', ...store];
    return Array.from({ length: 5 }, () => processorMs(folder, ask) / 1000);
  });
  const value = quantile(times, 0.5);
  const seconds = (one: number): string => `${one.toFixed(2)} s`;
  const detail = `timeline ${question.join(' ')} --json on the shipped record: median ${seconds(value)} of a processor, best ${seconds(Math.min(...times))} of ${times.length}`;
  return { value, detail };
}

export const benches: readonly Bench[] = [
  {
    name: 'standing of one authority from a cold start, against an empty Node',
    target: { atMost: 3, unit: 'ratio' },
    run: () => timesEmpty(['standing', 'sunderland']),
  },
  {
    name: 'standing of one authority from a cold start',
    target: { atMost: 0.5, unit: 's' },
    run: () => measured(['standing', 'sunderland']),
  },
  {
    name: 'picture of England from a cold start',
    target: { atMost: 1.5, unit: 's' },
    run: () => measured(['picture']),
  },
  {
    name: 'computing for a replay of the whole record',
    target: { atMost: 5, unit: 's' },
    run: () => computing(['replay']),
  },
  {
    name: 'computing for what eleven years of the whole record changed',
    target: { atMost: 5, unit: 's' },
    run: () => computing(['diff', '--from', '2015-01-01', '--to', '2026-01-01']),
  },
];
