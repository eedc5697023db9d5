import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A delivery as a receiver got it. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly subject: string;
  readonly id: string;
}

/** A receiver of webhooks that answers as it is told. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** Deliveries that were answered with 200. */
  readonly taken: Received[];
  /** Decides the answer to a delivery: its status, or none at all. */
  answer: (received: Received) => number | 'silence';
  /** The header `Retry-After` of the answer. */
  retryAfter: (received: Received) => string | undefined;
  /** Resolves when the condition holds. */
  until(condition: () => boolean): Promise<void>;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { subject = '', id } = JSON.parse(body) as { subject?: string; id: string };
      const { headers, url: path = '' } = request;
      const received = { path, headers, body, subject, id };
      receiver.received.push(received);
      const status = receiver.answer(received);
      if (status === 200) receiver.taken.push(received);
      if (status !== 'silence') {
        const wait = receiver.retryAfter(received);
        response.writeHead(status, {
          ...(status === 302 ? { location: receiver.url } : {}),
          ...(wait === undefined ? {} : { 'retry-after': wait }),
        });
        response.end();
      }
      for (const wake of [...waiting]) wake();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    received: [],
    taken: [],
    answer: () => 200,
    retryAfter: () => undefined,
    until(condition) {
      return new Promise((resolve) => {
        const look = (): void => {
          if (!condition()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
