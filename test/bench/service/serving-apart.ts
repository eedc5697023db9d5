import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A service in a process of its own. */
export interface ServingApart {
  readonly url: string;
  /** Resident memory of the process, MB. */
  memory(): Promise<number>;
  end(): Promise<void>;
}

/** Serves the log in a file from another process, so that what its clients take is no figure of it. */
export async function servingApart(log: string): Promise<ServingApart> {
  const script = join(import.meta.dirname, '../../service/serving-process.ts');
  const server = spawn(process.execPath, [script, log]);
  const lines = createInterface(server.stdout);
  const [address] = (await once(lines, 'line')) as [string];
  const { url } = JSON.parse(address) as { url: string };
  return {
    url,
    async memory() {
      server.stdin.write('memory\n');
      const [answer] = (await once(lines, 'line')) as [string];
      return (JSON.parse(answer) as { rss: number }).rss / 1024 / 1024;
    },
    async end() {
      server.stdin.end();
      await once(server, 'exit');
    },
  };
}
