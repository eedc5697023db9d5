import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClaimEvent } from '@monitoring-timeline/core';
import fc from 'fast-check';
import { shippedEvents, shippedRecord } from '../support/record.ts';

const inFull = process.env.TIMELINE_FAULTS === 'full';

/** Tables of the record with a thousand events each, more or less, and none whose sources differ where the others are not there. */
const tables = ['inspections', 'releases-2024', 'releases-2025', 'visits'];

/** Posts and the names of who held them, and one table by the seed of the run. */
const part = ['leadership', 'people', ...fc.sample(fc.constantFrom(...tables), 1)].map((name) =>
  join(shippedRecord, `${name}.jsonl`),
);

/**
 * What faults of imports are tried on, as paths to import: a part of the shipped record in the ordinary run, where its size is not
 * the point, the whole in full.
 */
export const triedRecord: readonly string[] = inFull ? [shippedRecord] : part;

/** The events in it. */
export function triedEvents(): readonly ClaimEvent[] {
  if (inFull) return shippedEvents();
  return part
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .filter(({ type }) => typeof type === 'string');
}
