import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Every column of an event's row but its position, in the order of the table. */
type EventRow = readonly [number, number, string, string, string, string, string, string];

/** Runs work in a folder of its own that is removed afterwards. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'timeline-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The rows that a store wrote, in order. */
export function rowsOf(path: string): EventRow[] {
  const db = new DatabaseSync(path, { readOnly: true });
  const rows = db
    .prepare(
      'SELECT stream, revision, id, type, recorded, content_hash, chain_hash, event FROM events ORDER BY position',
    )
    .all();
  db.close();
  return rows.map((row) => Object.values(row) as unknown as EventRow);
}

/**
 * The yardstick: a table as one would write it for events by hand, with the columns of a store's and an index of ids that are taken once,
 * the pragmas of a store's file, and nothing between the caller and one prepared insert.
 */
export class RawTable {
  readonly #db: DatabaseSync;
  readonly #insert;

  constructor(path: string) {
    this.#db = new DatabaseSync(path, { enableForeignKeyConstraints: false });
    this.#db.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;
       CREATE TABLE events (
         position     INTEGER PRIMARY KEY AUTOINCREMENT,
         stream       INTEGER NOT NULL,
         revision     INTEGER NOT NULL CHECK (revision >= 0),
         id           TEXT NOT NULL,
         type         TEXT NOT NULL,
         recorded     TEXT NOT NULL CHECK (length(recorded) = 24),
         content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
         chain_hash   TEXT NOT NULL CHECK (length(chain_hash) = 64),
         event        TEXT NOT NULL,
         UNIQUE (stream, revision),
         UNIQUE (stream, id)
       ) STRICT;
       CREATE INDEX few_events_by_type ON events (type) WHERE (type GLOB 'Authority*' OR type GLOB 'Fact*')`,
    );
    this.#insert = this.#db.prepare(
      `INSERT INTO events (stream, revision, id, type, recorded, content_hash, chain_hash, event)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /** One row, one transaction, on disk when it returns. */
  insertOne(row: EventRow): void {
    this.#insert.run(...row);
  }

  insertMany(rows: readonly EventRow[]): void {
    this.#db.exec('BEGIN IMMEDIATE');
    for (const row of rows) this.#insert.run(...row);
    this.#db.exec('COMMIT');
  }

  close(): void {
    this.#db.close();
  }
}
