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
  type Page,
  type Position,
  type Recorded,
} from '@monitoring-timeline/core';
import type { StateStore } from '@monitoring-timeline/core/state';
import type { KeptDirectory } from './kept-directory.ts';
import type { OnPassedOver } from './passed-over.ts';

const directoryTypes = [
  'AuthorityEstablished',
  'AuthorityRecoded',
  'AuthorityAbolished',
  'FactCorrected',
  'FactRetracted',
] as const;

/** The shipped directory with all that the log says of authorities: those it establishes, recodes and abolishes. */
export async function loadDirectory(store: EventStore, prefix = ''): Promise<Directory> {
  return openDirectory({ store, prefix });
}

/** A directory that can take in what the log has said since. */
export interface GrowingDirectory extends Directory {
  /** Reads what was appended since; those who hold this directory see it from then on. */
  refresh(): Promise<void>;
  /** Rises whenever the log said something new of authorities: what was worked out by the edition before may be another. */
  readonly edition: number;
  /** Keeps what the log says of authorities beside it, so that the next who opens it reads on from here. */
  keep(): Promise<void>;
}

export interface DirectoryOptions {
  readonly store: EventStore;
  readonly prefix?: string;
  /** Where it is kept. */
  readonly state?: StateStore | undefined;
  readonly onPassedOver?: OnPassedOver | undefined;
}

/** As `loadDirectory`, for whoever stays while the log grows. */
export async function openDirectory({
  store,
  prefix = '',
  state,
  onPassedOver,
}: DirectoryOptions): Promise<GrowingDirectory> {
  // whoever asks once of a short log keeps nothing, and loads nothing for it
  const shelf =
    state && (await import('./kept-directory.ts')).directoryShelf({ store, state, prefix });
  let kept = await shelf?.read(onPassedOver);
  const claims = new AuthorityClaims(store, prefix);
  let changes = kept?.changes ?? [];
  let made: Directory | undefined;
  let edition = 0;
  let running: Promise<unknown> = Promise.resolve();

  function now(): Directory {
    made ??= createDirectory(undefined, changes);
    return made;
  }

  async function readOn(): Promise<void> {
    if (kept) {
      kept = await unlessSpokenOf(kept, store, prefix);
      if (kept) return;
    }
    if (!(await claims.readOn())) return;
    const said = claims.changes();
    if (said.length === changes.length && JSON.stringify(said) === JSON.stringify(changes)) return;
    changes = said;
    made = undefined;
    edition += 1;
  }

  /** One after the other: two at once would take in the same events twice. */
  function refresh(): Promise<void> {
    const turn = running.then(readOn);
    running = turn.catch(() => undefined);
    return turn;
  }

  await refresh();
  return {
    refresh,
    get edition() {
      return edition;
    },
    async keep() {
      if (!shelf) return;
      await refresh();
      const { after, ids } = kept ?? claims;
      await shelf.write({ after, ids, changes });
    },
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

/** Pages of the events that can speak of authorities, after a position. */
async function* pagesAfter(after: Position, store: EventStore, prefix: string) {
  const filter = { types: directoryTypes, ...(prefix === '' ? {} : { streamPrefix: prefix }) };
  for (let page: Page; ; after = page.next) {
    page = await store.readAll(after, { filter });
    yield page;
    if (page.atEnd) return;
  }
}

/** What an event repairs; undefined where it is no repair. */
function targetOf({ event }: Recorded): string | undefined {
  if (event.type !== 'FactCorrected' && event.type !== 'FactRetracted') return undefined;
  return (event.data as { readonly target: string }).target;
}

/** What the log says of authorities: the claims themselves, and of all repairs those of these claims. */
class AuthorityClaims {
  after: Position = beginning;
  /** Ids of the claims and of their repairs. */
  readonly ids = new Set<string>();
  readonly #store: EventStore;
  readonly #prefix: string;
  readonly #claims: Claim[] = [];
  /** Where the repairs of anything else stand, by what they repair: that may yet come in, and speak of an authority. */
  readonly #others = new Map<string, Position[]>();

  constructor(store: EventStore, prefix: string) {
    this.#store = store;
    this.#prefix = prefix;
  }

  /** Reads to the present end of the log. @returns whether anything came in that speaks of authorities */
  async readOn(): Promise<boolean> {
    const before = this.#claims.length;
    for await (const { events, next } of pagesAfter(this.after, this.#store, this.#prefix)) {
      for (const recorded of events) await this.#take(recorded);
      if (next > this.after) this.after = next;
    }
    return this.#claims.length > before;
  }

  changes(): readonly AuthorityChange[] {
    return effectiveClaims(this.#claims, distantFuture).flatMap((claim) => changeOf(claim) ?? []);
  }

  async #take(recorded: Recorded): Promise<void> {
    const target = targetOf(recorded);
    if (target !== undefined && !this.ids.has(target)) {
      const others = this.#others.get(target);
      if (others) others.push(recorded.position);
      else this.#others.set(target, [recorded.position]);
      return;
    }
    const claim = claimFrom(recorded);
    if (!claim) return;
    const { id } = claim.event;
    this.#claims.push(claim);
    this.ids.add(id);
    const repairs = this.#others.get(id) ?? [];
    this.#others.delete(id);
    for (const position of repairs) {
      const repair = await this.#store.at(position);
      if (repair) await this.#take(repair);
    }
  }
}

/** What is kept, up to the present end of the log; undefined where anything came in since that speaks of authorities. */
async function unlessSpokenOf(
  kept: KeptDirectory,
  store: EventStore,
  prefix: string,
): Promise<KeptDirectory | undefined> {
  let { after } = kept;
  for await (const { events, next } of pagesAfter(after, store, prefix)) {
    for (const recorded of events) {
      const target = targetOf(recorded);
      if (target === undefined || kept.ids.has(target)) return undefined;
    }
    if (next > after) after = next;
  }
  return { ...kept, after };
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
