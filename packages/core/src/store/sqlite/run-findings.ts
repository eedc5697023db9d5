import type { DatabaseSync } from 'node:sqlite';
import type { StorageProblem } from '../verify.ts';
import { headOf } from './findings.ts';
import { positionsInRun, writtenTypes } from './type-runs.ts';

interface Run {
  readonly run: number;
  readonly types: string;
}

/** Runs of which other types are written than their events have: who reads some types would pass over events, or read for nothing. */
export function* runFindings(db: DatabaseSync): Generator<StorageProblem> {
  const kept = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'types_in_runs'").get();
  // a file of an earlier version has none; where they are gone, the guards say so
  if (kept === undefined) return;
  const written = db.prepare('SELECT run, types FROM types_in_runs ORDER BY run').all();
  const others = new Map((written as unknown as readonly Run[]).map((one) => [one.run, one.types]));
  for (const { run, types } of runsOf(db)) {
    if (others.get(run) !== types) yield otherTypes(run);
    others.delete(run);
  }
  for (const run of others.keys()) yield otherTypes(run);
}

/** The types of all runs that are whole, as appends write them. */
function* runsOf(db: DatabaseSync): Generator<Run> {
  const whole = Math.floor(headOf(db).position / positionsInRun);
  const typesOf = db.prepare(
    'SELECT DISTINCT type FROM events WHERE position > ? AND position <= ?',
  );
  for (let run = 0; run < whole; run += 1) {
    const rows = typesOf.all(run * positionsInRun, (run + 1) * positionsInRun);
    yield { run, types: writtenTypes(new Set(rows.map(({ type }) => String(type)))) };
  }
}

function otherTypes(run: number): StorageProblem {
  const [first, last] = [run * positionsInRun + 1, (run + 1) * positionsInRun];
  return {
    reason: `the types that are noted for positions ${first} to ${last} are not those of the events there: whoever reads some types could pass over events`,
  };
}
