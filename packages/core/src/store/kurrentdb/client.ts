import { whenAwakeFor } from '../../awake-timer.ts';
import { InvalidRequest, StoreUnavailable } from '../errors.ts';
import { type KurrentAddress, masked } from './address.ts';
import { importLibrary, type KurrentDBClient, type Library } from './library.ts';

export type Client = KurrentDBClient;

/** A client that is shared by everything in this process that speaks to one address. */
interface Shared {
  client: Client;
  users: number;
  /** Clients that another took the place of, each with what lets go of it at once. */
  readonly draining: Set<() => Promise<void>>;
}

const shared = new Map<string, Shared>();

/** A use of the shared client; whoever took it gives it back. */
export interface ClientUse {
  readonly client: Client;
  /**
   * Takes another client after a read that failed, for all who share this one. The native half of a client stays with
   * the node that it chose, also when that is gone for good, and for good unavailable where its first connection
   * failed. Calls under way over the failed one may still end within their deadline; then it is let go.
   */
  renew(failed: Client): Promise<void>;
  release(): Promise<void>;
}

/**
 * The client for a connection string, one in a process however many parts use it, since each has two connections and a
 * native part. The package is loaded here and nowhere else, so no other engine pays for it.
 * @throws StoreUnavailable where the client is not installed for this machine
 * @throws InvalidRequest where the client cannot read the connection string
 */
export async function useClient(
  connectionString: string,
  { shown, deadline }: Pick<KurrentAddress, 'shown' | 'deadline'>,
): Promise<ClientUse> {
  const made = shared.has(connectionString) ? undefined : await makeClient(connectionString, shown);
  const entry: Shared = shared.get(connectionString) ?? {
    client: made!,
    users: 0,
    draining: new Set(),
  };
  shared.set(connectionString, entry);
  entry.users += 1;
  let released = false;
  return {
    get client() {
      return entry.client;
    },
    async renew(failed) {
      if (released || entry.client !== failed) return;
      const fresh = await makeClient(connectionString, shown);
      if (entry.users === 0 || entry.client !== failed) return;
      entry.client = fresh;
      drain(entry, failed, deadline);
    },
    async release() {
      if (released) return;
      released = true;
      entry.users -= 1;
      if (entry.users > 0) return;
      shared.delete(connectionString);
      await Promise.all([...entry.draining].map((letGo) => letGo()));
      await entry.client.dispose();
    },
  };
}

/** Lets go of a client once every call that began over it has come to its deadline. */
function drain(entry: Shared, client: Client, deadline: number): void {
  const letGo = async (): Promise<void> => {
    end();
    entry.draining.delete(letGo);
    await client.dispose();
  };
  const end = whenAwakeFor(deadline, () => void letGo());
  entry.draining.add(letGo);
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
