import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Bench, eventsOfLarge, type Measurement, type Target } from '../bench.ts';
import { inTemporaryFolder } from '../store/raw.ts';
import { authoritiesIn, folderKept } from './kept-logs.ts';

const events = Number(process.env[eventsOfLarge] ?? 1e6);
const small = 1e4;

/** What `apart/large.ts` prints of the first start, and of the next. */
interface First {
  readonly seconds: number;
  readonly computing: number;
  readonly written: number;
  readonly mb: number;
}
interface Pair {
  readonly large: number;
  readonly small: number;
}
interface Next {
  readonly opening: { readonly seconds: number; readonly computing: number };
  readonly alone: number;
  readonly questions: { readonly standing: Pair; readonly due: Pair };
  readonly live: { readonly median: number; readonly computing: number };
  readonly mb: number;
}

function run(script: string, ...words: readonly string[]): string {
  const path = join(import.meta.dirname, 'apart', script);
  return execFileSync(process.execPath, [path, ...words], { encoding: 'utf8', maxBuffer: 1e6 });
}

function filled(folder: string, many: number): string {
  const log = join(folder, `${many}.db`);
  if (!existsSync(log)) run('fill.ts', log, String(many), String(authoritiesIn(many)));
  return log;
}

async function measured(folder: string): Promise<readonly [First, Next]> {
  mkdirSync(folder, { recursive: true });
  const [large, little] = [filled(folder, events), filled(folder, small)];
  // what an earlier run kept is no first start
  for (const log of [large, little]) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${log}.state${suffix}`, { force: true });
  }
  run('large.ts', 'keep', little);
  const first = JSON.parse(run('large.ts', 'keep', large)) as First;
  return [first, JSON.parse(run('large.ts', 'go-on', large, little)) as Next];
}

let once: Promise<readonly [First, Next]> | undefined;
function all(): Promise<readonly [First, Next]> {
  once ??= folderKept === undefined ? inTemporaryFolder(measured) : measured(folderKept);
  return once;
}

const of = `10^${Number(Math.log10(events).toFixed(1))} events`;

function bench(
  name: string,
  target: Target,
  told: (next: Next, first: First) => Measurement,
): Bench {
  return {
    name: `a large log of ${of}: ${name}`,
    target,
    onlyNamed: true,
    async run() {
      const [first, next] = await all();
      return told(next, first);
    },
  };
}

const beside = ({ large, small: little }: Pair): Measurement => ({
  value: large / little,
  detail: `median of 40 authorities that nobody asked about before: ${large.toFixed(1)} ms of a processor, of 10^4 events ${little.toFixed(1)} ms`,
});

export const benches: Bench[] = [
  bench('starting from what was kept', { atMost: 5, unit: 's' }, ({ opening, alone }, first) => ({
    value: opening.computing,
    detail: `of a processor, to one standing with notices issued (${opening.seconds.toFixed(1)} s by the clock), ${alone.toFixed(0)} MB; without what was kept ${first.computing.toFixed(1)} s and ${first.mb.toFixed(0)} MB; keeping it takes ${first.written.toFixed(1)} s`,
  })),
  bench('standing, in times of a small log', { atMost: 3, unit: 'ratio' }, ({ questions }) =>
    beside(questions.standing),
  ),
  bench(
    'due of an authority, in times of a small log',
    { atMost: 3, unit: 'ratio' },
    ({ questions }) => beside(questions.due),
  ),
  bench(
    'computing from a late correction to the changed answer',
    { atMost: 100, unit: 'ms' },
    ({ live }) => ({
      value: live.computing,
      detail: `from the append to who follows the standing, while notices are issued, median of 20; ${live.median.toFixed(0)} ms by the clock of a machine that others use`,
    }),
  ),
  bench('memory of all of that', { atMost: 1000, unit: 'MB' }, ({ mb }) => ({
    value: mb,
    detail: 'most that was resident of one process, the small log included',
  })),
];
