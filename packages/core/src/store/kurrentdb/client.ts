import { whenAwakeFor } from '../../awake-timer.ts';
import { InvalidRequest, StoreUnavailable } from '../errors.ts';
import type { KurrentAddress } from './address.ts';
import type { Credentials } from './credentials.ts';
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
   * failed; so does the other half where it found no leader. Calls under way over the failed one may still end within their deadline; then it is let go.
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
  { shown, deadline, credentials }: Pick<KurrentAddress, 'shown' | 'deadline' | 'credentials'>,
): Promise<ClientUse> {
  const key = JSON.stringify([connectionString, credentials?.username, credentials?.password]);
  const make = (): Promise<Client> => makeClient(connectionString, shown, credentials);
  const made = shared.has(key) ? undefined : await make();
  const entry: Shared = shared.get(key) ?? {
    client: made!,
    users: 0,
    draining: new Set(),
  };
  shared.set(key, entry);
  entry.users += 1;
  // somebody else made one meanwhile
  if (made && entry.client !== made) await letGoOf(made);
  let released = false;
  return {
    get client() {
      return entry.client;
    },
    async renew(failed) {
      if (released || entry.client !== failed) return;
      const fresh = await make();
      // somebody else was faster, or all are gone
      if (entry.users === 0 || entry.client !== failed) return letGoOf(fresh);
      entry.client = fresh;
      drain(entry, failed, deadline);
    },
    async release() {
      if (released) return;
      released = true;
      entry.users -= 1;
      if (entry.users > 0) return;
      shared.delete(key);
      await Promise.all([...entry.draining].map((letGo) => letGo()));
      await entry.client.dispose();
    },
  };
}

/** Lets go of a client that nobody will use: one that cannot even be let go of is nobody's trouble. */
async function letGoOf(client: Client): Promise<void> {
  await client.dispose().catch(() => undefined);
}

/** Lets go of a client once every call that began over it has come to its deadline. */
function drain(entry: Shared, client: Client, deadline: number): void {
  const letGo = async (): Promise<void> => {
    end();
    entry.draining.delete(letGo);
    await letGoOf(client);
  };
  const end = whenAwakeFor(deadline, () => void letGo());
  entry.draining.add(letGo);
}

/** Credentials go with each call: the native half takes those of a connection string as they are encoded there. */
async function makeClient(
  connectionString: string,
  shown: string,
  credentials: Credentials | undefined,
): Promise<Client> {
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
    const client = library.KurrentDBClient.connectionString(connectionString);
    if (credentials !== undefined) client.setCredentialsProvider(() => credentials);
    return client;
  } catch (error) {
    throw new InvalidRequest(
      `Store ${shown}`,
      (error as Error).message.split('\n')[0]?.replace(/\.$/, '') ?? '',
    );
  }
}
