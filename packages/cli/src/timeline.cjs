#!/usr/bin/env node
// What starts the command: its bundle where there is one of these sources, else the sources themselves.
const { join, resolve } = require('node:path');
const { bundleLoader, freshBundle } = require('./bundle.cjs');

/** Modules of whoever runs this share ours, which a bundle has no names for; a service may be set to load some. */
function takesModules([command, ...words]) {
  return (
    command === 'serve' ||
    command === 'start' ||
    [command, ...words].some((word) => word === '--with' || word?.startsWith('--with='))
  );
}

const words = process.argv.slice(2);
const bundle = takesModules(words)
  ? undefined
  : freshBundle(resolve(__dirname, '../../..'), { words });
if (bundle === undefined) {
  const { enableCompileCache } = require('node:module');
  enableCompileCache();
  import('./main.ts');
} else {
  bundleLoader(bundle).load(join(bundle.folder, 'command.cjs')).command();
}
