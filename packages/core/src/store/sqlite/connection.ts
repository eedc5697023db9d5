import { accessSync, closeSync, constants, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { TimelineError } from '../../errors.ts';
import { StoreDamaged, StoreFull, StoreUnavailable } from '../errors.ts';
import { keepPrivate } from './private.ts';

/** What a file of ours must be. */
export interface FileKind {
  /** What the file holds, for messages: "an event log". */
  readonly holds: string;
  readonly applicationId: number;
  /** Versions that are read and written as they are; a new file is made in the first. */
  readonly schemaVersions: readonly [number, ...number[]];
  /** Creates the tables; runs once, inside the transaction that claims the file. */
  readonly create: (db: DatabaseSync) => void;
  /** An index that a file of the kind may lack: whoever opens one to write makes it, if that can be done. */
  readonly index?: { readonly name: string; readonly sql: string };
}

/** How long SQLite waits for another process where it waits by itself, in ms: it holds up all else that this process does. */
export const defaultPatience = 5_000;
/**
 * How long it waits in that way while a file is open, in ms. A write that is not begun by then is begun again after a pause in which
 * others of this process have their turn.
 */
const waitAtOnce = 50;
/** How long a write is begun again and again, in times of that patience. */
const longestWait = 4;

/**
 * Room of a connection. After so many pages of the write-ahead log they are moved into the file, and the log is begun again. After small
 * commits that is soon (4 MB): what is begun again is written over, and a file that does not grow is on disk in less than half the time.
 * After large ones it is late (16 MB): in a file of the first version ids fall anywhere in their index, so a page of it is written again by
 * nearly every one of them; the more of these are moved at once, the less is written twice and waited for. For their sake as many pages
 * are kept in memory; whoever reads and appends little is as quick with what the system keeps of the file. A commit waits for the disk as
 * ever.
 */
const rooms = {
  small: { checkpointPages: 1_000, cacheKilobytes: 2_048 },
  large: { checkpointPages: 4_000, cacheKilobytes: 32_768 },
} as const;

export type Room = keyof typeof rooms;

export function giveRoom(db: DatabaseSync, room: Room): void {
  const { checkpointPages, cacheKilobytes } = rooms[room];
  db.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}; PRAGMA cache_size = -${cacheKilobytes}`);
}

/** Result codes of SQLite (sqlite3.h); extended codes carry them in their low byte. */
const result = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  constraint: 19,
  notADatabase: 26,
};

function resultCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code === result.busy || code === result.locked;
}

/** SQLite tells of a disk that filled up under its write-ahead log as an error of writing. */
function isNoSpace(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode;
  return code === (result.ioError | (3 << 8)) && /full|space/i.test((error as Error).message);
}

/** A file that ends within a page: its end was torn off, and the disk is well. */
function isCutOff(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === (result.ioError | (2 << 8));
}

/** An SQLite error as one of ours, which says what to do; any other error as it is. */
export function translate(error: unknown, path: string): unknown {
  const code = resultCode(error);
  if (code === undefined || error instanceof TimelineError) return error;
  const text = (error as Error).message;
  if (code === result.corrupt) return new StoreDamaged(`${path} is damaged: ${text}.`, {}, error);
  if (isCutOff(error)) {
    return new StoreDamaged(`${path} is damaged: it ends within a page.`, {}, error);
  }
  if (code === result.notADatabase) {
    return new StoreDamaged(
      `${path} is not an SQLite database, or its beginning is destroyed.`,
      {},
      error,
    );
  }
  if (code === result.constraint) {
    return new StoreDamaged(
      `${path} already holds something where this belongs, which no append wrote: ${text}. Nothing of this call was written; \`timeline doctor\` says what it is.`,
      {},
      error,
    );
  }
  if (code === result.full || isNoSpace(error)) return new StoreFull(path, error);
  const advice: Record<number, string> = {
    [result.busy]: 'Another process has held it for too long; end that process or try again.',
    [result.locked]: 'Another process has held it for too long; end that process or try again.',
    [result.readOnly]: 'You may read it but not write to it; ask its owner, or use a copy.',
    [result.cannotOpen]: 'Check that the path is right and that you may read and write there.',
  };
  return new StoreUnavailable(
    `${path} cannot be used: ${text}. ${advice[code] ?? 'Check the disk and the permissions of the file, then try again.'}`,
    { path, sqlite: code },
    error,
  );
}

