import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Bench, Target } from './bench.ts';

/**
 * Runs every bench module under `test/bench/<folder>/`, or those whose name holds one of the words given, and
 * prints what each reached beside its target; each module in a process of its own. Exit code 1 where a target was missed.
 */
const here = dirname(fileURLToPath(import.meta.url));
/** Names the one module that a process is to run. */
const ownModule = 'TIMELINE_BENCH_MODULE';
const words = process.argv.slice(2).map((word) => word.toLowerCase());

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
    if (words.length > 0 && !words.some((word) => name.toLowerCase().includes(word))) continue;
    const { value, detail } = await bench.run();
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

const module = process.env[ownModule];
if (module !== undefined) {
  process.exitCode = (await runModule(module)) === 0 ? 0 : 1;
} else {
  // each module in a process of its own: what one leaves in memory is no figure of the next
  for (const path of globSync('*/*.ts', { cwd: here }).sort()) {
    const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...words], {
      stdio: 'inherit',
      env: { ...process.env, [ownModule]: path },
    });
    if (status !== 0) process.exitCode = 1;
  }
}
