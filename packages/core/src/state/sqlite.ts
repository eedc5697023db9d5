import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreDamaged, StoreUnavailable } from '../store/errors.ts';
import {
  openFile,
  openToRead,
  patiently,
  reading,
  transaction,
  translate,
  whileBusy,
} from '../store/sqlite/connection.ts';
import { keepPrivate } from '../store/sqlite/private.ts';
import { StateDamaged, stateMoved } from './errors.ts';
import type { StateChange, StateEntry, StateHeader, StateStore } from './state-store.ts';

/** Marks a file of projection state in its header: "MTLS" in ASCII. */
const applicationId = 0x4d544c53;
const schemaVersions = [1] as const;

const schema = `
  CREATE TABLE projections (
    name       TEXT NOT NULL PRIMARY KEY,
    checkpoint TEXT NOT NULL,
    store_id   TEXT NOT NULL,
    version    TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE entries (
    projection TEXT NOT NULL REFERENCES projections (name) ON DELETE CASCADE,
    key        TEXT NOT NULL,
    value      TEXT NOT NULL,
    PRIMARY KEY (projection, key)
  ) STRICT, WITHOUT ROWID;
`;

interface HeaderRow {
  readonly checkpoint: string;
  readonly store_id: string;
  readonly version: string;
}

class SqliteStateStore implements StateStore {
  readonly readOnly: boolean;
  readonly #path: string;
  readonly #db: DatabaseSync;

  constructor(path: string, db: DatabaseSync, readOnly: boolean) {
    this.#path = path;
    this.#db = db;
    this.readOnly = readOnly;
  }

  async header(projection: string): Promise<StateHeader | undefined> {
    return this.#read(() => {
      const row = this.#header(projection);
      return row && { checkpoint: row.checkpoint, storeId: row.store_id, version: row.version };
    });
  }

  async get(projection: string, key: string): Promise<string | undefined> {
    return this.#read(() => {
      const row = this.#db
        .prepare('SELECT value FROM entries WHERE projection = ? AND key = ?')
        .get(projection, key) as { value: string } | undefined;
      return row?.value;
    });
  }

  async entries(
    projection: string,
    { after = '', limit = -1 }: { readonly after?: string; readonly limit?: number } = {},
  ): Promise<readonly StateEntry[]> {
    return this.#read(
      () =>
        this.#db
          .prepare(
            'SELECT key, value FROM entries WHERE projection = ? AND key > ? ORDER BY key LIMIT ?',
          )
          .all(projection, after, limit) as unknown as StateEntry[],
    );
  }

  async commit(projection: string, change: StateChange): Promise<void> {
    await this.#write(() => this.#apply(projection, change));
  }

  async strike(text: string, instead: string): Promise<number> {
    let struck = 0;
    await this.#write(() => {
      struck = Number(
        this.#db
          .prepare('UPDATE entries SET value = replace(value, ?, ?) WHERE instr(value, ?) > 0')
          .run(text, instead, text).changes,
      );
    });
    await this.#leaveNoTrace();
    return struck;
  }

  /** What was deleted or written over lies in free pages and in the write-ahead log until the file is written anew. */
  async #leaveNoTrace(): Promise<void> {
    try {
      await whileBusy(this.#path, () => patiently(this.#db, () => this.#db.exec('VACUUM')));
      const empty = this.#db.prepare('PRAGMA wal_checkpoint(TRUNCATE)');
      const { busy } = await whileBusy(this.#path, () =>
        patiently(this.#db, () => empty.get() as { busy: number }),
      );
      if (busy === 0) return;
    } catch (error) {
      throw ofState(error, this.#path);
    }
    throw new StoreUnavailable(
      `What was struck no longer shows, but a reader still holds the write-ahead log of ${this.#path}, where it can be found. End the other process and do the same again.`,
      { path: this.#path },
    );
  }

  async drop(projection: string): Promise<void> {
    await this.#write(() => {
      this.#db.prepare('DELETE FROM entries WHERE projection = ?').run(projection);
      this.#db.prepare('DELETE FROM projections WHERE name = ?').run(projection);
    });
  }

  async close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
  }

  #apply(projection: string, { header, from, put = [], remove = [] }: StateChange): void {
    const found = this.#header(projection)?.checkpoint;
    if (found !== from) throw stateMoved(projection, from, found);
    this.#db
      .prepare(
        `INSERT INTO projections (name, checkpoint, store_id, version) VALUES (?, ?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET
           checkpoint = excluded.checkpoint, store_id = excluded.store_id, version = excluded.version`,
      )
      .run(projection, header.checkpoint, header.storeId, header.version);
    const forget = this.#db.prepare('DELETE FROM entries WHERE projection = ? AND key = ?');
    for (const key of remove) forget.run(projection, key);
    const write = this.#db.prepare(
      `INSERT INTO entries (projection, key, value) VALUES (?, ?, ?)
       ON CONFLICT (projection, key) DO UPDATE SET value = excluded.value`,
    );
    for (const { key, value } of put) write.run(projection, key, value);
  }

  #header(projection: string): HeaderRow | undefined {
    return this.#db
      .prepare('SELECT checkpoint, store_id, version FROM projections WHERE name = ?')
      .get(projection) as HeaderRow | undefined;
  }

  async #write(work: () => void): Promise<void> {
    try {
      await whileBusy(this.#path, () => transaction(this.#db, work));
    } catch (error) {
      throw ofState(error, this.#path);
    }
  }

  #read<T>(work: () => T): T {
    try {
      return reading(this.#db, work);
    } catch (error) {
      throw ofState(translate(error, this.#path), this.#path);
    }
  }
}

/** Damage here is no damage of the log, and other advice helps. */
function ofState(error: unknown, path: string): unknown {
  return error instanceof StoreDamaged ? new StateDamaged(path, error) : error;
}

/**
 * What is wrong with a file of projection state, one finding a line: empty where all is well. Nothing is changed.
 * @throws StateDamaged where it cannot be read at all
 */
export function stateProblems(path: string): readonly string[] {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly: true });
    const found = db.prepare('PRAGMA integrity_check(20)').all();
    return found.map((row) => String(row.integrity_check)).filter((one) => one !== 'ok');
  } catch (error) {
    throw ofState(translate(error, path), path);
  } finally {
    db?.close();
  }
}

