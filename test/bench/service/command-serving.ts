import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ServingApart } from './serving-apart.ts';

const root = join(import.meta.dirname, '../../..');
/** The command as people start it: with what it gives a service of memory, from the bundle that `npm start` makes first. */
const launcher = join(root, 'timeline');
const settings = {
  TIMELINE_MAX_SUBSCRIPTIONS: '10000',
  TIMELINE_MAX_SUBSCRIPTIONS_OF_ONE: '10000',
  TIMELINE_RATE_PER_MINUTE: '100000',
  TIMELINE_LOG_LEVEL: 'warn',
};

/** Serves the shipped record from a new log by the command itself, in a process of its own. Its memory is told on Linux alone. */
export async function commandServing(log: string): Promise<ServingApart> {
  execFileSync(process.execPath, [join(root, 'scripts/bundle.ts'), '--unless-fresh', '--quiet']);
  const store = `sqlite:${log}`;
  execFileSync(launcher, ['start', '--quiet', '--store', store], { stdio: 'ignore' });
  const server = spawn(launcher, ['serve', '--port', '0', '--json', '--store', store], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...settings },
  });
  const [address] = (await once(createInterface(server.stdout), 'line')) as [string];
  const { url } = JSON.parse(address) as { url: string };
  return {
    url,
    memory: async () => {
      const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
    },
    async end() {
      server.kill('SIGTERM');
      await once(server, 'exit');
    },
  };
}
