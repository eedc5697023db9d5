// Runs on whatever Node started it (20 or later): fetches the pinned pnpm through npx, installs from the
// lockfile, then hands over to a workspace script, which runs on the Node that the lockfile pins.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const windows = process.platform === 'win32';
const words = process.argv.slice(2);

function stop(message, code) {
  console.error(message);
  process.exit(code);
}

function pnpm(...args) {
  const { status, signal, error } = spawnSync(
    windows ? 'npx.cmd' : 'npx',
    ['--yes', packageManager, '--dir', windows ? `"${root}"` : root, ...args],
    {
      // where the user stands, which pnpm hands on to the script that it runs in the root
      cwd: process.env.INIT_CWD ?? process.cwd(),
      stdio: 'inherit',
      shell: windows,
      env: { ...process.env, npm_config_loglevel: 'error' },
    },
  );
  if (error) stop(`Could not start npx (${error.message}). Install Node 20 or later, with npm.`, 2);
  if (signal) process.exit(130);
  return status ?? 1;
}

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  stop(`This is Node ${process.versions.node}; Node 20 or later is needed to begin.`, 2);
}
if (words.length === 0) stop('Say what pnpm is to do: run begin, or run check.', 2);

const installed = pnpm(
  'install',
  '--frozen-lockfile',
  '--prefer-offline',
  '--reporter=append-only',
);
if (installed !== 0) {
  stop(
    'Installing failed; the lines above say why. The npm registry must be within reach.',
    installed,
  );
}
process.exitCode = pnpm('--silent', ...words);
