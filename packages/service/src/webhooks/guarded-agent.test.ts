import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GuardedAgent } from './guarded-agent.ts';

describe('connections to public addresses alone', () => {
  let server: Server;
  let asked = 0;
  let port = 0;

  beforeAll(async () => {
    server = createServer((_request, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());

  it.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '[::127.0.0.1]'])(
    'are not made to %s, whether it is written out or a name leads there',
    async (host) => {
      const agent = new GuardedAgent({ toPrivate: false, ports: [port] });
      const error = await agent
        .request(`http://${host}:${port}/`, { method: 'GET' })
        .catch((e) => e);
      expect(error).toMatchObject({ code: 'AddressNotPublic' });
      expect(asked).toBe(0);
      await agent.destroy();
    },
  );

  it('are made to the ports alone that the operator lists', async () => {
    const agent = new GuardedAgent({ toPrivate: false, ports: [443] });
    const error = await agent
      .request(`http://93.184.215.14:${port}/`, { method: 'GET' })
      .catch((e) => e);
    expect(error).toMatchObject({ code: 'PortNotAllowed' });
    await agent.destroy();
  });

  it('are made to others where the operator allows it', async () => {
    const agent = new GuardedAgent({ toPrivate: true, ports: [443] });
    const { statusCode } = await agent.request(`http://localhost:${port}/`, { method: 'GET' });
    expect([statusCode, asked]).toEqual([200, 1]);
    await agent.destroy();
  });
});
