import {
  type AuthorityChange,
  beginning,
  bounds,
  type Claim,
  claimFrom,
  createDirectory,
  type Directory,
  distantFuture,
  type EventStore,
  effectiveClaims,
  isoDay,
  type Position,
} from '@monitoring-timeline/core';

const directoryTypes = [
  'AuthorityEstablished',
  'AuthorityRecoded',
  'AuthorityAbolished',
  'FactCorrected',
  'FactRetracted',
] as const;

/** The shipped directory with all that the log says of authorities: those it establishes, recodes and abolishes. */
export async function loadDirectory(store: EventStore, prefix = ''): Promise<Directory> {
  return openDirectory(store, prefix);
}

/** A directory that can take in what the log has said since. */
export interface GrowingDirectory extends Directory {
  /** Reads what was appended since; those who hold this directory see it from then on. */
  refresh(): Promise<void>;
}

/** As `loadDirectory`, for whoever stays while the log grows. */
export async function openDirectory(store: EventStore, prefix = ''): Promise<GrowingDirectory> {
  const filter = { types: directoryTypes, ...(prefix === '' ? {} : { streamPrefix: prefix }) };
  const claims: Claim[] = [];
  let after: Position = beginning;
  let changes: readonly AuthorityChange[] = [];
  let made: Directory | undefined;

  function now(): Directory {
    made ??= createDirectory(undefined, changes);
    return made;
  }

  async function refresh(): Promise<void> {
    const before = claims.length;
    for (let atEnd = false; !atEnd; ) {
      const page = await store.readAll(after, { filter });
      // who refreshes at the same time may have been here first
      for (const event of page.events) {
        const claim = event.position > after ? claimFrom(event) : undefined;
        if (claim) claims.push(claim);
      }
      if (page.next > after) after = page.next;
      atEnd = page.atEnd;
    }
    if (claims.length === before) return;
    const holding = effectiveClaims(claims, distantFuture);
    const said = holding.flatMap((claim) => changeOf(claim) ?? []);
    if (said.length === changes.length && JSON.stringify(said) === JSON.stringify(changes)) return;
    changes = said;
    made = undefined;
  }

  await refresh();
  return {
    refresh,
    all: () => now().all(),
    get: (key) => now().get(key),
    nameOf: (key) => now().nameOf(key),
    resolve: (nameOrCode, options) => now().resolve(nameOrCode, options),
    existsOn: (key, day) => now().existsOn(key, day),
    successors: (key) => now().successors(key),
    predecessors: (key) => now().predecessors(key),
    region: (key, scheme) => now().region(key, scheme),
    existing: (day) => now().existing(day),
    neighbours: (key, edition) => now().neighbours(key, edition),
  };
}

function changeOf({ event }: Claim): AuthorityChange | undefined {
  const { startEarliest, endLatest } = bounds(event.occurred);
  const first = Number.isFinite(startEarliest) ? isoDay(startEarliest) : undefined;
  switch (event.type) {
    case 'AuthorityEstablished': {
      const { name, kind, urn, dfe, ons, region, aliases, predecessors, neighbours } = event.data;
      return {
        kind: 'established',
        key: event.authority,
        name,
        type: kind,
        urn,
        dfeCode: dfe,
        onsCode: ons,
        region,
        on: first,
        aliases,
        predecessors,
        neighbours,
      };
    }
    case 'AuthorityRecoded':
      return first === undefined
        ? undefined
        : { kind: 'recoded', key: event.authority, ...event.data, from: first };
    case 'AuthorityAbolished':
      return {
        kind: 'abolished',
        key: event.authority,
        on: isoDay(endLatest),
        successors: event.data.successors,
      };
    default:
      return undefined;
  }
}
