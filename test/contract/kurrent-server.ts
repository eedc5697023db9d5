import { randomUUID } from 'node:crypto';
import { type KurrentStore, openKurrentStore } from '@monitoring-timeline/core/kurrentdb';
import { TestCluster, TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { bareClient } from '../on-server/bare-client.ts';

/** Begins the names of all streams that tests make on a server: `pnpm contract` names one, and removes them. */
const named = process.env.TIMELINE_KURRENTDB_PREFIX;

/** True where `pnpm contract` runs the suites on the server that it was given, and on no other. */
export const onNamedServer = named !== undefined;

/** A namespace that nothing else uses. */
export function freshNamespace(): string {
  return `${named ?? 't'}${randomUUID()}`;
}

/** A KurrentDB to test on: one of ours in this process, or a real one that the environment names. */
export interface KurrentUnderTest {
  /** What it is called in the titles of tests. */
  readonly name: string;
  /** True where it differs from the others in reading alone. */
  readonly onlyReads: boolean;
  /** Address of a log of its own, which nothing else uses. */
  address(namespace?: string): string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Streams that are none of ours, so that no test rests on an empty `$all`. */
async function populate(address: string): Promise<void> {
  const { client, asked } = bareClient(address);
  const others = `${freshNamespace()}-others`;
  const event = (n: number) => ({
    id: randomUUID(),
    contentType: 'application/json' as const,
    type: n % 2 === 0 ? 'SomethingElse' : 'CommitmentMade',
    data: { n },
    metadata: undefined,
  });
  await client.setStreamMetadata(others, { maxCount: 100 }, asked);
  const events = [0, 1, 2, 3, 4].map(event);
  await client.appendToStream(others, events, { streamState: 'any', ...asked });
  await client.appendToStream(`${freshNamespace()}s`, [0, 1, 2].map(event), asked);
  await client.deleteStream(others, asked);
  await client.dispose();
}

const joined = (base: string, option: string): string =>
  `${base}${base.includes('?') ? '&' : '?'}${option}`;

interface Started extends AsyncDisposable {
  start(): Promise<unknown>;
}

function underTest(
  name: string,
  base: () => string,
  server?: Started,
  onlyReads = false,
): KurrentUnderTest {
  let keeper: KurrentStore | undefined;
  return {
    name,
    onlyReads,
    address: (namespace = freshNamespace()) => joined(base(), `namespace=${namespace}`),
    async start() {
      await server?.start();
      await populate(base());
      // stores of one process share a client as long as one is open: connecting takes longer than most tests
      keeper = await openKurrentStore(joined(base(), `namespace=${freshNamespace()}`));
    },
    async stop() {
      await keeper?.close();
      await server?.[Symbol.asyncDispose]();
    },
  };
}

/** Three nodes whose followers are a little behind, and an address that has views read from them. */
function laggingFollowers(): KurrentUnderTest {
  const cluster = new TestCluster({ lagMs: 8 });
  const base = (): string => joined(cluster.connectionString, 'nodePreference=follower');
  return underTest('KurrentDB (followers of a test cluster)', base, cluster, true);
}

/** The test server and a cluster, and where `TIMELINE_KURRENTDB` is an address, the real server there. */
export function kurrentServers(): readonly KurrentUnderTest[] {
  const real = process.env.TIMELINE_KURRENTDB ?? '';
  const there = real === '' ? [] : [underTest('the KurrentDB that is named', () => real)];
  if (onNamedServer) return there;
  const server = new TestServer();
  const own = underTest('KurrentDB (the test server)', () => server.connectionString, server);
  return [own, laggingFollowers(), ...there];
}
