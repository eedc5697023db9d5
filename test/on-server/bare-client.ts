import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { kurrentAddress } from '@monitoring-timeline/core/kurrentdb';

/** The bare client for an address of ours, and what goes with each of its calls: who asks. */
export function bareClient(address: string): {
  readonly client: KurrentDBClient;
  readonly asked: {
    readonly credentials?: { readonly username: string; readonly password: string };
  };
} {
  const { connectionString, credentials } = kurrentAddress(address);
  const client = KurrentDBClient.connectionString(connectionString);
  if (!credentials) return { client, asked: {} };
  const { username, password } = credentials;
  return { client, asked: { credentials: { username, password } } };
}
