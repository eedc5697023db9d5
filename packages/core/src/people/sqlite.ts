import { resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../store/errors.ts';
import {
  defaultPatience,
  openFile,
  openToRead,
  patiently,
  reading,
  transaction,
  translate,
  whileBusy,
} from '../store/sqlite/connection.ts';
import { keepPrivate } from '../store/sqlite/private.ts';
import {
  commitErasure,
  commitmentTables,
  commitName,
  prepareCommitments,
  verifyCommitments,
} from './commitments.ts';
import {
  type Added,
  type PeopleRegister,
  type Person,
  PersonErased,
  type PersonName,
  type RegisterVerification,
  UnknownPerson,
} from './people-register.ts';
import { checkPersonId, displayName, type PersonId } from './person-id.ts';

/** Marks a file as a people register of ours in its header: "MTLP" in ASCII. */
const applicationId = 0x4d544c50;
const schemaVersions = [1] as const;

/** A row without a name is an erased one. Names have no index: an index would be one more copy to erase. */
const schema = `
  CREATE TABLE people (
    id   TEXT NOT NULL PRIMARY KEY,
    name TEXT CHECK (name <> '')
  ) STRICT, WITHOUT ROWID;

  CREATE TRIGGER erased_names_stay_erased BEFORE UPDATE ON people
  WHEN OLD.name IS NULL AND NEW.name IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'an erased name stays erased'); END;
`;

type Row = { readonly name: string | null } | undefined;

class SqlitePeopleRegister implements PeopleRegister {
  readonly #path: string;
  readonly #db: DatabaseSync;
  readonly #patience: number;

  constructor(path: string, db: DatabaseSync, patience: number) {
    this.#path = path;
    this.#db = db;
    this.#patience = patience;
  }

  async add(person: Person): Promise<Added> {
    const [added] = await this.addAll([person]);
    return added!;
  }

  async addAll(people: readonly Person[]): Promise<readonly Added[]> {
    const checked = people.map(({ id, name }) => {
      checkPersonId(id);
      return { id, name: displayName(name) };
    });
    return this.#write(() => {
      const insert = this.#db.prepare('INSERT INTO people (id, name) VALUES (?, ?)');
      return checked.map(({ id, name }): Added => {
        const there = this.#row(id);
        if (there) return there.name === null ? 'erased' : 'already-there';
        insert.run(id, name);
        commitName(this.#db, id, name);
        return 'added';
      });
    });
  }

  async name(id: PersonId): Promise<PersonName> {
    checkPersonId(id);
    return this.#read(() => {
      const row = this.#row(id);
      if (row === undefined) return { kind: 'unknown' };
      return row.name === null ? { kind: 'erased' } : { kind: 'named', name: row.name };
    });
  }

  async rename(id: PersonId, name: string): Promise<void> {
    checkPersonId(id);
    const right = displayName(name);
    await this.#write(() => {
      const there = this.#row(id);
      if (there === undefined) throw new UnknownPerson(id);
      if (there.name === null) throw new PersonErased(id);
      this.#db.prepare('UPDATE people SET name = ? WHERE id = ?').run(right, id);
      commitName(this.#db, id, right);
    });
    await this.#emptyWriteAheadLog();
  }

  async erase(id: PersonId): Promise<void> {
    checkPersonId(id);
    await this.#write(() => {
      if (this.#row(id)?.name === null) return;
      commitErasure(this.#db, id);
      this.#db
        .prepare(
          'INSERT INTO people (id, name) VALUES (?, NULL) ON CONFLICT (id) DO UPDATE SET name = NULL',
        )
        .run(id);
    });
    await this.#emptyWriteAheadLog();
  }

  async entries(): Promise<readonly Person[]> {
    return this.#read(
      () =>
        this.#db
          .prepare('SELECT id, name FROM people WHERE name IS NOT NULL ORDER BY id')
          .all()
          .map((row) => ({ ...row })) as unknown as Person[],
    );
  }

  async erased(): Promise<readonly PersonId[]> {
    const rows = this.#read(() =>
      this.#db.prepare('SELECT id FROM people WHERE name IS NULL ORDER BY id').all(),
    );
    return (rows as unknown as readonly { readonly id: PersonId }[]).map(({ id }) => id);
  }

  async verify(noted?: string): Promise<RegisterVerification> {
    const { guardFindings } = await import('../store/sqlite/guards.ts');
    return this.#read(() => {
      const damage = this.#db.prepare('PRAGMA integrity_check(20)').all();
      const found = damage.map((row) => String(row.integrity_check)).filter((one) => one !== 'ok');
      if (found.length > 0) return { names: 0, erased: 0, hash: '', valid: false, problems: found };
      const guards = guardFindings(this.#db, schema + commitmentTables);
      return verifyCommitments(this.#db, noted, guards);
    });
  }

  async close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
  }

  #row(id: PersonId): Row {
    return this.#db.prepare('SELECT name FROM people WHERE id = ?').get(id) as Row;
  }

  #checkOpen(): void {
    if (this.#db.isOpen) return;
    throw new StoreUnavailable(`The people register ${this.#path} is closed. Open it again.`);
  }

  #read<T>(work: () => T): T {
    this.#checkOpen();
    try {
      return reading(this.#db, work, this.#patience);
    } catch (error) {
      throw translate(error, this.#path);
    }
  }

  #write<T>(work: () => T): Promise<T> {
    this.#checkOpen();
    return whileBusy(this.#path, () => transaction(this.#db, work), this.#patience);
  }

  /** The write-ahead log still holds the page as it was; it is copied into the file and cut to nothing. */
  async #emptyWriteAheadLog(): Promise<void> {
    const empty = this.#db.prepare('PRAGMA wal_checkpoint(TRUNCATE)');
    const { busy } = await whileBusy(this.#path, () =>
      patiently(this.#db, () => empty.get() as { busy: number }, this.#patience),
    );
    if (busy === 0) return;
    throw new StoreUnavailable(
      `The name no longer shows, but a reader still holds the write-ahead log of ${this.#path}, where it can be found. End the other process and do the same again.`,
      { path: this.#path },
    );
  }
}

/** How a register in a file is opened. */
export interface PeopleRegisterOptions {
  /** How long a call waits for other processes before it gives up, in ms; default 5,000. */
  readonly patience?: number;
  /** Opens a register that is there to read it and nothing else: neither it nor its folder need be writable. Unless given, to write. */
  readonly readOnly?: boolean;
}

/**
 * Opens the register in an SQLite file, and makes it where there is none. Deleted content is overwritten
 * (`secure_delete`), so that an erased name is in none of its files.
 * @throws StoreUnavailable, StoreDamaged as `openSqliteStore`
 */
export async function openPeopleRegister(
  path: string,
  { patience = defaultPatience, readOnly = false }: PeopleRegisterOptions = {},
): Promise<PeopleRegister> {
  const file = resolve(path);
  const kind = {
    holds: 'a people register',
    applicationId,
    schemaVersions,
    create: (db: DatabaseSync) => db.exec(schema),
  };
  if (readOnly) return new SqlitePeopleRegister(file, await openToRead(file, kind), patience);
  const db = await openFile(file, kind, patience);
  db.exec('PRAGMA secure_delete = ON');
  await whileBusy(file, () => transaction(db, () => prepareCommitments(db)), patience);
  keepPrivate(file);
  return new SqlitePeopleRegister(file, db, patience);
}
