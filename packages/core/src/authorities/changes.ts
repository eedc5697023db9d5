import { addDays, isoDay } from '../calendar/epoch-day.ts';
import { firstDayOf } from '../calendar/partial-date.ts';
import type { AuthorityKey } from '../events/envelope.ts';
import type { Authority, CodeSystem, DatedCode, Succession } from './authority.ts';
import { plainName } from './names.ts';
import { regionsNamed } from './regions.ts';

/** An authority came to be, or is first listed. Of one already listed it fills what is missing; another name becomes an alias. */
export interface Established {
  /** Tells the changes apart. */
  readonly kind: 'established';
  /** Our permanent key. */
  readonly key: AuthorityKey;
  /** As the source lists it. */
  readonly name: string;
  /** As `Authority.type`. */
  readonly type?: string | undefined;
  /** Ofsted's reference number, in force from `on`. */
  readonly urn?: string | undefined;
  /** Three digits, given by the Department for Education, in force from `on`. */
  readonly dfeCode?: string | undefined;
  /** GSS code, in force from `on`. */
  readonly onsCode?: string | undefined;
  /** ONS region by name, in any spelling. */
  readonly region?: string | undefined;
  /** First day. Absent where it is only known to be listed. */
  readonly on?: string | undefined;
  /** Other names that sources use. */
  readonly aliases?: readonly string[] | undefined;
  /** Keys of those whose area it took over, in whole or in part. */
  readonly predecessors?: readonly AuthorityKey[] | undefined;
  /** Keys of its statistical neighbours, nearest first. */
  readonly neighbours?: readonly AuthorityKey[] | undefined;
}

/** One of its codes became another. */
export interface Recoded {
  /** Tells the changes apart. */
  readonly kind: 'recoded';
  /** Of the authority. */
  readonly key: AuthorityKey;
  /** Whose code changed. */
  readonly system: CodeSystem;
  /** The code from then on. */
  readonly code: string;
  /** First day of the code. */
  readonly from: string;
}

/** It ceased to exist. */
export interface Abolished {
  /** Tells the changes apart. */
  readonly kind: 'abolished';
  /** Of the authority. */
  readonly key: AuthorityKey;
  /** Last day of existence. */
  readonly on: string;
  /** Keys of those that took over its area. They inherit none of its grades. */
  readonly successors: readonly AuthorityKey[];
}

/**
 * What events say of the directory. Where two contradict each other the caller decides by precedence beforehand; of
 * what is left the earliest day holds, then the smallest text, so that no order of arrival matters.
 */
export type AuthorityChange = Established | Recoded | Abolished;

function dayBefore(iso: string): string {
  return isoDay(addDays(firstDayOf(iso), -1));
}

