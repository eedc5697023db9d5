import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setPriority, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { outcomesOf, type Run, type TestOutcome, unsteadyOf } from './steady/compare.ts';

/**
 * Runs the suite again and again, each time with another seed, its files in another order and the machine kept busy in another
 * way, and lists every test that ever failed: `pnpm steady --runs 10`. `--load busy`, `nice` or `disk` keeps to one of the ways.
 * Further words choose test files. Exit code 1 where there is such a test.
 */
const { values, positionals } = parseArgs({
  // pnpm hands on the dashes that part its own options from those of a script
  args: process.argv.slice(process.argv[2] === '--' ? 3 : 2),
  options: { runs: { type: 'string', default: '10' }, load: { type: 'string' } },
  allowPositionals: true,
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error(`--runs: "${values.runs}" is no number of runs. Write for example --runs 3.`);
  process.exit(2);
}

const root = join(import.meta.dirname, '..');
const vitest = join(
  dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);
const keepBusy = join(import.meta.dirname, 'steady/keep-busy.ts');
const ways = {
  busy: { name: 'two busy loops beside it', beside: ['cpu', 'cpu'], priority: 0 },
  // one core is left to it: beside two loops it would hardly run at all
  nice: { name: 'at the lowest priority, beside a busy loop', beside: ['cpu'], priority: 19 },
  disk: { name: 'the disk kept busy', beside: ['disk'], priority: 0 },
} as const;
const loads = Object.entries(ways).flatMap(([way, load]) =>
  values.load === undefined || values.load === way ? [load] : [],
);
if (loads.length === 0) {
  console.error(`--load: "${values.load}" is none of ${Object.keys(ways).join(', ')}.`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'timeline-steady-'));
const children = new Set<ChildProcess>();

/** Starts a program as the head of a group of its own, so that what it starts can be ended with it. */
function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(process.execPath, [...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  children.add(child);
  return child;
}

function end(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch (error) {
    // all of the group have ended
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  children.delete(child);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(130));
}
process.on('exit', () => {
  for (const child of children) end(child, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

async function runOnce(number: number): Promise<Run> {
  const load = loads[number % loads.length]!;
  const seed = randomInt(1, 2 ** 31);
  const report = join(folder, `${number}.json`);
  const beside = load.beside.map((what) => start([keepBusy, what]));
  const suite = start(
    [
      ...[vitest, 'run', '--reporter=json', `--outputFile=${report}`],
      ...['--sequence.shuffle.files', `--sequence.seed=${seed}`, ...positionals],
    ],
    { TIMELINE_SEED: String(seed) },
  );
  if (load.priority !== 0 && suite.pid !== undefined) setPriority(suite.pid, load.priority);
  const [code] = (await once(suite, 'close')) as [number | null];
  end(suite, 'SIGKILL');
  for (const child of beside) end(child, 'SIGTERM');
  const outcomes = existsSync(report) ? outcomesOf(JSON.parse(readFileSync(report, 'utf8'))) : [];
  return { seed, load: load.name, outcomes: [...outcomes, theRunItself(code, outcomes)] };
}

/** A run that failed though no test of it did: errors that nobody caught, or no report at all. */
function theRunItself(code: number | null, outcomes: readonly TestOutcome[]): TestOutcome {
  const failed = code !== 0 && !outcomes.some(({ status }) => status === 'failed');
  return {
    file: join(root, 'the run itself'),
    test: '',
    ...(failed
      ? { status: 'failed', message: `it ended with ${code}, and no test failed` }
      : { status: 'passed' }),
  };
}

const made: Run[] = [];
for (let number = 0; number < runs; number += 1) {
  const begun = performance.now();
  const run = await runOnce(number);
  made.push(run);
  const failed = run.outcomes.filter(({ status }) => status === 'failed').length;
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(
    `Run ${number + 1} of ${runs}, ${run.load}, seed ${run.seed}: ${failed} failed of ${run.outcomes.length - 1}, ${seconds} s`,
  );
}
const unsteady = unsteadyOf(made);
for (const { file, test, passed, failures } of unsteady) {
  const how = passed > 0 ? `passed ${passed} times, failed ${failures.length}` : 'failed always';
  console.log(`\n${relative(root, file)} > ${test}\n  ${how}`);
  for (const { seed, load, message } of failures) {
    console.log(`  seed ${seed}, ${load}: ${message}`);
  }
}
console.log(
  unsteady.length === 0 ? '\nNo test ever failed.' : `\nTests that failed: ${unsteady.length}.`,
);
process.exitCode = unsteady.length === 0 ? 0 : 1;
