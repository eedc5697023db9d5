import { createInterface } from 'node:readline';
import { run } from '@monitoring-timeline/cli';

/**
 * The command, run again and again in one process: a line of standard input is the words of one call as JSON, and its output is
 * ended by a zero byte and the exit code. For tests that ask many questions of one store.
 */
process.stdout.setMaxListeners(0);
process.stderr.setMaxListeners(0);
for await (const line of createInterface({ input: process.stdin })) {
  const exitCode = await run(JSON.parse(line));
  process.stdout.write(`\0${exitCode}\n`);
}
