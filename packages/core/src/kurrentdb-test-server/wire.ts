import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { constants, type ServerHttp2Stream } from 'node:http2';
import { createServer, type Server, type Socket } from 'node:net';
import { type Duplex, duplexPair } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

const HOST = '127.0.0.1';
/** Where Node tells of every HTTP/2 stream that a server of this process opens. */
const STREAM_OPENED = 'http2.server.stream.start';

interface Connection {
  readonly socket: Socket;
  /** The end of the pair that this file holds, and the end that the gRPC server talks to. */
  readonly near: Duplex;
  readonly far: Duplex;
}

/**
 * The connections of a server. Between each socket and the gRPC server lies a pair of plain streams, because an
 * HTTP/2 session takes its socket's handle: only so can a connection be held up, cut or reset from outside.
 */
export class Wire {
  readonly #connections = new Set<Connection>();
  readonly #calls = new Map<ServerHttp2Stream, Duplex>();
  #port: number;
  #server: Server | undefined;
  #frozen = false;

  constructor(port: number) {
    this.#port = port;
  }

  get port(): number {
    return this.#port;
  }

  async listen(serve: (connection: Duplex) => void): Promise<void> {
    const server = createServer((socket) => this.#accept(socket, serve));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, HOST, () => resolve());
    });
    const address = server.address();
    if (typeof address === 'object' && address !== null) this.#port = address.port;
    this.#server = server;
    this.#frozen = false;
    subscribe(STREAM_OPENED, this.#noteCall);
  }

  /** Resets every connection and goes on listening. */
  cut(): void {
    for (const { socket } of this.#connections) socket.resetAndDestroy();
  }

  /** Stops listening and resets every connection, as the end of a process does. */
  async reset(): Promise<void> {
    const closed = this.#stopListening();
    this.cut();
    await closed;
    // No process comes back before its clients have heard of its end.
    await sleep(20);
  }

  /** Stops listening, lets open calls go on for a while, then ends them without a status. */
  async stop(graceMs: number): Promise<void> {
    const closed = this.#stopListening();
    await sleep(graceMs);
    const open = [...this.#calls.keys()].filter(({ destroyed }) => !destroyed);
    const ended = open.map((call) => once(call, 'close'));
    for (const call of open) call.close(constants.NGHTTP2_NO_ERROR);
    await Promise.all(ended);
    // The clients must have read the end of their calls before their connections go.
    await sleep(20);
    for (const { socket } of this.#connections) socket.destroySoon();
    await closed;
  }

  freeze(): void {
    this.#frozen = true;
    for (const { socket, near } of this.#connections) {
      socket.pause();
      near.pause();
    }
  }

  thaw(): void {
    this.#frozen = false;
    for (const { socket, near } of this.#connections) {
      socket.resume();
      near.resume();
    }
  }

  #accept(socket: Socket, serve: (connection: Duplex) => void): void {
    const [near, far] = duplexPair();
    const connection = { socket, near, far };
    this.#connections.add(connection);
    socket.setNoDelay(true);
    carry(socket, near);
    carry(near, socket);
    for (const side of [socket, near, far])
      side.on('error', () => {
        // A connection that breaks is what this is for; the client hears of it on its side.
      });
    socket.on('close', () => {
      this.#connections.delete(connection);
      near.destroy();
      far.destroy();
    });
    near.on('close', () => socket.destroySoon());
    if (this.#frozen) {
      socket.pause();
      near.pause();
    }
    serve(far);
  }

  #stopListening(): Promise<void> {
    unsubscribe(STREAM_OPENED, this.#noteCall);
    const server = this.#server;
    this.#server = undefined;
    return new Promise((resolve) => {
      if (server === undefined) resolve();
      else server.close(() => resolve());
    });
  }

  readonly #noteCall = (opened: unknown): void => {
    const { stream } = opened as { readonly stream: ServerHttp2Stream };
    // The session wraps what it was given; `stream` of its socket is the far end of one of our pairs.
    const socket: unknown = stream.session?.socket;
    const end: unknown =
      typeof socket === 'object' && socket !== null ? Reflect.get(socket, 'stream') : undefined;
    const ours = [...this.#connections].find(({ far }) => far === end);
    if (ours === undefined) return;
    this.#calls.set(stream, ours.far);
    stream.on('close', () => this.#calls.delete(stream));
  };
}

/** Passes on what comes in at one side, at the pace of the other, until either is paused from outside. */
function carry(from: Duplex, to: Duplex): void {
  let held = false;
  from.on('data', (chunk: Buffer) => {
    if (to.write(chunk)) return;
    held = true;
    from.pause();
  });
  to.on('drain', () => {
    if (!held) return;
    held = false;
    from.resume();
  });
  from.on('end', () => to.end());
}
