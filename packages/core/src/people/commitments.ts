import { createHmac, hash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { RegisterVerification } from './people-register.ts';
import type { PersonId } from './person-id.ts';

/**
 * What was ever said of a name, without the name: for every name that was added or corrected the HMAC-SHA256 of it under a key of its
 * own, for every erasure a mark. The key is kept as long as the name is and goes with it, so that what is left of an erased name
 * tells nobody what it was, and the order of all of it has one hash that can be noted elsewhere.
 */
export const commitmentTables = `
  CREATE TABLE IF NOT EXISTS commitments (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT NOT NULL,
    commitment TEXT NOT NULL
  ) STRICT;

  CREATE TABLE IF NOT EXISTS keys (
    id  TEXT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TRIGGER IF NOT EXISTS commitments_are_never_changed BEFORE UPDATE ON commitments
  BEGIN SELECT RAISE(ABORT, 'commitments are never changed'); END;

  CREATE TRIGGER IF NOT EXISTS commitments_are_never_deleted BEFORE DELETE ON commitments
  BEGIN SELECT RAISE(ABORT, 'commitments are never deleted'); END;
`;

/** So many findings are told; more would say nothing else. */
const most = 20;

function commitmentOf(key: string, id: PersonId, name: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(`${id}\0${name}`).digest('hex');
}

function erasureOf(id: PersonId): string {
  return hash('sha256', `erased\0${id}`, 'hex');
}

/** Makes the tables, and commits to what a register from before them holds. Runs inside a transaction. */
export function prepareCommitments(db: DatabaseSync): void {
  db.exec(commitmentTables);
  // one that was emptied counts on, and is not begun anew
  const begun =
    db.prepare("SELECT 1 FROM sqlite_sequence WHERE name = 'commitments'").get() !== undefined;
  if (begun) return;
  const people = db.prepare('SELECT id, name FROM people ORDER BY id').all() as {
    id: PersonId;
    name: string | null;
  }[];
  for (const { id, name } of people) {
    if (name === null) commitErasure(db, id);
    else commitName(db, id, name);
  }
}

/** Commits to a name that was added or corrected. */
export function commitName(db: DatabaseSync, id: PersonId, name: string): void {
  const key = randomBytes(32).toString('hex');
  db.prepare(
    'INSERT INTO keys (id, key) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET key = excluded.key',
  ).run(id, key);
  note(db, id, commitmentOf(key, id, name));
}

/** Commits to an erasure, and forgets the key of the name. */
export function commitErasure(db: DatabaseSync, id: PersonId): void {
  db.prepare('DELETE FROM keys WHERE id = ?').run(id);
  note(db, id, erasureOf(id));
}

function note(db: DatabaseSync, id: PersonId, commitment: string): void {
  db.prepare('INSERT INTO commitments (id, commitment) VALUES (?, ?)').run(id, commitment);
}

/** Adds to what was found: holds every name against what was committed, and the whole against a hash that was noted elsewhere. */
export function verifyCommitments(
  db: DatabaseSync,
  noted: string | undefined,
  findings: readonly string[],
): RegisterVerification {
  const problems: string[] = [...findings];
  const last = new Map<PersonId, string>();
  let running = '';
  let met = noted === undefined || noted === running;
  const committed = db
    .prepare('SELECT id, commitment FROM commitments ORDER BY number')
    .iterate() as Iterable<unknown> as Iterable<{ id: PersonId; commitment: string }>;
  for (const { id, commitment } of committed) {
    last.set(id, commitment);
    running = hash('sha256', `${running}${id}${commitment}`, 'hex');
    met ||= running === noted;
  }
  const people = db
    .prepare('SELECT id, name, key FROM people LEFT JOIN keys USING (id) ORDER BY id')
    .all() as { id: PersonId; name: string | null; key: string | null }[];
  for (const { id, name, key } of people) {
    const said = last.get(id);
    last.delete(id);
    const wanted =
      name === null ? erasureOf(id) : key === null ? undefined : commitmentOf(key, id, name);
    if (said !== undefined && said === wanted) continue;
    problems.push(
      name === null
        ? `the name of ${id} is gone, and nobody erased it`
        : `the name of ${id} is not the one that was added or corrected`,
    );
  }
  for (const id of last.keys()) problems.push(`${id} was in the register and is gone`);
  if (!met) {
    problems.push(
      `it never had the hash ${noted} that was noted: names that were there then are gone or were changed`,
    );
  }
  const erased = people.filter(({ name }) => name === null).length;
  return {
    names: people.length - erased,
    erased,
    hash: running,
    valid: problems.length === 0,
    problems: problems.slice(0, most),
  };
}
