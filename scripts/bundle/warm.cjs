// Answers questions with a bundle that was just made, and keeps beside each of its files the code that V8 made for that.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { bundleLoader } = require('../../packages/cli/src/bundle.cjs');

const [folder, store] = process.argv.slice(2);
const { load, scripts } = bundleLoader();

async function warm() {
  const { command } = load(join(folder, 'command.cjs'));
  for (const words of [
    ['standing', 'sunderland'],
    ['trajectory', 'sunderland'],
    ['standing', 'sunderland', '--json'],
  ]) {
    process.argv = [process.execPath, 'timeline', ...words, '--store', store];
    await command();
    if (process.exitCode) throw new Error(`${words.join(' ')} ended with ${process.exitCode}`);
  }
  for (const [path, script] of scripts) writeFileSync(`${path}.code`, script.createCachedData());
}

warm();
