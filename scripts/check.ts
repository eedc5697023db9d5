import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Every check of a change: types, lint, the direction of imports, what nobody uses, all tests. `--fast` runs the unit tests of what changed
 * since main instead of all tests. Further words go to the test runner. Nothing is tested where another check fails.
 */
const root = join(import.meta.dirname, '..');
const [first, ...rest] = process.argv.slice(2);
const fast = first === '--fast';
const words = fast || first === undefined ? rest : [first, ...rest];

/** The file that a package names as its command. */
function binary(name: string, command: string): string {
  // where it is installed, since not every package lets its manifest be asked for
  const manifest = join(root, 'node_modules', name, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command]);
}

/** Where this line of work left main: the commit that changes are counted from. */
function whereMainWas(): string {
  for (const main of ['main', 'origin/main']) {
    const { status, stdout } = spawnSync('git', ['merge-base', 'HEAD', main], {
      cwd: root,
      encoding: 'utf8',
    });
    if (status === 0) return stdout.trim();
  }
  return 'HEAD';
}

// each by its own name: `packages/` alone would be `test/packages`, too, which makes and installs every package
const units = readdirSync(join(root, 'packages')).map((name) => `packages/${name}/src/`);
const tests = fast ? ['--changed', whereMainWas(), '--passWithNoTests', ...units] : [];
/** Checks of the sources: a row for each of two cores, which takes one after the other. */
const rows = [
  // with several threads each works out for itself what types are made of: more work than two cores take less time for
  [[binary('typescript', 'tsc'), '--build', 'tsconfig.check.json', '--singleThreaded']],
  [
    [binary('@biomejs/biome', 'biome'), 'check', '.'],
    ['scripts/floors.ts'],
    // what nobody uses any more goes; a change in the making may still be on its way to its user
    ...(fast ? [] : [[binary('knip', 'knip'), '--no-progress']]),
  ],
];
const codes = await Promise.all(rows.map(inTurn));
process.exitCode =
  codes.find((code) => code !== 0) ??
  (await run([binary('vitest', 'vitest'), 'run', ...tests, ...words]));

/** Runs steps until one fails, and answers its exit code; 0 where none does. */
async function inTurn(steps: readonly (readonly string[])[]): Promise<number> {
  for (const step of steps) {
    const code = await run(step);
    if (code !== 0) return code;
  }
  return 0;
}

/** Runs one step to its end, and answers the exit code that a shell would give. What asks this process to end is passed on. */
function run(step: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, step, { cwd: root, stdio: 'inherit' });
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;
    for (const signal of signals) process.on(signal, pass);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const one of signals) process.off(one, pass);
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']);
    });
  });
}
