import {
  type AuthorityChange,
  type AuthorityKey,
  authorityStream,
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
import { authorityOfStream, ofDirectory, tellsWhoThereIs } from './authority-of-stream.ts';
import { Breath } from './breath.ts';
import type { KeptDirectory } from './kept-directory.ts';
import type { OnPassedOver } from './passed-over.ts';

const repairTypes = ['FactCorrected', 'FactRetracted'] as const;
const directoryTypes = [...ofDirectory, ...repairTypes];
/** So many events of a stream are read at once. */
const pageSize = 500;

/** The shipped directory with all that the log says of authorities: those it establishes, recodes and abolishes. */
export async function loadDirectory(
  store: EventStore,
  options: Omit<DirectoryOptions, 'store'> = {},
): Promise<Directory> {
  return openDirectory({ store, ...options });
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
  const said = new SaidOfAuthorities(store, prefix, await shelf?.read(onPassedOver));
  let made: Directory | undefined;
  let edition = 0;
  let running: Promise<unknown> = Promise.resolve();

  function now(): Directory {
    made ??= createDirectory(undefined, said.changes());
    return made;
  }

  async function readOn(): Promise<void> {
    if (!(await said.readOn())) return;
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
      await shelf.write({ after: said.after, ids: said.ids, changes: said.changes() });
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

/** So many events are read at once where nobody waits for anything else yet: of a long log few are asked for, and far apart. */
const firstPageSize = 8192;

/** Pages of the events that can speak of authorities, after a position. */
async function* pagesAfter(after: Position, store: EventStore, prefix: string, limit?: number) {
  const filter = { types: directoryTypes, ...(prefix === '' ? {} : { streamPrefix: prefix }) };
  for (let page: Page; ; after = page.next) {
    page = await store.readAll(after, { filter, ...(limit === undefined ? {} : { limit }) });
    yield page;
    if (page.atEnd) return;
  }
}

/** What an event repairs; undefined where it is no repair. */
function targetOf({ event }: Recorded): string | undefined {
  if (event.type !== 'FactCorrected' && event.type !== 'FactRetracted') return undefined;
  return (event.data as { readonly target: string }).target;
}

/**
 * What the log says of authorities. The claims themselves are not held: where something comes in that speaks of an authority, its own
 * stream is read again, in which they stand with all that puts them right.
 */
class SaidOfAuthorities {
  after: Position;
  /** Ids of the claims and of their repairs. */
  ids: Set<string>;
  readonly #store: EventStore;
  readonly #prefix: string;
  readonly #said: Map<AuthorityKey, readonly AuthorityChange[]>;
  /** Of whom something came in that was not taken in yet. */
  readonly #moved = new Set<AuthorityKey>();

  constructor(store: EventStore, prefix: string, kept: KeptDirectory | undefined) {
    this.#store = store;
    this.#prefix = prefix;
    this.after = kept?.after ?? beginning;
    this.ids = new Set(kept?.ids);
    this.#said = byAuthority(kept?.changes ?? []);
  }

  /** In no order. */
  changes(): readonly AuthorityChange[] {
    return [...this.#said.values()].flat();
  }

  /** Reads to the present end of the log. @returns whether it says anything else than before */
  async readOn(): Promise<boolean> {
    return this.after === beginning ? this.#readWhole() : this.#readSince();
  }

  async #readWhole(): Promise<boolean> {
    const [claims, ids]: [Claim[], Set<string>] = [[], new Set()];
    let after = beginning;
    /** Where the repairs of anything else stand, by what they repair, mostly one: that may yet come in, and speak of an authority. */
    const others = new Map<string, Position | readonly Position[]>();
    /** Where repairs stand that came before what they repair, and are taken with it. */
    const before: Position[] = [];
    const take = (recorded: Recorded): void => {
      const target = targetOf(recorded);
      if (target !== undefined && !ids.has(target)) {
        const { position } = recorded;
        const waiting = others.get(target);
        others.set(target, waiting === undefined ? position : [waiting, position].flat());
        return;
      }
      const claim = claimFrom(recorded);
      if (!claim) return;
      const { id } = claim.event;
      claims.push(claim);
      ids.add(id);
      const repairs = others.get(id);
      if (repairs === undefined) return;
      others.delete(id);
      before.push(...[repairs].flat());
    };
    const pages = pagesAfter(after, this.#store, this.#prefix, firstPageSize);
    for await (const { events, next } of pages) {
      for (const recorded of events) {
        take(recorded);
        for (let at = before.pop(); at !== undefined; at = before.pop()) {
          const repair = await this.#store.at(at);
          if (repair) take(repair);
        }
      }
      if (next > after) after = next;
    }
    this.after = after;
    this.ids = ids;
    for (const [key, changes] of byAuthority(changesIn(claims))) this.#said.set(key, changes);
    return claims.length > 0;
  }

  async #readSince(): Promise<boolean> {
    for await (const { events, next } of pagesAfter(this.after, this.#store, this.#prefix)) {
      for (const recorded of events) {
        const target = targetOf(recorded);
        if (target !== undefined && !this.ids.has(target)) continue;
        // of what repairs it in the same page it is known at once
        this.ids.add(recorded.event.id);
        const authority = authorityOfStream(recorded.stream, this.#prefix);
        if (authority !== undefined) this.#moved.add(authority);
      }
      if (next > this.after) this.after = next;
    }
    let differs = false;
    for (const authority of this.#moved) {
      const before = this.#said.get(authority) ?? [];
      const now = await this.#saidOf(authority);
      this.#moved.delete(authority);
      if (JSON.stringify(now) === JSON.stringify(before)) continue;
      this.#said.set(authority, now);
      differs = true;
    }
    return differs;
  }

  /** What its own stream says of an authority now. */
  async #saidOf(authority: AuthorityKey): Promise<readonly AuthorityChange[]> {
    const [claims, repairs]: [Recorded[], Recorded[]] = [[], []];
    const stream = authorityStream(authority, this.#prefix);
    const breath = new Breath();
    for (let from = 0, page: readonly Recorded[]; ; from += page.length) {
      page = await this.#store.readStream(stream, { from, limit: pageSize });
      for (const recorded of page) {
        if (targetOf(recorded) !== undefined) repairs.push(recorded);
        else if (tellsWhoThereIs(recorded)) claims.push(recorded);
      }
      if (page.length < pageSize) break;
      await breath.take();
    }
    const own = new Set<string>(claims.map(({ event }) => event.id));
    // a repair may stand before what it repairs
    for (let many = -1; many !== own.size; ) {
      many = own.size;
      for (const repair of repairs) if (own.has(targetOf(repair)!)) own.add(repair.event.id);
    }
    for (const id of own) this.ids.add(id);
    const all = [...claims, ...repairs.filter(({ event }) => own.has(event.id))];
    return changesIn(all.flatMap((recorded) => claimFrom(recorded) ?? []));
  }
}

function changesIn(claims: readonly Claim[]): readonly AuthorityChange[] {
  return effectiveClaims(claims, distantFuture).flatMap((claim) => changeOf(claim) ?? []);
}

function byAuthority(
  changes: readonly AuthorityChange[],
): Map<AuthorityKey, readonly AuthorityChange[]> {
  const by = new Map<AuthorityKey, AuthorityChange[]>();
  for (const change of changes) {
    const own = by.get(change.key);
    if (own) own.push(change);
    else by.set(change.key, [change]);
  }
  return by;
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
