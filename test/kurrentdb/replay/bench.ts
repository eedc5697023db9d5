import { type EventData, jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';

/** The credentials with which the recorded calls went through `Append`. */
export const CREDENTIALS = { username: 'admin', password: 'changeit' } as const;

/** A server, clients of it, and what has been learnt on the way: everything that a replay needs. */
export class Bench {
  readonly server: TestServer;
  readonly #clients = new Map<string, KurrentDBClient>();
  /** How far our positions lie from the recorded ones: records have the same sizes, so it holds from place to place. */
  #shift = 0n;

  constructor(server: TestServer) {
    this.server = server;
  }

  static async open(): Promise<Bench> {
    return new Bench(await new TestServer().start());
  }

  get client(): KurrentDBClient {
    return this.clientWith('');
  }

  /** A client with further options in its connection string. */
  clientWith(options: string): KurrentDBClient {
    let client = this.#clients.get(options);
    if (client === undefined) {
      const more = options === '' ? '' : `&${options}`;
      client = KurrentDBClient.connectionString(`${this.server.connectionString}${more}`);
      this.#clients.set(options, client);
    }
    return client;
  }

  /** A client of its own, which nothing else uses. */
  freshClient(options = ''): KurrentDBClient {
    const client = KurrentDBClient.connectionString(
      `${this.server.connectionString}${options === '' ? '' : `&${options}`}`,
    );
    this.#clients.set(`fresh ${this.#clients.size}`, client);
    return client;
  }

  /** Learns that a recorded position is this one of ours. */
  learn(recorded: bigint, ours: bigint): void {
    this.#shift = ours - recorded;
  }

  /** Our position for a recorded one; beyond any log it stays what it is. */
  place(recorded: bigint): bigint {
    return recorded === 0n || recorded >= 100_000_000_000n ? recorded : recorded + this.#shift;
  }

  /** Appends plain events `{n}` of a type to a stream, numbered as given. */
  async fill(stream: string, numbers: readonly number[], type = 'Ev', ids = 0): Promise<void> {
    await this.client.appendToStream(
      stream,
      numbers.map((n) => event(n, type, ids)),
    );
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) await client.dispose();
    await this.server.kill();
  }
}

/** An event with data `{n}`; its id is in the recorded form where a base of ids is given. */
export function event(n: number, type = 'Ev', ids = 0): EventData {
  const id = `00000000-0000-4000-8000-${String(ids * 1000 + n).padStart(12, '0')}`;
  return ids === 0 ? jsonEvent({ type, data: { n } }) : jsonEvent({ id, type, data: { n } });
}

export const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

export const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
