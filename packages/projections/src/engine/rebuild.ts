import {
  type AuthorityKey,
  authorityStream,
  checkpointOf,
  type EventStore,
} from '@monitoring-timeline/core';
import type { StateEntry, StateStore } from '@monitoring-timeline/core/state';
import type { AnswerChange } from '../answers/diff.ts';
import { AuthorityRecord } from '../record/authority-record.ts';
import { changesBetween } from '../views/learnt/changes.ts';
import { answerChanges } from '../views/learnt/diff.ts';
import type { RecordSource } from './record-source.ts';
import { snapshotOf, snapshotProjection, snapshotVersion, writtenSnapshot } from './snapshots.ts';

/** One authority whose answers from the rebuilt record differ from those that are being given. */
export interface RebuiltDifference {
  /** Its key. */
  readonly authority: AuthorityKey;
  /** What differs: `before` from the record in use, `after` from the one read anew. */
  readonly changes: readonly AnswerChange[];
}

/** Records read anew from the log beside those in use, which go on answering until `switch` is called. */
export interface Rebuild {
  /** Answers that the records read anew give otherwise; empty where all is as it should be. */
  readonly differences: readonly RebuiltDifference[];
  /** How many records were read. */
  readonly authorities: number;
  /** Puts the rebuilt snapshots in the place of those in use. */
  switch(): Promise<void>;
}

export interface RebuildOptions {
  readonly store: EventStore;
  readonly state: StateStore;
  /** The records in use. */
  readonly records: RecordSource;
  readonly prefix: string;
  /** Called once the rebuilt records are in use. */
  readonly switched: () => void;
  readonly answersOf: (record: AuthorityRecord) => ReadonlyMap<string, string>;
}

const candidate = `${snapshotProjection}-rebuilt`;
/** How many snapshots one transaction writes. */
const batch = 200;

/** Reads every record anew and lists the answers that differ, before anything is switched. */
export async function rebuild(options: RebuildOptions): Promise<Rebuild> {
  const { store, state, records, prefix, answersOf, switched } = options;
  const { position } = await store.head();
  const differences: RebuiltDifference[] = [];
  const authorities = await records.authorities();
  const checkpoint = await checkpointOf(store, position);
  await state.drop(candidate);
  const writer = new CandidateWriter(state, store.id, checkpoint);
  for (const authority of authorities) {
    const events = await store.readStream(authorityStream(authority, prefix));
    const record = new AuthorityRecord(authority);
    for (const event of events) record.add(event);
    const changes = changesBetween(answersOf(await records.get(authority)), answersOf(record));
    if (changes.size > 0) differences.push({ authority, changes: answerChanges(changes) });
    const held = events.filter((event) => event.position <= position);
    await writer.add({ key: authority, value: await writtenSnapshot(snapshotOf(held)) });
  }
  await writer.flush();
  return {
    differences,
    authorities: authorities.length,
    async switch() {
      // dropped first: should the process end here, there are no snapshots, and the log answers by itself
      await state.drop(snapshotProjection);
      const put = await state.entries(candidate);
      const header = { checkpoint, storeId: store.id, version: snapshotVersion };
      await state.commit(snapshotProjection, { header, from: undefined, put });
      await state.drop(candidate);
      records.forget(checkpoint);
      switched();
    },
  };
}

class CandidateWriter {
  readonly #state: StateStore;
  readonly #header: { readonly storeId: string; readonly version: string };
  readonly #checkpoint: string;
  #from: string | undefined;
  #pending: StateEntry[] = [];

  constructor(state: StateStore, storeId: string, checkpoint: string) {
    this.#state = state;
    this.#header = { storeId, version: snapshotVersion };
    this.#checkpoint = checkpoint;
  }

  async add(entry: StateEntry): Promise<void> {
    this.#pending.push(entry);
    if (this.#pending.length >= batch) await this.flush();
  }

  async flush(): Promise<void> {
    const header = { ...this.#header, checkpoint: this.#checkpoint };
    await this.#state.commit(candidate, { header, from: this.#from, put: this.#pending });
    this.#from = this.#checkpoint;
    this.#pending = [];
  }
}
