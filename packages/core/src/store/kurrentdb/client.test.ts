import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { kurrentAddress } from './address.ts';
import { useClient } from './client.ts';

const make = KurrentDBClient.connectionString.bind(KurrentDBClient);

describe('the client that a process shares', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** The letting go of each client that is made, in order. */
  function watched() {
    const gone: ReturnType<typeof vi.spyOn>[] = [];
    vi.spyOn(KurrentDBClient, 'connectionString').mockImplementation((given, ...rest) => {
      const client = make(given, ...rest);
      gone.push(vi.spyOn(client, 'dispose'));
      return client;
    });
    return gone;
  }

  it('is one, and none that was made meanwhile stays behind', async () => {
    const gone = watched();
    const address = kurrentAddress('kurrentdb://localhost:1?tls=false');
    const uses = await Promise.all([1, 2].map(() => useClient(address.connectionString, address)));
    const [one, other] = uses;
    expect(one?.client).toBe(other?.client);
    const failed = one!.client;
    await Promise.all(uses.map((use) => use.renew(failed)));
    expect(one?.client).not.toBe(failed);
    expect(one?.client).toBe(other?.client);
    await Promise.all(uses.map((use) => use.release()));
    expect(gone).toHaveLength(4);
    for (const dispose of gone) expect(dispose).toHaveBeenCalledTimes(1);
  });

  it('that cannot be let go of after another took its place is nobody’s trouble', async () => {
    const gone = watched();
    const address = kurrentAddress('kurrentdb://localhost:2?tls=false');
    const use = await useClient(address.connectionString, address);
    gone[0]?.mockRejectedValueOnce(new Error('gone already'));
    await use.renew(use.client);
    await use.release();
    expect(gone).toHaveLength(2);
    for (const dispose of gone) expect(dispose).toHaveBeenCalledTimes(1);
  });
});
