import { TimelineError } from '../errors.ts';
import type { AuthorityKey } from '../events/envelope.ts';
import { type Authority, codeSystems, type Day, existed, type Succession } from './authority.ts';
import { type AuthorityChange, applyChanges } from './changes.ts';
import { lookupForms, plainName } from './names.ts';
import { type AuthorityCandidate, nearest } from './nearest.ts';
import { ofstedRegion, type RegionScheme } from './regions.ts';
import { shippedAuthorities } from './shipped.ts';

/** No authority has this name or code; `details.candidates` holds the nearest names, nearest first. */
export class UnknownAuthority extends TimelineError {
  readonly code = 'UnknownAuthority';
}

/** Several authorities have this name on that day; `details.candidates` holds them. */
export class AmbiguousAuthority extends TimelineError {
  readonly code = 'AmbiguousAuthority';
}

/** Who the authorities are and were, by name, code and day. */
export interface Directory {
  /** Every authority, abolished ones too, alphabetical by name. */
  all(): readonly Authority[];
  /** The authority under a permanent key, exactly as written. */
  get(key: AuthorityKey): Authority | undefined;
  /** The name to show for a key; the text itself where nothing is listed under it. */
  nameOf(key: string): string;
  /**
   * The authority that a key, name, alias, URN, ONS or DfE code means. A name shared by an abolished and a present authority means
   * the one that existed at `asOf`; without `asOf`, the one not abolished. A name of only one means that one, whether or not
   * it existed then. @throws UnknownAuthority, AmbiguousAuthority
   */
  resolve(nameOrCode: string, options?: { readonly asOf?: Day | undefined }): Authority;
  /** True where there is such an authority and it existed on the day. */
  existsOn(key: AuthorityKey, day: Day): boolean;
  /** Who took over its area; empty for one that goes on. */
  successors(key: AuthorityKey): readonly Succession[];
  /** Whose area it took over; empty where none is on record. */
  predecessors(key: AuthorityKey): readonly Succession[];
  /** Region by name, under the ONS scheme unless Ofsted's is asked for. */
  region(key: AuthorityKey, scheme?: RegionScheme): string | undefined;
  /** Those that existed on the day, alphabetical by name. */
  existing(day: Day): readonly Authority[];
  /** Keys of its statistical neighbours, nearest first; of the latest edition unless one is named. */
  neighbours(key: AuthorityKey, edition?: string): readonly AuthorityKey[];
}

const code = /^(?:\d{3}|\d{5,7}|[EW]\d{8})$/i;

function listed(candidates: readonly AuthorityCandidate[]): string {
  return candidates.map(({ name, key }) => `${name} (${key})`).join(', ');
}

function unknown(text: string, authorities: readonly Authority[]): UnknownAuthority {
  const isCode = code.test(text.trim());
  const candidates = isCode ? [] : nearest(text, authorities);
  const advice =
    candidates.length > 0
      ? `The nearest: ${listed(candidates)}.`
      : 'Give its name, or its URN, ONS or DfE code.';
  return new UnknownAuthority(
    `No authority has the ${isCode ? 'code' : 'name'} "${text}". ${advice}`,
    { text, candidates },
  );
}

function withSuccessors(entries: readonly Authority[]): readonly Authority[] {
  const after = new Map<AuthorityKey, Succession[]>();
  for (const { key, predecessors } of entries) {
    for (const { key: before, ...tie } of predecessors) {
      after.set(before, [...(after.get(before) ?? []), { key, ...tie }]);
    }
  }
  return entries.map((entry) => {
    const derived = after.get(entry.key) ?? [];
    if (derived.length === 0 && entry.successors.length < 2) return entry;
    const stated = entry.successors.filter(({ key }) => !derived.some((tie) => tie.key === key));
    const successors = [...derived, ...stated].sort((a, b) => (a.key < b.key ? -1 : 1));
    return { ...entry, successors };
  });
}

class IndexedDirectory implements Directory {
  readonly #sorted: readonly Authority[];
  readonly #byKey: ReadonlyMap<AuthorityKey, Authority>;
  readonly #byCode = new Map<string, Authority[]>();
  readonly #byName = new Map<string, Authority[]>();
  readonly base: readonly Authority[];
  readonly changes: readonly AuthorityChange[];

