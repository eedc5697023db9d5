import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from './free-port.ts';

// where the whole of 127.0.0.0/8 is this machine, an address that nothing else listens on
const host = process.platform === 'linux' ? '127.20.18.7' : '127.0.0.1';

async function listening(port = 0): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer().listen({ host, port });
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

it('the port that is asked for is taken where it is free, else a later one', async () => {
  const { server, port } = await listening();
  const other = await freePort(host, port);
  expect(other).not.toBe(port);
  const { server: second } = await listening(other);
  expect(await freePort(host, port)).not.toBe(other);
  second.close();
  server.close();
  await once(server, 'close');
  expect(await freePort(host, port)).toBe(port);
});

it('an address that this machine does not have is left for the listener to refuse', async () => {
  expect(await freePort('192.0.2.1', 8080)).toBe(8080);
});
