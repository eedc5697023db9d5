import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EventId } from '../../events/envelope.ts';
import { StoreDamaged } from '../errors.ts';
import { noHash, type StreamTail } from '../integrity.ts';
import type { EventIds, StandingEvent } from './event-ids.ts';
import { keyOf, keysInBlock, placeOf, readKeys, writtenKeys, writtenOf } from './id-keys.ts';
import { type Known, KnownKeys } from './known-keys.ts';

/**
 * Ids found by short keys. An index of ids is written at random: nearly every event of a large append changes a page of it. Keys lie in the
 * order of the stream and are written some at a time, so most small appends write none and a large one the last block. To find an id all
 * keys of its stream are read, those that were not written yet from the events, and remembered for the next append; an event that has
 * the key of an id is looked at itself.
 */
export class IdsByKeys implements EventIds {
  readonly #blocks: StatementSync;
  readonly #ids: StatementSync;
  readonly #at: StatementSync;
  readonly #begin: StatementSync;
  readonly #goOn: StatementSync;
  readonly #known = new KnownKeys();
  #last: { readonly ids: readonly EventId[]; readonly keys: readonly number[] } = {
    ids: [],
    keys: [],
  };

  constructor(db: DatabaseSync) {
    this.#blocks = db.prepare(
      'SELECT keys FROM id_keys WHERE place >= ? AND place < ? ORDER BY place',
    );
    this.#ids = db.prepare(
      'SELECT id FROM events WHERE stream = ? AND revision >= ? AND revision <= ? ORDER BY revision',
    );
    this.#blocks.setReturnArrays(true);
    this.#ids.setReturnArrays(true);
    this.#at = db.prepare(`
      SELECT id, revision, position, content_hash AS contentHash FROM events
      WHERE stream = ? AND revision IN (SELECT value FROM json_each(?)) AND position <= ?`);
    this.#begin = db.prepare('INSERT INTO id_keys (keys, place) VALUES (?, ?)');
    // SQLite joins blobs as they are, and calls what comes of it a text
    this.#goOn = db.prepare('UPDATE id_keys SET keys = CAST(keys || ? AS BLOB) WHERE place = ?');
  }

  held(stream: number, ids: readonly EventId[], upTo: number): readonly StandingEvent[] {
    const written = this.#written(stream);
    const keys = [...written, ...this.#between(stream, written.length, Number.MAX_SAFE_INTEGER)];
    const wanted = new Set(ids.map(keyOf));
    const revisions = keys.flatMap((key, revision) => (wanted.has(key) ? revision : []));
    if (revisions.length === 0) return [];
    const asked = new Set(ids);
    const rows: unknown = this.#at.all(stream, JSON.stringify(revisions), upTo);
    return (rows as readonly StandingEvent[]).filter(({ id }) => asked.has(id));
  }

  heldBeforeAppend(
    stream: number,
    tail: StreamTail,
    ids: readonly EventId[],
    upTo: number,
  ): readonly StandingEvent[] {
    const { keys } = this.#knownOf(stream, tail);
    return this.#keysOf(ids).some((key) => keys.has(key)) ? this.held(stream, ids, upTo) : [];
  }

  add(stream: number, from: StreamTail | undefined, ids: readonly EventId[], to: StreamTail): void {
    const { keys, unwritten: before } = this.#knownOf(stream, from);
    const unwritten = [...before];
    for (const key of this.#keysOf(ids)) {
      // stays where the append fails: then an id is looked for that is not there
      keys.add(key);
      unwritten.push(key);
    }
    const first = to.revision + 1 - unwritten.length;
    const whole = writtenOf(unwritten.length);
    if (whole > 0) this.#write(stream, first, unwritten.splice(0, whole));
    this.#known.keep(stream, { end: to.chainHash, keys, unwritten });
  }

  /** The keys of ids, worked out once for those that are looked for and then added. */
  #keysOf(ids: readonly EventId[]): readonly number[] {
    if (this.#last.ids !== ids) this.#last = { ids, keys: ids.map(keyOf) };
    return this.#last.keys;
  }

  /** What is known of a stream that ends like this, read where it is not remembered. @throws StoreDamaged where an id could be taken twice */
  #knownOf(stream: number, tail: StreamTail | undefined): Known {
    if (tail === undefined) return { end: noHash, keys: new Set(), unwritten: [] };
    const remembered = this.#known.of(stream, tail);
    if (remembered !== undefined) return remembered;
    const events = tail.revision + 1;
    const written = this.#written(stream);
    if (written.length !== writtenOf(events)) {
      throw new StoreDamaged(
        `A stream of ${events} events has the keys of ${written.length} ids written and should have ${writtenOf(events)}, so that an id could be taken twice. \`timeline doctor\` says which stream it is, and what else there is.`,
      );
    }
    const unwritten = this.#between(stream, written.length, tail.revision);
    const known = { end: tail.chainHash, keys: new Set([...written, ...unwritten]), unwritten };
    this.#known.keep(stream, known);
    return known;
  }

  #write(stream: number, first: number, keys: readonly number[]): void {
    for (let at = 0; at < keys.length; ) {
      const inBlock = (first + at) % keysInBlock;
      const next = at + keysInBlock - inBlock;
      const write = inBlock === 0 ? this.#begin : this.#goOn;
      write.run(writtenKeys(keys.slice(at, next)), placeOf(stream, first + at));
      at = next;
    }
  }

  #written(stream: number): readonly number[] {
    const blocks: unknown = this.#blocks.all(placeOf(stream, 0), placeOf(stream + 1, 0));
    return readKeys((blocks as readonly [Uint8Array][]).map(([keys]) => keys));
  }

  /** The keys of the ids of events from one revision to another. */
  #between(stream: number, from: number, to: number): number[] {
    const ids: unknown = this.#ids.all(stream, from, to);
    return (ids as readonly [string][]).map(([id]) => keyOf(id));
  }
}
