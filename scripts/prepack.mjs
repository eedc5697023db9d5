// What `pnpm pack` in a package begins with, on whatever Node runs it: the package is compiled anew from its sources, so that
// a tarball never lacks them and never holds what lay about; the command takes the shipped record along.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const here = process.cwd();
const { name } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));

function fail(message) {
  console.error(message);
  process.exit(1);
}

// npm leaves the entries at the sources and the versions of our own packages unsaid: what it packs cannot be installed
if (!process.env.npm_config_user_agent?.startsWith('pnpm/')) {
  fail(
    `${name} is packed by pnpm: run \`npx pnpm pack\` here, or \`npm run tarballs\` in ${root}.`,
  );
}
const compiler = join(root, 'node_modules/typescript/bin/tsc');
if (!existsSync(compiler)) fail(`Nothing is installed in ${root}. Run \`npx pnpm install\` there.`);

// `npm run tarballs` has compiled all of them at once
if (process.env.TIMELINE_COMPILED !== 'yes') {
  rmSync(join(here, 'dist'), { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [compiler, '--build', here], { stdio: 'inherit' });
  if (status !== 0) fail(`${name} does not compile: the lines above say why. Nothing was packed.`);
}
if (name === '@monitoring-timeline/cli') {
  const data = join(here, 'data');
  rmSync(data, { recursive: true, force: true });
  cpSync(join(root, 'data'), data, { recursive: true });
}
