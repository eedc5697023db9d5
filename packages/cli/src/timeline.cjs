#!/usr/bin/env node
// What starts the command: its bundle where there is one of these sources, else the sources themselves.
const { join, resolve } = require('node:path');
const { beginningOf, bundleLoader, freshBundle } = require('./bundle.cjs');

const words = process.argv.slice(2);
const beginning = beginningOf(words);
const bundle = beginning && freshBundle(resolve(__dirname, '../../..'), { words });
if (bundle === undefined) {
  const { enableCompileCache } = require('node:module');
  enableCompileCache();
  import('./main.ts');
} else {
  bundleLoader(bundle).load(join(bundle.folder, beginning)).command();
}
