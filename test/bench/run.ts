import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { keepMeasurements } from '../../scripts/performance.ts';
import { type Bench, eventsOfLarge, type Kept, type Measurement, type Target } from './bench.ts';

/**
 * Runs every bench module under `test/bench/<folder>/`, or those whose name holds one of the words given, and
 * prints what each reached beside its target; each module in a process of its own. Exit code 1 where a target was missed. With
 * `--keep` what was measured goes to docs/performance.json, and docs/performance.md is made from it. `--events 1e7` says how many events a
 * large log has (`pnpm bench large --events 1e7`).
 */
const here = dirname(fileURLToPath(import.meta.url));
/** Names the one module that a process is to run. */
const ownModule = 'TIMELINE_BENCH_MODULE';
/** Names the file that takes what was measured, a line each. */
const resultsFile = 'TIMELINE_BENCH_RESULTS';
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'boolean', default: false }, events: { type: 'string' } },
});
const { keep, events } = values;
const words = positionals.map((word) => word.toLowerCase());

const format = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

function reached(target: Target, value: number): boolean {
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
}

function described(target: Target): string {
  const unit = target.unit === 'ratio' ? '' : ` ${target.unit}`;
  return 'atLeast' in target ? `>= ${target.atLeast}${unit}` : `<= ${target.atMost}${unit}`;
}

async function benchesOf(path: string): Promise<readonly Bench[]> {
  const module = (await import(pathToFileURL(path).href)) as { benches?: readonly Bench[] };
  return module.benches ?? [];
}

const named = (path: string, bench: Bench): string =>
  `${relative('.', dirname(path))}: ${bench.name}`;

/** Runs the benches of one module that were asked for; how many missed their target. */
async function runModule(path: string): Promise<number> {
  let missed = 0;
  for (const bench of await benchesOf(join(here, path))) {
    const name = named(path, bench);
    const isNamed = words.some((word) => name.toLowerCase().includes(word));
    if (!isNamed && (words.length > 0 || bench.onlyNamed)) continue;

    const measurement = await bench.run();
    const { value, detail } = measurement;
    note(name, bench.target, measurement);
    const held = reached(bench.target, value);
    if (!held) missed += 1;
    const figure = format(value).padStart(7);
    console.log(
      `${held ? 'ok    ' : 'MISSED'} ${figure}  ${described(bench.target).padEnd(10)}  ${name}`,
    );
    console.log(`                           ${detail}`);
  }
  return missed;
}

function note(name: string, target: Target, measurement: Measurement): void {
  const results = process.env[resultsFile];
  if (results === undefined) return;
  const kept: Kept = {
    ...{ name, target, ...measurement, held: reached(target, measurement.value) },
    on: new Date().toISOString().slice(0, 10),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  };
  appendFileSync(results, `${JSON.stringify(kept)}\n`);
}

const module = process.env[ownModule];
if (module !== undefined) {
  process.exitCode = (await runModule(module)) === 0 ? 0 : 1;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'timeline-bench-results-'));
  const results = join(folder, 'results.jsonl');
  appendFileSync(results, '');
  // each module in a process of its own: what one leaves in memory is no figure of the next
  for (const path of globSync('*/*.ts', { cwd: here }).sort()) {
    const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...words], {
      stdio: 'inherit',
      env: {
        ...process.env,
        ...(events === undefined ? {} : { [eventsOfLarge]: events }),
        [ownModule]: path,
        [resultsFile]: results,
      },
    });
    if (status !== 0) process.exitCode = 1;
  }
  const lines = readFileSync(results, 'utf8').split('\n').filter(Boolean);
  rmSync(folder, { recursive: true });
  if (keep) keepMeasurements(lines.map((line) => JSON.parse(line) as Kept));
}
