import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { startCommand } from '../support/command.ts';

/** `timeline serve` in a process of its own. */
export interface Machine {
  readonly url: string;
  readonly process: ChildProcess;
}

/** Serves a store, as `--store` takes it, by the file `settings.json` of a folder. */
export async function startMachine(folder: string, address: string): Promise<Machine> {
  const words = ['serve', '--json', '--config', 'settings.json', '--store', address];
  const child = startCommand(folder, words);
  child.stderr?.resume();
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const { url } = JSON.parse(String((await lines.next()).value)) as { url: string };
  return { url, process: child };
}

/** Ends one as nothing in it can know of. */
export async function kill({ process: child }: Machine): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Whether it is the one that issues notices. */
export async function isIssuing({ url }: Machine): Promise<boolean> {
  const answer = await fetch(`${url}/metrics`);
  return /^timeline_notices_issuing 1$/m.test(await answer.text());
}
