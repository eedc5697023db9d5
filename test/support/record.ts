import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AuthorityKey,
  authorityKey,
  type ClaimEvent,
  createDirectory,
  type Directory,
  streamOf,
} from '@monitoring-timeline/core';
import { recordedOf } from '@monitoring-timeline/core/testing';
import {
  AuthorityRecord,
  authorityOfStream,
  type ViewContext,
} from '@monitoring-timeline/projections';

const root = join(import.meta.dirname, '../..');

/** The folder of the shipped record. */
export const shippedRecord = join(root, 'data');

/** Where the material that the record was made from lies, beside a checkout that has it. */
export const sharedMaterial = join(root, '../shared');

export const directory: Directory = createDirectory();

let claims: readonly ClaimEvent[] | undefined;
let people: ReadonlyMap<string, string> | undefined;

function load(): void {
  const events: ClaimEvent[] = [];
  const names = new Map<string, string>();
  for (const file of shippedFiles()) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line === '') continue;
      const row = JSON.parse(line);
      if (typeof row.person === 'string') names.set(row.person, row.name);
      else if (typeof row.type === 'string') events.push(row);
    }
  }
  claims = events;
  people = names;
}

/** Every file of the shipped record, in order. */
export function shippedFiles(): readonly string[] {
  return readdirSync(shippedRecord, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(shippedRecord, name));
}

/** Every event of the shipped record, in the order of its files. */
export function shippedEvents(): readonly ClaimEvent[] {
  if (!claims) load();
  return claims!;
}

/** The shipped directory and the names in the shipped people file. */
export function shippedContext(): ViewContext {
  if (!people) load();
  return { directory, nameOf: (id) => people!.get(id) ?? null };
}

/** The names in the shipped people file, by their ids. */
export function shippedPeople(): ReadonlyMap<string, string> {
  if (!people) load();
  return people!;
}

/** The records of all authorities after events arrived in this order. */
export function recordsOf(
  events: readonly ClaimEvent[],
): ReadonlyMap<AuthorityKey, AuthorityRecord> {
  const records = new Map<AuthorityKey, AuthorityRecord>();
  for (const [index, recorded] of recordedOf(events).entries()) {
    const authority = authorityOfStream(streamOf(events[index]!));
    if (authority === undefined) continue;
    const record = records.get(authority) ?? new AuthorityRecord(authority);
    records.set(authority, record);
    record.add(recorded);
  }
  return records;
}

/** One authority's record, empty where nothing of it is there. */
export function recordOf(
  records: ReadonlyMap<AuthorityKey, AuthorityRecord>,
  authority: AuthorityKey,
): AuthorityRecord {
  return records.get(authority) ?? new AuthorityRecord(authorityKey(authority));
}
