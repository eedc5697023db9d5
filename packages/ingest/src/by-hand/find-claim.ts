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
const shortest = 4;
const beginningForm = new RegExp(`^[0-9a-f-]{${shortest},35}$`);

/**
 * Finds a claim by its id, or by the beginning of it, through the port alone, whatever the engine: in one stream where the authority is
 * given, else by reading the log, with a whole id up to it.
 * @throws UnknownEvent where no claim has the id or several begin so, UnknownEventType where its stream holds one that this program does
 *   not know
 */
export async function findClaim(
  store: EventStore,
  id: string,
  { authority, prefix = '' }: WhereToLook = {},
): Promise<FoundClaim> {
  const wanted = id.trim().toLowerCase();
  const whole = form.test(wanted);
  if (!whole && !beginningForm.test(wanted)) {
    throw new UnknownEvent(
      `"${id}" is no event id. Copy one from \`because\` of an answer or from \`timeline history AUTHORITY --json\`, or at least its first ${shortest} characters.`,
      { id },
    );
  }
  const fits = whole ? has(wanted) : begins(wanted);
  const all =
    authority === undefined
      ? await inLog(store, fits, { prefix, whole })
      : (await store.readStream(authorityStream(authority, prefix))).filter(fits);
  const [found, ...others] = all;
  if (others.length > 0) {
    const told = all.slice(0, 5).map(({ event }) => event.id);
    throw new UnknownEvent(
      `"${wanted}" begins the ids of several events: ${told.join(', ')}${all.length > told.length ? ', …' : ''}. Give more of it.`,
      { id: wanted, candidates: told },
    );
  }
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

/** What is not a fact has an id, too, and none that anybody copies from an answer. */
function begins(id: string): (recorded: Recorded) => boolean {
  return ({ event }) => event.id.startsWith(id) && claimTypes.has(event.type);
}

/** What fits in the whole log; of a whole id there is one at most, and nothing behind it is read. */
async function inLog(
  store: EventStore,
  fits: (recorded: Recorded) => boolean,
  { prefix, whole }: { readonly prefix: string; readonly whole: boolean },
): Promise<readonly Recorded[]> {
  const filter = prefix === '' ? {} : { filter: { streamPrefix: prefix } };
  const found: Recorded[] = [];
  for (let after = beginning; ; ) {
    const page = await store.readAll(after, { limit: pageSize, decides: true, ...filter });
    found.push(...page.events.filter(fits));
    if (page.atEnd || (whole && found.length > 0)) return found;
    after = page.next;
  }
}
