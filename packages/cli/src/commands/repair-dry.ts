import { copyLog } from '@monitoring-timeline/core';
import type { ForeseenChange } from '@monitoring-timeline/projections';
import type { Call } from '../call/call.ts';
import type { OpenedStore } from '../compose/asking.ts';
import { foreseenOnCopy } from '../compose/on-a-copy.ts';
import { namesOf } from '../compose/open-people.ts';

/**
 * Has a repair made in a copy of the store that lies in memory, and compares the answers: the store itself is only read.
 * @throws what the work throws, the errors of the store
 */
export async function rehearseRepair<T>(
  { store, address }: OpenedStore,
  call: Call,
  work: (copy: OpenedStore['store']) => Promise<T>,
): Promise<{ readonly result: T; readonly changes: readonly ForeseenChange[] }> {
  const nameOf = await namesOf(address);
  return foreseenOnCopy(call, { fill: (copy) => copyLog(store, copy), nameOf, work });
}
