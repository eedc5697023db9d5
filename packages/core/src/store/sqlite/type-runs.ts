import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { LogState, PlacedEvent } from '../append.ts';
import { ordinalOf } from '../positions.ts';

/** Positions whose types are written together: fewer would be more rows to look through, and more hide in each what is rare. */
export const positionsInRun = 1024;

/** The types of a run as they are written: a list of JSON. */
export function writtenTypes(types: ReadonlySet<string>): string {
  return JSON.stringify([...types].sort());
}

/**
 * Which types of events there are in each run of positions, written by the append that completes it. Who reads some types passes over the
 * runs that have none of them, and appends pay nothing that could be measured; an index of types would cost each a page more.
 */
export class TypeRuns {
  readonly #insert: StatementSync;
  readonly #typesOf: StatementSync;
  readonly #next: StatementSync;
  readonly #count: StatementSync;
  /** Types of the run that the log ended in after the last append of this process, and its hash by then. */
  #open: { readonly end: string; readonly types: Set<string> } | undefined;

  constructor(db: DatabaseSync) {
    this.#insert = db.prepare('INSERT INTO types_in_runs (run, types) VALUES (?, ?)');
    this.#typesOf = db.prepare(
      'SELECT DISTINCT type FROM events WHERE position > ? AND position <= ?',
    );
    this.#next = db.prepare(`
      SELECT run FROM types_in_runs
      WHERE run >= ? AND run < ? AND EXISTS (SELECT 1 FROM json_each(?) WHERE instr(types, value) > 0)
      ORDER BY run LIMIT 1`);
    this.#count = db.prepare('SELECT count(*) FROM types_in_runs WHERE run >= ? AND run < ?');
    for (const reads of [this.#typesOf, this.#next, this.#count]) reads.setReturnArrays(true);
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
   * The place from which some types are to be read after a position, of a log up to its last: no event between is of any of them. Where
   * a run was not written, it is read.
   */
  passOver(after: number, last: number, types: readonly string[]): number {
    const run = Math.floor(after / positionsInRun);
    const whole = Math.floor(last / positionsInRun);
    if (run >= whole) return after;
    // a type stands in a list of JSON as it is written in JSON itself
    const wanted = JSON.stringify(types.map((type) => JSON.stringify(type)));
    const found = this.#next.get(run, whole, wanted) as [number] | undefined;
    const next = found?.[0] ?? whole;
    const [written] = this.#count.get(run, next) as unknown as [number];
    return written === next - run ? Math.max(after, next * positionsInRun) : after;
  }

  #typesBetween(after: number, upTo: number): Set<string> {
    const rows: unknown = this.#typesOf.all(after, upTo);
    return new Set((rows as readonly [string][]).map(([type]) => type));
  }
}