/** Tries again and again, with a pause in between, while another process holds the file; one that stands still may hold it for long. */
export async function whileBusy<T>(
  path: string,
  work: () => T,
  patience = defaultPatience,
): Promise<T> {
  let until: number | undefined;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw translate(error, path);
      // asked for where there is something to wait for: the first time loads a module of Node's
      const now = performance.now();
      until ??= now + longestWait * patience;
      if (now >= until) throw translate(error, path);
      await sleep(Math.min(attempt, 10) * 20 + Math.random() * 50);
    }
  }
}

/** Does what cannot be begun again after a pause with the patience of SQLite itself. */
export function patiently<T>(db: DatabaseSync, work: () => T, patience = defaultPatience): T {
  waitUpTo(db, patience);
  try {
    return work();
  } finally {
    waitUpTo(db, Math.min(patience, waitAtOnce));
  }
}

function waitUpTo(db: DatabaseSync, ms: number): void {
  db.exec(`PRAGMA busy_timeout = ${ms}`);
}

/** Reads; where another process has the file to itself for a moment, patiently. */
export function reading<T>(db: DatabaseSync, work: () => T, patience = defaultPatience): T {
  try {
    return work();
  } catch (error) {
    if (!isBusy(error)) throw error;
    return patiently(db, work, patience);
  }
}

interface Bounds {
  readonly begin: StatementSync;
  readonly commit: StatementSync;
}

const boundsOf = new WeakMap<DatabaseSync, Bounds>();

/** What begins and ends a transaction, read by SQLite once for a connection and not for every append. */
function bounds(db: DatabaseSync): Bounds {
  const known = boundsOf.get(db);
  if (known !== undefined) return known;
  const prepared = { begin: db.prepare('BEGIN IMMEDIATE'), commit: db.prepare('COMMIT') };
  boundsOf.set(db, prepared);
  return prepared;
}

