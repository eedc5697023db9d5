import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClaimEvent } from '@monitoring-timeline/core';
import fc from 'fast-check';
import { shippedEvents, shippedRecord } from '../support/record.ts';
import { inFull } from '../support/rounds.ts';

/** What faults of imports are tried on: the whole shipped record in full, a part in the ordinary run, where its size is not the point. */
export interface TriedRecord {
  /** As an import is given them. */
  readonly paths: readonly string[];
  /** The events in it. */
  events(): readonly ClaimEvent[];
}

function tried(...names: readonly string[]): TriedRecord {
  const files = names.map((name) => join(shippedRecord, `${name}.jsonl`));
  return {
    paths: inFull ? [shippedRecord] : files,
    events() {
      if (inFull) return shippedEvents();
      return files
        .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line))
        .filter(({ type }) => typeof type === 'string');
    },
  };
}

/** Tables of the record with a thousand events each, more or less, and none whose sources differ where the others are not there. */
const tables = ['inspections', 'releases-2024', 'releases-2025', 'visits'];

/** Posts and the names of who held them. */
export const posts = tried('leadership', 'people');

/** Those and one table, by the seed of the run. */
export const postsAndMore = tried(
  'leadership',
  'people',
  ...fc.sample(fc.constantFrom(...tables), 1),
);
