import type { DatabaseSync } from 'node:sqlite';
import type { StorageProblem } from '../verify.ts';
import { headOf } from './findings.ts';
import { beginOf, keyOf, keysInBlock, placeOf, writtenKeys, writtenOf } from './id-keys.ts';

interface Block {
  readonly place: number;
  readonly keys: Uint8Array;
}

/** Keys that are not those of the ids of a stream: a file may say otherwise of each than its events do. */
export function* idFindings(db: DatabaseSync): Generator<StorageProblem> {
  const kept = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'id_keys'").get();
  // a file of the first version has none; where they are gone, the guards say so
  if (kept === undefined) return;
  const blocks = db
    .prepare('SELECT place, keys FROM id_keys ORDER BY place')
    .iterate() as Iterator<unknown> as Iterator<Block, undefined>;
  let next = blocks.next().value;
  for (const { place, keys } of blocksOf(db)) {
    for (; next && next.place < place; next = blocks.next().value) yield otherKeys(db, next.place);
    const same = next?.place === place && Buffer.compare(next.keys, keys) === 0;
    if (next?.place === place) next = blocks.next().value;
    if (!same) yield otherKeys(db, place);
  }
  for (; next; next = blocks.next().value) yield otherKeys(db, next.place);
}

/** The keys of the ids of all events, as appends write them. */
function* blocksOf(db: DatabaseSync): Generator<Block> {
  const events = db
    .prepare(
      'SELECT stream, revision, id FROM events WHERE position <= ? ORDER BY stream, revision',
    )
    .iterate(headOf(db).position) as Iterable<unknown> as Iterable<{
    readonly stream: number;
    readonly revision: number;
    readonly id: string;
  }>;
  let at: number | undefined;
  let keys: number[] = [];
  for (const { stream, revision, id } of events) {
    const place = placeOf(stream, revision);
    if (at !== undefined && place !== at) {
      yield* writtenBlock(at, keys);
      keys = [];
    }
    at = place;
    keys.push(keyOf(id));
  }
  if (at !== undefined) yield* writtenBlock(at, keys);
}

function* writtenBlock(place: number, keys: readonly number[]): Generator<Block> {
  const written = keys.slice(0, writtenOf(keys.length));
  if (written.length > 0) yield { place, keys: writtenKeys(written) };
}

function otherKeys(db: DatabaseSync, place: number): StorageProblem {
  const { stream, revision } = beginOf(place);
  const row = db.prepare('SELECT name FROM streams WHERE number = ?').get(stream);
  const name = row === undefined ? `number ${stream}` : String(row.name);
  return {
    reason: `the keys of ids of the stream ${name}, from revision ${revision} to ${revision + keysInBlock - 1} at most, are not those of its events: an id could be taken twice, or an append be refused`,
  };
}
