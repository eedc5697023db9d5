import { bareClient } from './bare-client.ts';

/** Where a server's log stands, so that what came after need not be looked for in all that it holds. */
export interface Mark {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** Marks where the server's log ends now. */
export async function markOf(address: string): Promise<Mark | undefined> {
  const { client, asked } = bareClient(address);
  try {
    const last = client.readAll({
      direction: 'backwards',
      fromPosition: 'end',
      maxCount: 1,
      ...asked,
    });
    for await (const { event } of last) if (event?.position) return event.position;
    return undefined;
  } finally {
    await client.dispose();
  }
}

/** What was left of the streams and groups that a run made. */
export interface Left {
  readonly streams: number;
  readonly groups: number;
  /** What could not be removed, and why. */
  readonly problems: readonly string[];
}

const pageSize = 1000;

/**
 * Puts a tombstone on every stream that begins with a prefix and was written to since a mark, and deletes the groups of workers that do.
 * Streams of others are not touched. May be done again.
 */
export async function leave(
  address: string,
  prefix: string,
  since: Mark | undefined,
): Promise<Left> {
  if (!/^[\w-]{8,}$/.test(prefix)) throw new Error(`"${prefix}" is too short to be nobody else's`);
  const { client, asked } = bareClient(address);
  const problems: string[] = [];
  try {
    const streams = await streamsOf();
    for (const stream of streams) {
      await client.tombstoneStream(stream, asked).catch((error: unknown) => {
        if (kindOf(error) !== 'stream-deleted') problems.push(`stream ${stream}: ${String(error)}`);
      });
    }
    const groups = await groupsOf();
    for (const group of groups) {
      await client.deletePersistentSubscriptionToAll(group, asked).catch((error: unknown) => {
        problems.push(`group ${group}: ${String(error)}`);
      });
    }
    return { streams: streams.size, groups: groups.length, problems };
  } finally {
    await client.dispose();
  }

  /** Also those of which only the metadata was written. */
  async function streamsOf(): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    let from: Mark | 'start' = since ?? 'start';
    for (;;) {
      let count = 0;
      const page = client.readAll({
        direction: 'forwards',
        fromPosition: from,
        maxCount: pageSize,
        filter: {
          filterOn: 'streamName',
          prefixes: [prefix, `$$${prefix}`],
          checkpointInterval: 32,
        },
        ...asked,
      });
      for await (const { event } of page) {
        count += 1;
        if (event === undefined) continue;
        found.add(event.streamId.replace(/^\$\$/, ''));
        if (event.position) from = event.position;
      }
      if (count < pageSize) return found;
    }
  }

  async function groupsOf(): Promise<readonly string[]> {
    try {
      const all = await client.listPersistentSubscriptionsToAll(asked);
      return all.map(({ groupName }) => groupName).filter((name) => name.startsWith(prefix));
    } catch {
      // a server without any, or a user who may not see them and so could not make one
      return [];
    }
  }
}

function kindOf(error: unknown): unknown {
  return (error as { readonly type?: unknown } | undefined)?.type;
}
