import {
  type AuthorityKey,
  authorityStream,
  beginning,
  type Claim,
  type ClaimEvent,
  claimFrom,
  claimTypes,
  type EventStore,
  type Recorded,
  upcast,
} from '@monitoring-timeline/core';
import { UnknownEvent } from './errors.ts';

/** A claim with the claims of its stream, its repairs among them. */
export interface FoundClaim {
  /** In the newest form of its type, as it was first recorded: its repairs are not applied. */
  readonly event: ClaimEvent;
  /** Name of the stream that it stands in, with its prefix. */
  readonly stream: string;
  /** Everything claimed of the same authority, in the order of the log. */
  readonly inStream: readonly Claim[];
}

/** Where the log is searched for a claim of which only the id is known. */
export interface WhereToLook {
  /** Key of the authority whose stream holds it: one stream is read instead of the log. */
  readonly authority?: AuthorityKey | undefined;
  /** Put before every stream name, to keep runs apart on a shared server. */
  readonly prefix?: string | undefined;
}

const pageSize = 5000;
const form = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Finds a claim by its id through the port alone, whatever the engine: in one stream where the authority is given, else by
 * reading the log up to it.
 * @throws UnknownEvent where no claim has the id, UnknownEventType where its stream holds one that this program does not know
 */
export async function findClaim(
  store: EventStore,
  id: string,
  { authority, prefix = '' }: WhereToLook = {},
): Promise<FoundClaim> {
  const wanted = id.trim().toLowerCase();
  if (!form.test(wanted)) {
    throw new UnknownEvent(
      `"${id}" is no event id. Copy one from \`because\` of an answer, or from \`timeline history AUTHORITY --json\`.`,
      { id },
    );
  }
  const found =
    authority === undefined
      ? await inLog(store, wanted, prefix)
      : (await store.readStream(authorityStream(authority, prefix))).find(has(wanted));
  if (!found) {
    const where = authority === undefined ? 'The log holds' : `The stream of ${authority} holds`;
    throw new UnknownEvent(
      `${where} no event ${wanted}. Copy the id from \`timeline history AUTHORITY --json\`, and check that --store is the store you mean.`,
      { id: wanted },
    );
  }
  if (!claimTypes.has(found.event.type)) {
    throw new UnknownEvent(
      `${found.event.type} (${wanted}) records what a system did, not a fact: there is nothing to correct or retract.`,
      { id: wanted, type: found.event.type },
    );
  }
  const recorded = await store.readStream(found.stream);
  return {
    event: upcast(found.event) as ClaimEvent,
    stream: found.stream,
    inStream: recorded.flatMap((one) => claimFrom(one) ?? []),
  };
}

function has(id: string): (recorded: Recorded) => boolean {
  return ({ event }) => event.id === id;
}

async function inLog(store: EventStore, id: string, prefix: string): Promise<Recorded | undefined> {
  const filter = prefix === '' ? {} : { filter: { streamPrefix: prefix } };
  for (let after = beginning; ; ) {
    const page = await store.readAll(after, { limit: pageSize, decides: true, ...filter });
    const found = page.events.find(has(id));
    if (found || page.atEnd) return found;
    after = page.next;
  }
}
