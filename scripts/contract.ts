import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { leave, markOf } from '../test/on-server/leaving.ts';

/**
 * Holds a KurrentDB that is named to what this program needs of one: `pnpm contract --on kurrentdb://...`. It runs the contract of
 * stores, registers and state, copies the record there and back, compares answers with those of a file, and where `--kill` and `--start`
 * say how to end and start a node (TIMELINE_NODE, HOST:PORT) kills leaders under writers. All streams have one prefix of their own and
 * are removed at the end, whatever happened. Exit code 1 where something did not hold, 3 where the server cannot be reached.
 */
const { values } = parseArgs({
  // pnpm hands on the dashes that part its own options from those of a script
  args: process.argv.slice(process.argv[2] === '--' ? 3 : 2),
  options: { on: { type: 'string' }, kill: { type: 'string' }, start: { type: 'string' } },
});
const { on: address, kill, start } = values;
if (address === undefined || /[?&]namespace=/i.test(address)) {
  console.error(
    address === undefined
      ? 'Name a server: pnpm contract --on "kurrentdb://HOST:2113?tls=false".'
      : '--on: leave namespace out of the address. The suites take names of their own, and remove them.',
  );
  process.exit(2);
}
if ((kill === undefined) !== (start === undefined)) {
  console.error('--kill and --start belong together: a node that is killed has to come back.');
  process.exit(2);
}

const root = join(import.meta.dirname, '..');
const prefix = `contract-${randomBytes(6).toString('hex')}-`;
const shown = address.replace(/(:\/\/[^:]*):.*@/s, '$1:***@');

const mark = await markOf(address).catch((error: unknown) => {
  console.error(
    `${shown} cannot be read: ${textOf(error)}. Check the address, and that this user may read $all.`,
  );
  process.exit(3);
});
console.log(`On ${shown}. All streams begin with ${prefix}`);
// stopping stops the suites; what they left is removed all the same
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
const vitest = join(
  dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);
const child = spawn(process.execPath, [vitest, 'run', '--config', 'test/on-server.config.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    TIMELINE_KURRENTDB: address,
    TIMELINE_KURRENTDB_PREFIX: prefix,
    TIMELINE_KURRENTDB_KILL: kill ?? '',
    TIMELINE_KURRENTDB_START: start ?? '',
  },
});
const [code] = (await once(child, 'exit')) as [number | null];

const left = await leave(address, prefix, mark).catch((error: unknown) => ({
  streams: 0,
  groups: 0,
  problems: [textOf(error)],
}));
console.log(`Removed ${left.streams} streams and ${left.groups} groups. Nothing else was touched.`);
for (const problem of left.problems) console.error(`Not removed: ${problem}`);
if (left.problems.length > 0) {
  console.error(`Remove what begins with ${prefix} by hand, as a user who may delete streams.`);
}
process.exitCode = code === 0 && left.problems.length === 0 ? 0 : 1;

/** Messages of the client may be empty, or only repeat the class. */
function textOf(error: unknown): string {
  const { message = '', type = '' } = (error ?? {}) as { message?: string; type?: string };
  return (message || type || String(error)).replaceAll(/\s+/g, ' ');
}
