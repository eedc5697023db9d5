import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { areFew } from './schema.ts';

const placed = 'position, stream, revision, recorded, event';
const columns = `${placed}, content_hash, chain_hash`;

/** A row of an event at its place, in the order of the columns. */
export type PlacedRow = readonly [
  position: number,
  stream: number,
  revision: number,
  recorded: string,
  event: string,
];

/** The same with its hashes. */
export type EventRow = readonly [...PlacedRow, contentHash: string, chainHash: string];

/** The row of the head, in the order of its statement. */
export type HeadRow = readonly [
  position: number,
  events: number,
  streams: number,
  hash: string,
  recorded: string,
];

/** What the next event of a stream depends on of its last, in the order of its statement. */
export type TailRow = readonly [revision: number, chainHash: string, recorded: string];

/** Rows that one statement inserts of many. */
export const rowsAtOnce = 50;

const insertOf = (rows: number): string => `
    INSERT INTO events (position, stream, revision, id, type, recorded, content_hash, chain_hash, event)
    VALUES ${Array<string>(rows).fill('(?, ?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`;

/** What lies past the head was written by no append: nobody reads it, and nothing is built on it. */
const written = 'position <= (SELECT position FROM head)';

// substr and not LIKE: a prefix is text, not a pattern, and its case counts
const ofPrefix = `($prefix IS NULL OR stream IN (
        SELECT number FROM streams WHERE substr(name, 1, length($prefix)) = $prefix))`;

const ofTypes = 'type IN (SELECT value FROM json_each($types))';

const sql = {
  head: 'SELECT position, events, streams, hash, recorded FROM head',

  moveHead: `
    UPDATE head SET position = ?, events = ?, streams = ?, hash = ?, recorded = ?`,

  streamNumber: 'SELECT number FROM streams WHERE name = ?',

  streamNames: 'SELECT number, name FROM streams WHERE number >= ? AND number < ?',

  streams: `
    SELECT number, name FROM streams WHERE substr(name, 1, length(?)) = ? AND EXISTS (
      SELECT 1 FROM events WHERE stream = number AND ${written}) ORDER BY name`,

  addStream: 'INSERT INTO streams (name) VALUES (?)',

  tail: `
    SELECT revision, chain_hash, recorded FROM events
    WHERE stream = ? AND position <= ? ORDER BY revision DESC LIMIT 1`,

  insert: insertOf(1),

  insertSome: insertOf(rowsAtOnce),

  readStream: `
    SELECT ${columns} FROM events
    WHERE stream = ? AND revision >= ? AND ${written} ORDER BY revision LIMIT ?`,

  // the index of streams gives positions alone, so that rows lie side by side and each page of the file is gone through once
  readStreams: `
    SELECT ${placed} FROM events
    WHERE position IN (
        SELECT position FROM events
        WHERE stream IN (SELECT value FROM json_each(?)) AND revision < ? AND ${written})
    ORDER BY position`,

  readAll: `
    SELECT ${columns} FROM events
    WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`,

  readFiltered: `
    SELECT ${columns} FROM events
    WHERE position > $after AND position <= $upTo
      AND ${ofPrefix}
      AND ($types IS NULL OR ${ofTypes})
    ORDER BY position LIMIT $limit`,

  // most folds are of one type in all streams, and asking of each event for more takes a fifth of reading it
  readType: `
    SELECT ${placed} FROM events
    WHERE position > ? AND position <= ? AND type = ? ORDER BY position LIMIT ?`,

  readTypes: `
    SELECT ${placed} FROM events
    WHERE position > $after AND position <= $upTo AND ${ofTypes} AND ${ofPrefix}
    ORDER BY position LIMIT $limit`,

  // the index gives positions alone, so that they come in order without sorting what is read
  readFew: `
    SELECT ${columns} FROM events
    WHERE position IN (
        SELECT position FROM events WHERE ${areFew} AND ${ofTypes} AND position > $after AND position <= $upTo)
      AND ${ofPrefix}
    ORDER BY position LIMIT $limit`,

  dataVersion: 'PRAGMA data_version',
} as const;

export type Statements = Readonly<Record<keyof typeof sql, StatementSync>>;

/**
 * Prepares every statement once for a connection. Those that read events, the head and a tail give rows as lists: a list is made in half
 * the time of an object.
 */
export function prepareStatements(db: DatabaseSync): Statements {
  const prepared = Object.entries(sql).map(([name, text]) => [name, db.prepare(text)]);
  const statements = Object.fromEntries(prepared) as Statements;
  const { readStream, readStreams, readAll, readFiltered, readType, readTypes, readFew } =
    statements;
  const pages = [readAll, readFiltered, readType, readTypes, readFew];
  const lists = [readStream, readStreams, ...pages, statements.head, statements.tail];
  for (const reads of lists) reads.setReturnArrays(true);
  return statements;
}
