import { globSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Bench, Target } from './bench.ts';

/**
 * Runs every bench module under `test/bench/<folder>/`, or those whose name holds one of the words given, and
 * prints what each reached beside its target. Exit code 1 where a target was missed.
 */
const here = dirname(fileURLToPath(import.meta.url));
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

let missed = 0;
for (const path of globSync('*/*.ts', { cwd: here }).sort()) {
  for (const bench of await benchesOf(join(here, path))) {
    const name = `${relative('.', dirname(path))}: ${bench.name}`;
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
}
process.exitCode = missed === 0 ? 0 : 1;
