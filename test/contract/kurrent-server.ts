import { randomUUID } from 'node:crypto';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { type KurrentStore, openKurrentStore } from '@monitoring-timeline/core/kurrentdb';
import { TestCluster } from '../kurrentdb/cluster.ts';
import { TestServer } from '../kurrentdb/server.ts';

/** A KurrentDB to test on: one of ours in this process, or a real one that the environment names. */
export interface KurrentUnderTest {
  /** What it is called in the titles of tests. */
  readonly name: string;
  /** Address of a log of its own, which nothing else uses. */
  address(namespace?: string): string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Streams that are none of ours, so that no test rests on an empty `$all`. */
async function populate(connectionString: string): Promise<void> {
  const client = KurrentDBClient.connectionString(connectionString);
  const stream = `others-${randomUUID()}`;
  const event = (n: number) => ({
    id: randomUUID(),
    contentType: 'application/json' as const,
    type: n % 2 === 0 ? 'SomethingElse' : 'CommitmentMade',
    data: { n },
    metadata: undefined,
  });
  await client.setStreamMetadata(stream, { maxCount: 100 });
  await client.appendToStream(stream, [0, 1, 2, 3, 4].map(event), { streamState: 'any' });
  await client.appendToStream(`timelines-${randomUUID()}`, [0, 1, 2].map(event));
  await client.deleteStream(stream);
  await client.dispose();
}

const joined = (base: string, option: string): string =>
  `${base}${base.includes('?') ? '&' : '?'}${option}`;

interface Started extends AsyncDisposable {
  start(): Promise<unknown>;
}

function underTest(name: string, base: () => string, server?: Started): KurrentUnderTest {
  let keeper: KurrentStore | undefined;
  return {
    name,
    address: (namespace = `t${randomUUID()}`) => joined(base(), `namespace=${namespace}`),
    async start() {
      await server?.start();
      await populate(base());
      // stores of one process share a client as long as one is open: connecting takes longer than most tests
      keeper = await openKurrentStore(joined(base(), `namespace=t${randomUUID()}`));
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
  return underTest('KurrentDB (followers of a test cluster)', base, cluster);
}

/** The test server and a cluster, and where `TIMELINE_KURRENTDB` is an address, the real server there. */
export function kurrentServers(): readonly KurrentUnderTest[] {
  const server = new TestServer();
  const own = underTest('KurrentDB (the test server)', () => server.connectionString, server);
  const real = process.env.TIMELINE_KURRENTDB;
  return real === undefined || real === ''
    ? [own, laggingFollowers()]
    : [own, laggingFollowers(), underTest('KurrentDB (a real server)', () => real)];
}
