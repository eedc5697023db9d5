import { createMemoryStore } from '@monitoring-timeline/core/memory';
import {
  InvalidProof,
  makeSealKey,
  readSealKey,
  type Seal,
  sealLog,
} from '@monitoring-timeline/core/seals';
import { claimEvent } from '@monitoring-timeline/core/testing';
import { expect, it } from 'vitest';
import { doubtsBySeals } from './doubts.ts';

it('the end of a log is doubted where it lies before what was sealed, or is another at that place', async () => {
  const store = createMemoryStore();
  const event = claimEvent('VisitCarriedOut', { kind: 'monitoring' });
  await store.append('one', [event], { expected: 'any' });
  const seals: Seal[] = [];
  const doubts = doubtsBySeals(async () => seals);
  const head = await store.head();
  expect(await doubts(head)).toEqual([]);
  seals.push(await sealLog(store, { key: readSealKey(makeSealKey()), now: new Date() }));
  expect(await doubts(head)).toEqual([]);
  expect(await doubts({ ...head, events: 2 })).toEqual([]);
  for (const other of [
    { ...head, events: 0 },
    { ...head, hash: '0'.repeat(64) },
  ]) {
    expect(await doubts(other)).toEqual([expect.stringContaining('is not the one of which 1')]);
  }
  const damaged = doubtsBySeals(async () => {
    throw new InvalidProof('var/log.seals/1.json is no JSON.');
  });
  expect(await damaged(head)).toEqual([expect.stringContaining('timeline doctor')]);
});
