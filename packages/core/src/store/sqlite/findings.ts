import type { DatabaseSync } from 'node:sqlite';
import type { ComparedTexts, StorageProblem } from '../verify.ts';
import { versionOf } from './connection.ts';
import { guardFindings } from './guards.ts';
import { restoredAtKey } from './restored.ts';
import { fewByType, type SchemaVersion, schemaOf } from './schema.ts';
import { textFindings } from './text-findings.ts';

/** So many findings are told; more would say nothing else. */
const most = 20;

interface HeadColumns {
  readonly position: number;
  readonly events: number;
  readonly streams: number;
  readonly recorded: string;
}

/**
 * What a file says against the log in it that no hash of an event can show: damaged pages, guards that were taken away, rows that no
 * append wrote, numbers that do not add up, and columns or texts that readers never see. Nothing here asks SQLite to read JSON:
 * what it can nest is less than what an event may hold.
 * @param more what else is looked for, after all that
 */
export function storageFindings(
  db: DatabaseSync,
  compared: ComparedTexts | undefined,
  more: readonly ((db: DatabaseSync) => Iterable<StorageProblem>)[],
): readonly StorageProblem[] {
  const damage = textsOf(db, 'PRAGMA integrity_check(20)').filter((finding) => finding !== 'ok');
  if (damage.length > 0) return damage.map((reason) => ({ reason }));
  const found: StorageProblem[] = [];
  for (const finding of [guards, identity, rows, sequence, streams, times, texts, ...more]) {
    for (const problem of finding(db, compared)) {
      found.push(problem);
      if (found.length === most) return found;
    }
  }
  return found;
}

function textsOf(db: DatabaseSync, sql: string): string[] {
  return db
    .prepare(sql)
    .all()
    .map((row) => String(Object.values(row)[0]));
}

function* guards(db: DatabaseSync): Generator<StorageProblem> {
  const mayLack = [`index ${fewByType.name}`];
  for (const reason of guardFindings(db, schemaOf(versionOf(db) as SchemaVersion), mayLack))
    yield { reason };
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function* identity(db: DatabaseSync): Generator<StorageProblem> {
  const kept = db.prepare('SELECT key, value FROM meta ORDER BY key').all() as {
    key: string;
    value: string;
  }[];
  for (const { key, value } of kept) {
    if (key === restoredAtKey) {
      const { position } = headOf(db);
      if (/^\d{1,15}$/.test(value) && Number(value) <= position) continue;
      yield { reason: `it says that it was restored at "${value}", which is no place in it` };
    } else if (key !== 'store_id')
      yield { reason: `it says "${key}" of itself, which no log does` };
    else if (!uuid.test(value)) yield { reason: `its store id "${value}" is none` };
  }
}

export function headOf(db: DatabaseSync): HeadColumns {
  return db.prepare('SELECT position, events, streams, recorded FROM head').get() as never;
}

function* rows(db: DatabaseSync): Generator<StorageProblem> {
  const head = headOf(db);
  const heads = Number(textsOf(db, 'SELECT count(*) FROM head')[0]);
  if (heads !== 1) yield { reason: `it has ${heads} heads` };
  const past = db
    .prepare(
      `SELECT count(*) AS count, min(position) AS first, max(position) AS last FROM events WHERE position > ?`,
    )
    .get(head.position) as { count: number; first: number; last: number };
  if (past.count > 0) {
    yield {
      reason: `${past.count} ${past.count === 1 ? 'event stands' : 'events stand'} past the head, at positions ${past.first} to ${past.last}: no append of this program wrote them, and no reader is given them`,
    };
  }
  const before = Number(textsOf(db, 'SELECT count(*) FROM events WHERE position < 1')[0]);
  if (before > 0) yield { reason: `${before} events stand before the first position` };
}

function* sequence(db: DatabaseSync): Generator<StorageProblem> {
  // from the third version on the head alone gives positions out
  if (versionOf(db) > 2) return;
  const head = headOf(db);
  const given = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'events'").all() as {
    seq: number;
  }[];
  const seq = given.length === 1 ? given[0]!.seq : given.length === 0 ? 0 : Number.NaN;
  if (seq !== head.position) {
    yield { reason: `positions were given out up to ${seq}, but the head says ${head.position}` };
  }
}

function* streams(db: DatabaseSync): Generator<StorageProblem> {
  const head = headOf(db);
  const empty = db
    .prepare(
      `SELECT name FROM streams WHERE NOT EXISTS (
         SELECT 1 FROM events WHERE events.stream = streams.number AND events.position <= ?)
       ORDER BY name LIMIT ?`,
    )
    .all(head.position, most) as { name: string }[];
  for (const { name } of empty)
    yield { reason: `the stream ${name} holds no event up to the head` };
  const count = Number(
    (
      db
        .prepare('SELECT count(DISTINCT stream) AS count FROM events WHERE position <= ?')
        .get(head.position) as { count: number }
    ).count,
  );
  if (count !== head.streams) {
    yield { reason: `events lie in ${count} streams, but the head says ${head.streams}` };
  }
}

function* times(db: DatabaseSync): Generator<StorageProblem> {
  const head = headOf(db);
  const { last } = db
    .prepare("SELECT coalesce(max(recorded), '') AS last FROM events WHERE position <= ?")
    .get(head.position) as { last: string };
  if (last !== head.recorded) {
    yield {
      reason: `the last event was recorded at ${last || 'no time'}, but the head says ${head.recorded || 'no time'}: the next would be timed by it`,
    };
  }
}

function* texts(db: DatabaseSync, compared?: ComparedTexts): Generator<StorageProblem> {
  yield* textFindings(db, headOf(db).position, compared);
}
