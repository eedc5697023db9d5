import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { LogState, PlacedEvent } from '../append.ts';
import { ordinalOf } from '../positions.ts';

/** Positions whose types are written together. Fewer would be more rows to look through; more would hide in each what is rare. */
export const positionsInRun = 64;

/** So many runs with a wanted type are read at once, unless more events than they hold are asked for. */
const runsAtOnce = 64;
/** So many runs are looked through at once at most. */
const runsLookedThrough = 4096;

/** Positions after one place up to another. */
export interface Stretch {
  readonly after: number;
  readonly upTo: number;
}

/** Where some types may lie. */
export interface Stretches {
  /** In order, without the stretches that have none of them. */
  readonly stretches: readonly Stretch[];
  /** Up to where nothing of them lies elsewhere. */
  readonly upTo: number;
}

/** The types of a run as they are written: a list of JSON. */
export function writtenTypes(types: ReadonlySet<string>): string {
  return JSON.stringify([...types].sort());
}

/**
 * Which types of events there are in each run of positions, written by the append that completes it. Who reads some types passes over the
 * runs that have none of them, and appends pay next to nothing; an index of types would cost each a page more.
 */
export class TypeRuns {
  readonly #insert: StatementSync;
  readonly #typesOf: StatementSync;
  readonly #with: StatementSync;
  readonly #count: StatementSync;
  /** Types of the run that the log ended in after the last append of this process, and its hash by then. */
  #open: { readonly end: string; readonly types: Set<string> } | undefined;

  constructor(db: DatabaseSync) {
    this.#insert = db.prepare('INSERT INTO types_in_runs (run, types) VALUES (?, ?)');
    this.#typesOf = db.prepare(
      'SELECT DISTINCT type FROM events WHERE position > ? AND position <= ?',
    );
    this.#with = db.prepare(`
      SELECT run FROM types_in_runs
      WHERE run >= ? AND run < ? AND EXISTS (SELECT 1 FROM json_each(?) WHERE instr(types, value) > 0)
      ORDER BY run LIMIT ?`);
    this.#count = db.prepare('SELECT count(*) FROM types_in_runs WHERE run >= ? AND run < ?');
    for (const reads of [this.#typesOf, this.#with, this.#count]) reads.setReturnArrays(true);
  }

  /** Notes the types of events that were inserted between two ends of the log, in the transaction that does. */
  add(placed: readonly PlacedEvent[], start: LogState, end: LogState): void {
    let last = ordinalOf(start.position);
    let types = this.#typesAt(start.hash, last);
    for (const { type } of placed) {
      types?.add(type);
      last += 1;
      if (last % positionsInRun !== 0) continue;
      types ??= this.#typesBetween(last - positionsInRun, last);
      this.#insert.run(last / positionsInRun - 1, writtenTypes(types));
      types = new Set();
    }
    // an append that fails is remembered under an end that the log never has
    this.#open = types && { end: end.hash, types };
  }

  /** Types so far of the run in which the log ends; undefined where another process appended, or an append failed. */
  #typesAt(end: string, last: number): Set<string> | undefined {
    if (this.#open?.end === end) return this.#open.types;
    return last % positionsInRun === 0 ? new Set() : undefined;
  }

  /**
   * Where some types may lie after a position, of a log up to its last: not in all of it, where that would be long. Where a run was not
   * written, all is read.
   * @param limit how many events are asked for
   */
  stretches(after: number, last: number, types: readonly string[], limit: number): Stretches {
    const most = Math.max(runsAtOnce, Math.ceil(limit / positionsInRun));
    const first = Math.floor(after / positionsInRun);
    const whole = Math.min(Math.floor(last / positionsInRun), first + runsLookedThrough);
    // a type stands in a list of JSON as it is written in JSON itself
    const wanted = JSON.stringify(types.map((type) => JSON.stringify(type)));
    const found = (this.#with.all(first, whole, wanted, most) as unknown as [number][]).map(
      ([run]) => run,
    );
    const end = found.length === most ? found.at(-1)! + 1 : whole;
    const [written] = this.#count.get(first, end) as unknown as [number];
    if (written !== end - first) {
      const upTo = Math.min(last, after + most * positionsInRun);
      return { stretches: [{ after, upTo }], upTo };
    }
    const stretches = joined(found, after);
    const open = end === Math.floor(last / positionsInRun) && last > end * positionsInRun;
    // what is no whole run yet has not been written
    if (open) stretches.push({ after: Math.max(after, end * positionsInRun), upTo: last });
    return { stretches, upTo: open ? last : end * positionsInRun };
  }

  #typesBetween(after: number, upTo: number): Set<string> {
    const rows: unknown = this.#typesOf.all(after, upTo);
    return new Set((rows as readonly [string][]).map(([type]) => type));
  }
}

/** Runs as stretches after a position, those that follow each other as one. */
function joined(runs: readonly number[], after: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const run of runs) {
    const from = Math.max(after, run * positionsInRun);
    const upTo = (run + 1) * positionsInRun;
    const before = stretches.at(-1);
    if (before?.upTo === from) stretches[stretches.length - 1] = { after: before.after, upTo };
    else stretches.push({ after: from, upTo });
  }
  return stretches;
}
