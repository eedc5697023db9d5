import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { startServing } from './serving.ts';

/**
 * Another process that serves a log: `node serving-process.ts LOG`. It prints its address, and its resident memory in bytes for each
 * line that comes in; it ends with its standard input.
 */
const [log = ''] = process.argv.slice(2);
const store = await openSqliteStore(log);
const serving = await startServing({ store }, { maxSubscriptionsOfOne: 10_000 });
process.stdout.write(`${JSON.stringify({ url: serving.url })}\n`);
process.stdin.on('data', () => {
  process.stdout.write(`${JSON.stringify({ rss: process.memoryUsage.rss() })}\n`);
});
process.stdin.on('end', () => {
  serving.stop().then(() => process.exit(0));
});