/** What a file of projection state holds, by the names of its parts; empty where there is no such file. Nothing is changed. @throws StateDamaged */
export function stateHeadersIn(path: string): ReadonlyMap<string, StateHeader> {
  if (!existsSync(path)) return new Map();
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly: true });
    const rows = db.prepare('SELECT * FROM projections ORDER BY name').all();
    return new Map(
      rows.map(({ name, checkpoint, store_id: storeId, version }) => [
        String(name),
        { checkpoint: String(checkpoint), storeId: String(storeId), version: String(version) },
      ]),
    );
  } catch (error) {
    throw ofState(translate(error, path), path);
  } finally {
    db?.close();
  }
}

/**
 * Opens a file of projection state, and makes it where there is none; one that is to be read alone has to be there.
 * @throws StoreUnavailable, StoreDamaged as `openSqliteStore`
 */
export async function openStateStore(
  path: string,
  { readOnly = false }: Pick<StateStore, 'readOnly'> = {},
): Promise<StateStore> {
  const file = resolve(path);
  const kind = {
    holds: 'projection state',
    applicationId,
    schemaVersions,
    create: (fresh: DatabaseSync) => fresh.exec(schema),
  };
  const opening = readOnly ? openToRead(file, kind) : openFile(file, kind);
  const db = await opening.catch((error: unknown) => {
    throw ofState(error, file);
  });
  if (readOnly) return new SqliteStateStore(file, db, readOnly);
  // what stands here can be worked out again: a commit need not wait for the disk to be safe from a crash
  db.exec('PRAGMA synchronous = NORMAL');
  // secrets of webhooks lie here
  keepPrivate(file);
  return new SqliteStateStore(file, db, readOnly);
}
