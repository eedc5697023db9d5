import {
  type AuthorityKey,
  authorityStream,
  authorityStreams,
  beginning,
  type EventStore,
  england,
  nationalStream,
  type Placed,
} from '@monitoring-timeline/core';
import { AuthorityRecord, type Held } from '../record/authority-record.ts';
import { authorityOfStream } from './authority-of-stream.ts';
import { Breath, unhurried } from './breath.ts';
import { type Snapshot, type Snapshots, snapshotOf } from './snapshots.ts';

/** How many claims the records in memory may hold together before the longest unused are let go. */
const defaultClaims = 25_000;

/** How many events are read before others have their turn. */
const pageSize = 500;

/** How many streams are begun together where all are gone through, and how many events of each: some milliseconds of reading. */
const together = 32;
const begunWith = 64;

export interface RecordSourceOptions {
  readonly store: EventStore;
  readonly prefix?: string;
  readonly snapshots?: Snapshots | undefined;
  readonly claims?: number;
}

/** Records by authority, read from snapshot and stream when asked for; memory does not grow with the log. */
export class RecordSource {
  readonly #store: EventStore;
  readonly #prefix: string;
  readonly #snapshots: Snapshots | undefined;
  readonly #most: number;
  readonly #cached = new Map<AuthorityKey, AuthorityRecord>();
  #claims = 0;

  constructor({ store, prefix = '', snapshots, claims = defaultClaims }: RecordSourceOptions) {
    this.#store = store;
    this.#prefix = prefix;
    this.#snapshots = snapshots;
    this.#most = claims;
  }

  /** The record of an authority with all that its stream holds now; one of which nothing is on record is empty. */
  async get(authority: AuthorityKey): Promise<AuthorityRecord> {
    const cached = this.#cached.get(authority);
    if (cached) {
      this.#cached.delete(authority);
      this.#cached.set(authority, cached);
      await this.#readTail(cached);
      return cached;
    }
    const record = await this.#read(authority);
    this.#keep(authority, record);
    return record;
  }

  /** Lets go of every record in memory, where what lies beneath them was replaced; `checkpoint` is where that reaches. */
  forget(checkpoint: string): void {
    this.#cached.clear();
    this.#claims = 0;
    this.#snapshots?.replaced(checkpoint);
  }

  /** The record as it was last read, where it is in memory; nothing is read. */
  cached(authority: AuthorityKey): AuthorityRecord | undefined {
    return this.#cached.get(authority);
  }

  /** All records together, the national one under `england`: for questions that compare authorities. */
  async all(): Promise<ReadonlyMap<AuthorityKey, AuthorityRecord>> {
    const records = new Map<AuthorityKey, AuthorityRecord>();
    for await (const record of this.each()) records.set(record.authority, record);
    return records;
  }

  /** Keys of all authorities with a stream, the national one included, in ascending order. */
  async authorities(): Promise<readonly AuthorityKey[]> {
    const streams = await this.#store.streams(`${this.#prefix}${authorityStreams}`);
    const keys = streams.flatMap((name) => authorityOfStream(name, this.#prefix) ?? []);
    const national = await this.#store.streams(`${this.#prefix}${nationalStream}`);
    return national.includes(`${this.#prefix}${nationalStream}`) ? [...keys, england].sort() : keys;
  }

  /** Every record or those that are named, one after the other, each let go again unless there is room to keep it. */
  async *each(authorities?: Iterable<AuthorityKey>): AsyncGenerator<AuthorityRecord> {
    const wanted = [...(authorities ?? (await this.authorities()))];
    // the whole log is long to read
    const breath = new Breath();
    for (let at = 0; at < wanted.length; at += together) {
      await breath.take();
      const group = wanted.slice(at, at + together);
      const begun = await this.#beginnings(group);
      for (const authority of group) {
        await breath.take();
        yield this.#cached.has(authority)
          ? this.get(authority)
          : this.#passBy(authority, begun.get(authorityStream(authority, this.#prefix)));
      }
    }
  }

  /**
   * Writes a snapshot of every record that has grown since the last one.
   * @returns how many were written
   */
  async snapshot(): Promise<number> {
    const snapshots = this.#snapshots;
    if (!snapshots) return 0;
    // asked first: what is appended meanwhile lies after the checkpoint and stays in the tails
    const { position } = await this.#store.head();
    let written = 0;
    let events = 0;
    const next = new Map<string, Snapshot>();
    const write = async () => {
      await snapshots.write(next, position);
      written += next.size;
      events = 0;
      next.clear();
    };
    for await (const authority of unhurried(await this.authorities())) {
      const stream = authorityStream(authority, this.#prefix);
      const before = await snapshots.read(authority);
      const tail = await this.#store.readStream(stream, { from: (before?.revision ?? -1) + 1 });
      const upTo = tail.filter((event) => event.position <= position);
      if (upTo.length === 0) continue;
      const snapshot = snapshotOf(upTo, before);
      next.set(authority, snapshot);
      events += snapshot.events.length;
      // each says itself how far it reaches, so that of a part of them none is wrong
      if (events >= this.#most) await write();
    }
    if (position !== beginning) await write();
    return written;
  }

  /** How the streams of records begin that are neither in memory nor in snapshots, read together; the rest of each is read in its turn. */
  async #beginnings(
    authorities: readonly AuthorityKey[],
  ): Promise<ReadonlyMap<string, Iterable<Placed>>> {
    if (this.#snapshots?.checkpoint !== undefined) return new Map();
    const streams = authorities
      .filter((authority) => !this.#cached.has(authority))
      .map((authority) => authorityStream(authority, this.#prefix));
    return (await this.#store.readStreams?.(streams, { before: begunWith })) ?? new Map();
  }

  /** A record that nobody asked for by name: none that somebody did ask for is let go for it. */
  async #passBy(authority: AuthorityKey, begun?: Iterable<Held>): Promise<AuthorityRecord> {
    const record = await this.#read(authority, begun);
    if (this.#claims + record.size <= this.#most) this.#keep(authority, record);
    return record;
  }

  async #read(authority: AuthorityKey, begun?: Iterable<Held>): Promise<AuthorityRecord> {
    const record = new AuthorityRecord(authority);
    const held = begun ?? (await this.#snapshots?.read(authority))?.events ?? [];
    for (const event of held) record.add(event);
    // a stream that was begun and is shorter than that was read whole
    if (!begun || record.revision >= begunWith - 1) await this.#readTail(record);
    return record;
  }

  async #readTail(record: AuthorityRecord): Promise<void> {
    const stream = authorityStream(record.authority, this.#prefix);
    const breath = new Breath();
    for (;;) {
      const from = record.revision + 1;
      const tail = await this.#store.readStream(stream, { from, limit: pageSize });
      const before = record.size;
      for (const event of tail) record.add(event);
      if (this.#cached.get(record.authority) === record) this.#claims += record.size - before;
      if (tail.length < pageSize) return;
      await breath.take();
    }
  }

  #keep(authority: AuthorityKey, record: AuthorityRecord): void {
    // another who asked at the same time may have kept it, too
    this.#claims += record.size - (this.#cached.get(authority)?.size ?? 0);
    this.#cached.set(authority, record);
    for (const [oldest, { size }] of this.#cached) {
      if (this.#claims <= this.#most || oldest === authority) break;
      this.#cached.delete(oldest);
      this.#claims -= size;
    }
  }
}
