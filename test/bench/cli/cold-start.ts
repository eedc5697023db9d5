import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { type Bench, quantile, timed } from '../bench.ts';
import { inTemporaryFolder } from '../store/raw.ts';

const command = resolve(import.meta.dirname, '../../../packages/cli/src/timeline.cjs');

function run(folder: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`timeline ${args.join(' ')} ended with ${status}: ${stderr}`);
}

/** Median seconds of a question, each asked by a process of its own of a store that holds the shipped record. */
async function seconds(question: readonly string[]): Promise<{ median: number; best: number }> {
  return inTemporaryFolder(async (folder) => {
    const store = ['--store', `sqlite:${join(folder, 'timeline.db')}`];
    run(folder, ['start', '--quiet', ...store]);
    const times: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      times.push((await timed(() => run(folder, [...question, '--json', ...store]))) / 1000);
    }
    return { median: quantile(times, 0.5), best: Math.min(...times) };
  });
}

async function measured(question: readonly string[]) {
  const { median, best } = await seconds(question);
  const ms = (value: number): string => `${Math.round(value * 1000)} ms`;
  const detail = `timeline ${question.join(' ')} --json on the shipped record: median ${ms(median)}, best ${ms(best)} of 9 cold starts`;
  return { value: median, detail };
}

export const benches: readonly Bench[] = [
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
];
