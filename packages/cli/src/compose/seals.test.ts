import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { makeSealKey, readSealKey, type Seal, sealLog } from '@monitoring-timeline/core/seals';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { claimEvent } from '@monitoring-timeline/core/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepSeal, sealsKeptOf, sealsOf } from './seals.ts';

const key = readSealKey(makeSealKey());
const store = createMemoryStore();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-seals-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Seals the log of one event more. */
async function sealed(title: string): Promise<Seal> {
  const event = claimEvent('VisitCarriedOut', { kind: 'monitoring' });
  await store.append(title, [event], { expected: 'any' });
  return sealLog(store, { key, now: new Date() });
}

it('the seals of a folder are read once for each change of it, and none is missed that has just come', async () => {
  const address = { engine: 'sqlite', path: join(folder, 'log.db') } as const;
  const kept = sealsKeptOf(address, createMemoryStateStore())!;
  expect(await kept()).toEqual([]);
  const [first, second] = [await sealed('one'), await sealed('two')];
  await keepSeal(sealsOf(address), first);
  expect(await kept()).toEqual([first]);
  const longAgo = new Date('2026-01-01T00:00:00Z');
  await utimes(sealsOf(address), longAgo, longAgo);
  const read = await kept();
  expect(read).toEqual([first]);
  expect(await kept()).toBe(read);
  await keepSeal(sealsOf(address), second);
  expect(await kept()).toEqual([first, second]);
  const third = await sealed('three');
  await keepSeal(sealsOf(address), third);
  expect(await kept()).toEqual([first, second, third]);
});
