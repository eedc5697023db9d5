import { once } from 'node:events';
import { createServer } from 'node:net';

/** How many ports after the first are tried before any is taken. */
const tried = 20;

/** The first port from this one on that nothing listens on; 0, which takes any, where the next few are all taken. */
export async function freePort(host: string, from: number): Promise<number> {
  for (let port = from; port <= Math.min(from + tried, 65_535); port += 1) {
    if (await isFree(host, port)) return port;
  }
  return 0;
}

async function isFree(host: string, port: number): Promise<boolean> {
  const server = createServer();
  server.listen({ host, port });
  try {
    await once(server, 'listening');
  } catch (error) {
    // any other refusal is told by whoever listens
    return (error as NodeJS.ErrnoException).code !== 'EADDRINUSE';
  }
  server.close();
  await once(server, 'close');
  return true;
}
