#!/usr/bin/env node
import module from 'node:module';

/** What `engines` of this package says: an installer only warns of it. */
const oldest = 24;

if (Number.parseInt(process.versions.node, 10) < oldest) {
  process.stderr.write(
    `timeline: This needs Node ${oldest} or newer, and runs on ${process.versions.node}. Install a newer one, from nodejs.org for instance.\n`,
  );
  process.exitCode = 2;
} else {
  // before anything else is loaded: it halves the time from a cold start to the first answer
  module.enableCompileCache();
  const { command } = await import('./command.ts');
  await command();
}
