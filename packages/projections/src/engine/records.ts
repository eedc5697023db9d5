import {
  authorityStream,
  authorityStreams,
  type EventFilter,
  type EventStore,
  england,
  nationalStream,
  type Position,
  type Recorded,
} from '@monitoring-timeline/core';
import { lastValueFrom } from 'rxjs';
import { AuthorityRecord } from '../record/authority-record.ts';
import { project } from './projector.ts';

/** Reads one authority's stream into its record; an authority of which nothing is on record has an empty one. */
export async function loadRecord(
  store: EventStore,
  authority: string,
  prefix = '',
): Promise<AuthorityRecord> {
  const record = new AuthorityRecord(authority);
  for (const event of await store.readStream(authorityStream(authority, prefix))) record.add(event);
  return record;
}

export interface AllRecords {
  readonly records: Map<string, AuthorityRecord>;
  readonly checkpoint: Position;
}

/** Reads the whole log into the records of all authorities, the national one under `england`. */
export async function loadAllRecords(store: EventStore, prefix = ''): Promise<AllRecords> {
  const records = new Map<string, AuthorityRecord>();
  const filter: EventFilter | undefined = prefix === '' ? undefined : { streamPrefix: prefix };
  const { checkpoint } = await lastValueFrom(
    project(store, {
      state: records,
      fold: (state, event) => foldInto(state, event, prefix),
      after: '',
      ...(filter ? { filter } : {}),
    }),
  );
  return { records, checkpoint };
}

/** Folds one event of the log into the record that it belongs to; operational streams belong to none. */
export function foldInto(
  records: Map<string, AuthorityRecord>,
  event: Recorded,
  prefix = '',
): Map<string, AuthorityRecord> {
  const key = authorityOfStream(event.stream, prefix);
  if (key === undefined) return records;
  let record = records.get(key);
  if (!record) {
    record = new AuthorityRecord(key);
    records.set(key, record);
  }
  record.add(event);
  return records;
}

/** Whose stream it is; undefined for operational streams and those of others. */
export function authorityOfStream(stream: string, prefix = ''): string | undefined {
  const name = stream.startsWith(prefix) ? stream.slice(prefix.length) : undefined;
  if (name === nationalStream) return england;
  return name?.startsWith(authorityStreams) ? name.slice(authorityStreams.length) : undefined;
}
