import { parseArgs } from 'node:util';
import { journalledLog } from './journal.ts';
import { TestServer } from './server.ts';

/**
 * The server as a process of its own: `node packages/core/src/kurrentdb-test-server/main.ts [--port N] [--data FILE] [--grace MS]`. It prints its
 * connection string; SIGTERM stops it gracefully, SIGKILL does not, SIGSTOP freezes it. With `--data` a server
 * that is started again on the same file has its events; persistent subscriptions must be created again.
 */
const { values } = parseArgs({
  options: { port: { type: 'string' }, data: { type: 'string' }, grace: { type: 'string' } },
});
const numberOf = (name: 'port' | 'grace', most: number): number => {
  const number = Number(values[name] ?? 0);
  if (Number.isInteger(number) && number >= 0 && number <= most) return number;
  process.stderr.write(`--${name} takes a whole number up to ${most}, not "${values[name]}"\n`);
  process.exit(2);
};
const grace = numberOf('grace', 60_000);
const server = new TestServer({
  port: numberOf('port', 65_535),
  ...(values.data === undefined ? {} : { log: journalledLog(values.data) }),
});
try {
  await server.start();
} catch (error) {
  process.stderr.write(`The server cannot listen: ${(error as Error).message}\n`);
  process.exit(3);
}
process.stdout.write(`${server.connectionString}\n`);
process.once('SIGTERM', () => {
  void server.stop(grace).then(() => process.exit(0));
});