  constructor(base: readonly Authority[], changes: readonly AuthorityChange[]) {
    this.base = base;
    this.changes = changes;
    this.#sorted = [...withSuccessors(applyChanges(base, changes))].sort((a, b) =>
      a.name === b.name ? (a.key < b.key ? -1 : 1) : a.name < b.name ? -1 : 1,
    );
    this.#byKey = new Map(this.#sorted.map((entry) => [entry.key, entry]));
    const add = (index: Map<string, Authority[]>, term: string, entry: Authority) => {
      const found = index.get(term);
      if (found === undefined) index.set(term, [entry]);
      else if (!found.includes(entry)) found.push(entry);
    };
    for (const entry of this.#sorted) {
      for (const name of [entry.key, entry.name, ...entry.aliases]) {
        add(this.#byName, plainName(name), entry);
      }
      for (const system of codeSystems) {
        for (const dated of entry.codes[system]) add(this.#byCode, dated.code, entry);
      }
    }
  }

  all(): readonly Authority[] {
    return this.#sorted;
  }

  get(key: AuthorityKey): Authority | undefined {
    return this.#byKey.get(key);
  }

  nameOf(key: string): string {
    return this.#byKey.get(key as AuthorityKey)?.name ?? key;
  }

  resolve(nameOrCode: string, options: { readonly asOf?: Day | undefined } = {}): Authority {
    const found = this.#named(nameOrCode);
    const [first] = found;
    if (first === undefined) throw unknown(nameOrCode, this.#sorted);
    if (found.length === 1) return first;
    const { asOf } = options;
    const then = found.filter((entry) =>
      asOf === undefined ? entry.abolished === undefined : existed(entry, asOf),
    );
    const [only] = then;
    if (only !== undefined && then.length === 1) return only;
    const candidates = (then.length > 0 ? then : found).map(({ key, name }) => ({ key, name }));
    throw new AmbiguousAuthority(
      `"${nameOrCode}" may mean ${listed(candidates)}. Give the URN, ONS or DfE code of the one you mean, or another date.`,
      { text: nameOrCode, candidates },
    );
  }

  #named(text: string): readonly Authority[] {
    const byCode = this.#byCode.get(text.trim().toUpperCase());
    if (byCode !== undefined) return byCode;
    for (const form of lookupForms(text)) {
      const byName = this.#byName.get(form);
      if (byName !== undefined) return byName;
    }
    return [];
  }

  existsOn(key: AuthorityKey, day: Day): boolean {
    const entry = this.#byKey.get(key);
    return entry !== undefined && existed(entry, day);
  }

  successors(key: AuthorityKey): readonly Succession[] {
    return this.#byKey.get(key)?.successors ?? [];
  }

  predecessors(key: AuthorityKey): readonly Succession[] {
    return this.#byKey.get(key)?.predecessors ?? [];
  }

  region(key: AuthorityKey, scheme: RegionScheme = 'ons'): string | undefined {
    const region = this.#byKey.get(key)?.region;
    return region === undefined || scheme === 'ons' ? region : ofstedRegion(region);
  }

  existing(day: Day): readonly Authority[] {
    return this.#sorted.filter((entry) => existed(entry, day));
  }

  neighbours(key: AuthorityKey, edition?: string): readonly AuthorityKey[] {
    const sets = this.#byKey.get(key)?.neighbours ?? [];
    const set =
      edition === undefined ? sets[0] : sets.find((candidate) => candidate.edition === edition);
    return set?.keys ?? [];
  }
}

/** A directory of the given authorities, or of the shipped record, with changes. Immutable, and it asks no clock. */
export function createDirectory(
  entries: readonly Authority[] = shippedAuthorities,
  changes: readonly AuthorityChange[] = [],
): Directory {
  return new IndexedDirectory(entries, changes);
}

/**
 * A directory with further changes; the given one stays as it is. Order-free, also over several calls: the same changes in any
 * order and grouping give the same directory. A change to a key that nothing has established yet waits until something does.
 */
export function extend(directory: Directory, changes: readonly AuthorityChange[]): Directory {
  return directory instanceof IndexedDirectory
    ? new IndexedDirectory(directory.base, [...directory.changes, ...changes])
    : new IndexedDirectory(directory.all(), changes);
}
