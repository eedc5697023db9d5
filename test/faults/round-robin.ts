import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** One address before several services: each connection goes to the next of them that takes it, whoever it was before. */
export interface RoundRobin {
  readonly url: string;
  /** Addresses that were reached, in the order of connections. */
  readonly reached: readonly string[];
  /** Addresses of the services; may be changed at any time. */
  backends: readonly string[];
  /** Takes one out, and ends what is open to it: by itself one that stands still would never end it. */
  lose(backend: string): void;
  stop(): Promise<void>;
}

export async function startRoundRobin(backends: readonly string[]): Promise<RoundRobin> {
  const reached: string[] = [];
  const sockets = new Set<Socket>();
  const leading = new Map<Socket, string>();
  let turn = 0;

  function pass(client: Socket, attempts: number): void {
    const { backends: known } = robin;
    const backend = known[turn % known.length];
    turn += 1;
    if (backend === undefined || attempts === 0 || client.destroyed) {
      client.destroy();
      return;
    }
    const socket = connect(Number(new URL(backend).port), '127.0.0.1');
    let open = false;
    keep(socket);
    leading.set(socket, backend);
    socket.once('connect', () => {
      open = true;
      reached.push(backend);
      client.pipe(socket).pipe(client);
    });
    socket.once('error', () => {
      // nothing was sent to one that is not there: the next is asked
      if (!open) pass(client, attempts - 1);
    });
    socket.once('close', () => {
      leading.delete(socket);
      if (open) client.destroy();
    });
    client.once('close', () => socket.destroy());
  }

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  }

  const server = createServer({ pauseOnConnect: true }, (client) => {
    keep(client);
    pass(client, robin.backends.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const robin: RoundRobin = {
    url: `http://127.0.0.1:${port}`,
    reached,
    backends,
    lose(backend) {
      robin.backends = robin.backends.filter((one) => one !== backend);
      for (const [socket, to] of leading) if (to === backend) socket.destroy();
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
  return robin;
}
