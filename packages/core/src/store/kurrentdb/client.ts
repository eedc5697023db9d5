import { InvalidRequest, StoreUnavailable } from '../errors.ts';
import { type KurrentAddress, masked } from './address.ts';
import { importLibrary, type KurrentDBClient, type Library } from './library.ts';

export type Client = KurrentDBClient;

/** A client that is shared by everything in this process that speaks to one address. */
interface Shared {
  client: Client;
  users: number;
  /** True once the native half has read something: from then on it finds its way back by itself. */
  connected: boolean;
}

const shared = new Map<string, Shared>();

/** A use of the shared client; whoever took it gives it back. */
export interface ClientUse {
  readonly client: Client;
  /** Says that a read was answered. */
  answered(): void;
  /**
   * Takes another client where reads have failed and none was ever answered: the native half of a client whose first
   * connection fails stays unavailable for good, also when the server is there.
   */
  renewUnlessConnected(failed: Client): Promise<void>;
  release(): Promise<void>;
}

/**
 * The client for an address, one in a process however many parts use it, since each has two connections and a
 * native part. The package is loaded here and nowhere else, so no other engine pays for it.
 * @throws StoreUnavailable where the client is not installed for this machine
 * @throws InvalidRequest where the client cannot read the connection string
 */
export async function useClient({ connectionString, shown }: KurrentAddress): Promise<ClientUse> {
  const made = shared.has(connectionString) ? undefined : await makeClient(connectionString, shown);
  const entry = shared.get(connectionString) ?? { client: made!, users: 0, connected: false };
  shared.set(connectionString, entry);
  entry.users += 1;
  let released = false;
  return {
    get client() {
      return entry.client;
    },
    answered() {
      entry.connected = true;
    },
    async renewUnlessConnected(failed) {
      if (entry.connected || released || entry.client !== failed) return;
      const fresh = await makeClient(connectionString, shown);
      if (entry.client !== failed) return;
      entry.client = fresh;
      await failed.dispose();
    },
    async release() {
      if (released) return;
      released = true;
      entry.users -= 1;
      if (entry.users > 0) return;
      shared.delete(connectionString);
      await entry.client.dispose();
    },
  };
}

async function makeClient(connectionString: string, shown: string): Promise<Client> {
  let library: Library;
  try {
    library = await importLibrary();
  } catch (error) {
    throw new StoreUnavailable(
      `The client of KurrentDB cannot be loaded here: ${(error as Error).message}. Install @kurrent/kurrentdb-client with its optional packages on a platform that it supports (Linux, macOS or Windows on x64, Linux or macOS on arm64).`,
      { shown },
      error,
    );
  }
  try {
    return library.KurrentDBClient.connectionString(connectionString);
  } catch (error) {
    // the client's own text may quote the connection string, and so the password
    throw new InvalidRequest(
      `Store ${shown}`,
      masked((error as Error).message.split('\n')[0] ?? '').replace(/\.$/, ''),
    );
  }
}
