// What `npm start` and `npm test` begin with, on whatever Node started them (20 or later): installs from the lockfile
// with the pinned pnpm unless that is done, then runs a program of ours on the Node that the lockfile pins. Only
// installing needs a network. What asks this process to end, or the one that started it, is passed on.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const marker = join(modules, '.installed');
const pinnedNode = join(modules, 'node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

let child;
/** The first signal that asked this process to end. */
let stoppedBy;

// a program that is told twice ends at once. Where somebody sits at a terminal, Ctrl+C has reached it already, but what asks
// npm alone has not; told in other words, it ends by either and takes neither for a second time
process.on('SIGINT', () => {
  const first = stoppedBy === undefined;
  const terminal = process.stdin.isTTY;
  stop('SIGINT', !terminal);
  if (terminal && first) child?.kill('SIGTERM');
});
process.on('SIGTERM', () => stop('SIGTERM', stoppedBy !== 'SIGTERM'));
process.on('SIGHUP', () => stop('SIGHUP', stoppedBy !== 'SIGHUP'));

// npm asks the shell in between to end, which tells nobody: that it is gone is how this process hears of it
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent && stoppedBy === undefined) stop('SIGTERM', true);
}, 200).unref();

function stop(signal, passOn) {
  stoppedBy = signal;
  if (passOn) child?.kill(signal);
}

function fail(message, code) {
  console.error(message);
  process.exit(code);
}

/** Runs a program to its end, and answers the exit code that a shell would give. */
function run(file, args, env = process.env) {
  return new Promise((resolve) => {
    child = spawn(file, args, { cwd: root, stdio: 'inherit', env });
    child.on('error', ({ message }) => fail(`Could not start ${file}: ${message}`, 2));
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** What was to be installed and what is: the lockfile, every manifest, and the lockfile that pnpm left where it installed. */
function state() {
  const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}/`);
  const manifests = ['', 'test/', 'reference/', ...packages].map(
    (folder) => `${folder}package.json`,
  );
  const hash = createHash('sha256');
  for (const file of [
    ...['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests.sort()],
    'node_modules/.pnpm/lock.yaml',
  ]) {
    const path = join(root, file);
    hash.update(`${file}\n${existsSync(path) ? readFileSync(path, 'utf8') : ''}\n`);
  }
  return hash.digest('hex');
}

function isInstalled() {
  return existsSync(marker) && existsSync(pinnedNode) && readFileSync(marker, 'utf8') === state();
}

/** The npm that started this, else the one beside this Node. */
function npm() {
  const beside = dirname(process.execPath);
  return [
    process.env.npm_execpath ?? '',
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
  ].find((path) => basename(path) === 'npm-cli.js' && existsSync(path));
}

async function install() {
  const cli = npm();
  if (!cli) fail('npm was not found. Begin with `npm start` or `npm test`.', 2);
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  rmSync(marker, { force: true });
  console.error(
    'Installing what the lockfile names: once, and again after it has changed. This can take some minutes.',
  );
  const code = await run(
    process.execPath,
    [
      ...[cli, 'exec', '--yes', `--package=${packageManager}`, '--', 'pnpm', '--dir', root],
      ...['install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'],
    ],
    { ...process.env, npm_config_loglevel: 'error' },
  );
  if (stoppedBy) process.exit(128 + constants.signals[stoppedBy]);
  if (code !== 0) {
    fail(
      'Installing failed; the lines above say why. The first time, and after the lockfile changed, the npm registry must be within reach.',
      code,
    );
  }
  writeFileSync(marker, state());
}

/** Makes the bundle that the command starts from in a third of the time, unless there is one of these sources; without it, it runs from them. */
async function bundle() {
  const code = await run(pinnedNode, [
    join(root, 'scripts/bundle.ts'),
    '--unless-fresh',
    '--quiet',
  ]);
  if (stoppedBy) process.exit(128 + constants.signals[stoppedBy]);
  if (code !== 0)
    console.error(
      'The command was not bundled: it runs from its sources, which takes longer to begin.',
    );
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`This is Node ${process.versions.node}; Node 20 or later is needed to begin.`, 2);
}
const [program, ...words] = process.argv.slice(2);
if (program === undefined) fail('Say which program is to run: packages/cli/src/main.ts.', 2);
if (!isInstalled()) await install();
if (program.startsWith('packages/cli/')) await bundle();
process.exitCode = await run(pinnedNode, [join(root, program), ...words]);