/**
 * Runs work in one write transaction: all of it is on disk afterwards, or nothing is. Waits for another's only for a moment: see
 * `whileBusy`.
 */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  const { begin, commit } = bounds(db);
  begin.run();
  try {
    const value = work();
    commit.run();
    return value;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/**
 * Opens a file of the given kind for reading and durable writing, and makes it where there is none; several
 * processes may do so at the same moment. Nothing is written to a file that is not of that kind.
 * @throws StoreUnavailable where the file is another kind, another version, a directory or out of reach
 * @throws StoreDamaged where it is no SQLite database
 */
export async function openFile(
  path: string,
  kind: FileKind,
  patience: number = defaultPatience,
): Promise<DatabaseSync> {
  const file = resolve(path);
  const fresh = prepareFile(file);
  const trying = <T>(work: () => T) => whileBusy(file, work, patience);
  const db = await trying(() => new DatabaseSync(file, { timeout: patience }));
  try {
    await trying(() => checkKind(db, file, kind));
    await trying(() => {
      const { journal_mode: mode } = db.prepare('PRAGMA journal_mode = WAL').get() as {
        journal_mode: string;
      };
      if (mode !== 'wal') {
        throw new StoreUnavailable(
          `${file} cannot be kept in write-ahead mode (it stays in "${mode}"). Put it on a local disk.`,
          { path: file, mode },
        );
      }
      db.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
      giveRoom(db, 'small');
    });
    await trying(() => create(db, file, kind));
    if (kind.index) addIndex(db, kind.index);
    waitUpTo(db, Math.min(patience, waitAtOnce));
    keepPrivate(file, fresh);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens a file of the given kind that is there, to read it and nothing else: neither it nor its folder need be writable.
 * @throws StoreUnavailable, StoreDamaged as `openFile`
 */
export async function openToRead(path: string, kind: FileKind): Promise<DatabaseSync> {
  const file = resolve(path);
  try {
    const db = await whileBusy(file, () => readable(file));
    if (checkKind(db, file, kind)) return db;
    db.close();
  } catch (error) {
    throw translate(error, file);
  }
  throw new StoreUnavailable(`${file} is empty: it holds no ${kind.holds} yet.`, { path: file });
}

function readable(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { readOnly: true, timeout: defaultPatience });
  try {
    db.prepare('SELECT 1 FROM sqlite_schema').get();
    return db;
  } catch (error) {
    db.close();
    // where nobody has it open and nothing can be made beside it, the file alone is all there is
    const alone = (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0;
    const code = resultCode(error);
    if (!alone || (code !== result.cannotOpen && code !== result.readOnly)) throw error;
    const address = pathToFileURL(file);
    address.searchParams.set('immutable', '1');
    return new DatabaseSync(address, { readOnly: true });
  }
}

/** True where this process may read a file but not write to it, or to the folder that it lies in. */
export function isReadOnly(path: string): boolean {
  const file = resolve(path);
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return false;
  try {
    accessSync(file, constants.W_OK);
    accessSync(dirname(file), constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/** Makes an empty file where there is none, and says whether it did. */
function prepareFile(file: string): boolean {
  const stats = tried('The folder of', file, () => {
    mkdirSync(dirname(file), { recursive: true });
    return statSync(file, { throwIfNoEntry: false });
  });
  if (stats && !stats.isFile()) {
    throw new StoreUnavailable(
      `${file} is ${stats.isDirectory() ? 'a directory' : 'not a regular file'}. Give the path of a file.`,
      { path: file },
    );
  }
  // made before SQLite would, so that nobody else can read it at any moment; what SQLite keeps beside it has the same rights
  if (!stats) tried('', file, () => closeSync(openSync(file, 'a', 0o600)));
  return stats === undefined;
}

function tried<T>(what: string, file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new StoreUnavailable(
      `${`${what} ${file}`.trim()} cannot be made: ${(error as Error).message}. Give a path whose folder you may write to.`,
      { path: file },
      error,
    );
  }
}

/** True where the file is ours and ready, false where it is empty. */
function checkKind(db: DatabaseSync, file: string, kind: FileKind): boolean {
  // one statement, and so one moment: another process may be making the file
  const { found, version, tables } = db
    .prepare(
      `SELECT application_id AS found, user_version AS version, (SELECT count(*) FROM sqlite_schema) AS tables
       FROM pragma_application_id, pragma_user_version`,
    )
    .get() as { found: number; version: number; tables: number };
  if (found === kind.applicationId) {
    if (kind.schemaVersions.includes(version)) return true;
    throw new StoreUnavailable(
      `${file} holds ${kind.holds} of schema version ${version}; this program reads ${versionsText(kind.schemaVersions)}. Use the program that wrote it to export it, then import the export here.`,
      { path: file, found: version, wanted: kind.schemaVersions[0] },
    );
  }
  if (found === 0 && version === 0 && tables === 0) return false;
  throw new StoreUnavailable(
    `${file} is an SQLite database of another program, not ${kind.holds}. Give another path; this file was not touched.`,
    { path: file },
  );
}

function versionsText(versions: readonly number[]): string {
  const [last] = versions.slice(-1);
  if (versions.length === 1) return `version ${last}`;
  return `versions ${versions.slice(0, -1).join(', ')} and ${last}`;
}

function create(db: DatabaseSync, file: string, kind: FileKind): void {
  if (checkKind(db, file, kind)) return;
  transaction(db, () => {
    // asked again under the lock: another process may have made it meanwhile
    if (checkKind(db, file, kind)) return;
    kind.create(db);
    db.exec(
      `PRAGMA application_id = ${kind.applicationId}; PRAGMA user_version = ${kind.schemaVersions[0]}`,
    );
  });
}

/** The version of the tables in a file. */
export function versionOf(db: DatabaseSync): number {
  return (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}

/** True where a file has an index of this name. */
export function hasIndex(db: DatabaseSync, { name }: { readonly name: string }): boolean {
  const sql = "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?";
  return db.prepare(sql).get(name) !== undefined;
}

/** Gives a file an index that it lacks. Every answer is the same without: where it cannot be made, whoever opens the file next tries again. */
function addIndex(db: DatabaseSync, index: NonNullable<FileKind['index']>): void {
  try {
    if (hasIndex(db, index)) return;
    transaction(db, () => {
      // asked again under the lock: another process may have made it meanwhile
      if (!hasIndex(db, index)) db.exec(index.sql);
    });
  } catch (error) {
    if (resultCode(error) === undefined) throw error;
  }
}