function earliest(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function withCode(codes: readonly DatedCode[], code: string, from?: string): readonly DatedCode[] {
  if (codes.some((known) => known.code === code)) return codes;
  const sorted = [...codes, { code, ...(from === undefined ? {} : { from }) }].sort((a, b) =>
    (a.from ?? '') === (b.from ?? '')
      ? a.code < b.code
        ? -1
        : 1
      : (a.from ?? '') < (b.from ?? '')
        ? -1
        : 1,
  );
  return sorted.map((entry, i) => {
    const next = sorted[i + 1]?.from;
    // never later than its successor's first day, also where a change comes in between two codes
    const to = earliest(entry.to, next === undefined ? undefined : dayBefore(next));
    return to === undefined ? entry : { ...entry, to };
  });
}

function withSuccession(
  list: readonly Succession[],
  keys: readonly AuthorityKey[],
  on: string | undefined,
): readonly Succession[] {
  const fresh = keys.filter((key) => !list.some((known) => known.key === key));
  if (fresh.length === 0) return list;
  return [...list, ...fresh.map((key) => ({ key, ...defined({ on }) }))];
}

/** Of very many authorities most have no codes, no ties and no other names: they share what is empty. */
const none: readonly never[] = [];
const noCodes: Authority['codes'] = { ons: none, dfe: none, urn: none };

function established(known: Authority | undefined, change: Established): Authority {
  const { key, name, on, aliases = none, neighbours, predecessors = none } = change;
  const type = known?.type ?? change.type;
  const region =
    known?.region ?? (change.region && (regionsNamed(change.region)?.[0] ?? change.region));
  const since = known?.established ?? on;
  const abolished = known?.abolished;
  const own = known?.name ?? name;
  const names = [...(known?.aliases ?? none), ...aliases, ...(known === undefined ? none : [name])];
  return {
    key,
    name: own,
    codes: codesWith(known?.codes ?? noCodes, change),
    ...(type === undefined ? undefined : { type }),
    ...(region === undefined ? undefined : { region }),
    ...(since === undefined ? undefined : { established: since }),
    ...(abolished === undefined ? undefined : { abolished }),
    predecessors: withSuccession(known?.predecessors ?? none, predecessors, on),
    successors: known?.successors ?? none,
    aliases: othersThan(own, names),
    neighbours:
      known !== undefined && known.neighbours.length > 0
        ? known.neighbours
        : neighbours === undefined
          ? none
          : [{ edition: 'listed', keys: neighbours }],
  };
}

function codesWith(codes: Authority['codes'], change: Established): Authority['codes'] {
  const { onsCode: ons, dfeCode: dfe, urn, on } = change;
  if (ons === undefined && dfe === undefined && urn === undefined) return codes;
  return {
    ons: ons === undefined ? codes.ons : withCode(codes.ons, ons, on),
    dfe: dfe === undefined ? codes.dfe : withCode(codes.dfe, dfe, on),
    urn: urn === undefined ? codes.urn : withCode(codes.urn, urn, on),
  };
}

/** Names that are not the own one nor one another, however they are written. */
function othersThan(own: string, names: readonly string[]): readonly string[] {
  // most sources repeat the own name, letter by letter
  if (names.every((name) => name === own)) return none;
  const seen = new Set([plainName(own)]);
  return names.filter((alias) => {
    const plain = plainName(alias);
    if (seen.has(plain)) return false;
    seen.add(plain);
    return true;
  });
}

/** True where the directory has all that a change says, as of most that a log repeats of what is shipped: then no other changes that. */
function isListed(known: Authority, change: AuthorityChange): boolean {
  if (change.kind !== 'established') return false;
  const { name, type, region, on, onsCode, dfeCode, urn, neighbours } = change;
  const { codes } = known;
  const has = (list: readonly DatedCode[], code: string | undefined) =>
    code === undefined || list.some((one) => one.code === code);
  return (
    known.name === name &&
    (change.aliases ?? none).every((alias) => alias === name || known.aliases.includes(alias)) &&
    (type === undefined || known.type !== undefined) &&
    (region === undefined || known.region !== undefined) &&
    (on === undefined || known.established !== undefined) &&
    (neighbours === undefined || known.neighbours.length > 0) &&
    has(codes.ons, onsCode) &&
    has(codes.dfe, dfeCode) &&
    has(codes.urn, urn) &&
    (change.predecessors ?? none).every((key) => known.predecessors.some((one) => one.key === key))
  );
}

function apply(known: Authority | undefined, change: AuthorityChange): Authority | undefined {
  if (change.kind === 'established') return established(known, change);
  // what speaks of an authority that nothing has established yet waits for it
  if (known === undefined) return undefined;
  if (change.kind === 'recoded') {
    const { system, code, from } = change;
    return {
      ...known,
      codes: { ...known.codes, [system]: withCode(known.codes[system], code, from) },
    };
  }
  const next = isoDay(addDays(firstDayOf(change.on), 1));
  return {
    ...known,
    ...defined({ abolished: earliest(known.abolished, change.on) }),
    successors: withSuccession(known.successors, change.successors, next),
  };
}

const phases = { established: 0, recoded: 1, abolished: 2 } as const;

function when(change: AuthorityChange): string {
  return (change.kind === 'recoded' ? change.from : change.on) ?? '9999';
}

/** Fields in a fixed order, so that equal changes have equal text however they were written. */
function canonical(change: AuthorityChange): string {
  return JSON.stringify(Object.entries(change).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function inOrder(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Entries with all changes applied; the same set of changes gives the same entries in whatever order it comes. */
export function applyChanges(
  entries: readonly Authority[],
  changes: readonly AuthorityChange[],
): readonly Authority[] {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  // no change touches another authority than its own: all of them in order would take long to sort
  for (const [key, own] of Map.groupBy(changes, (change) => change.key)) {
    const known = byKey.get(key);
    const further = known ? own.filter((change) => !isListed(known, change)) : own;
    let entry = known;
    for (const change of further.sort(earlierFirst)) entry = apply(entry, change);
    if (entry !== undefined) byKey.set(key, entry);
  }
  return [...byKey.values()];
}

/** Changes of one authority in the order in which they are made. */
function earlierFirst(a: AuthorityChange, b: AuthorityChange): number {
  return (
    phases[a.kind] - phases[b.kind] ||
    inOrder(when(a), when(b)) ||
    // dear, and so asked for only where there are several of a kind on one day
    inOrder(canonical(a), canonical(b))
  );
}
