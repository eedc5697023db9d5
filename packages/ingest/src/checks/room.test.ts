import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClaimEvent, recordLimits, streamOf } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { claimEvent } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { recordFact } from '../by-hand/record-fact.ts';
import { retractFact } from '../by-hand/retract-fact.ts';
import { importPaths } from '../import.ts';
import { inFolder, now } from '../testing/files.ts';
import { withoutRoom } from './room.ts';

const personOf = (at: number): string => `p-${at.toString(16).padStart(20, '0')}`;
const noted = (count: number, authority = 'kent'): readonly ClaimEvent[] =>
  Array.from({ length: count }, (_, at) =>
    claimEvent('ContextNoted', { kind: 'strategy', topic: `plan ${at}` }, { authority }),
  );
const seen = (count: number, authority = 'kent'): readonly ClaimEvent[] =>
  Array.from({ length: count }, (_, at) =>
    claimEvent('LeadershipObserved', { role: 'dcs', person: personOf(at) }, { authority }),
  );
const placed = (events: readonly ClaimEvent[]) =>
  events.map((event) => ({ stream: streamOf(event), event }));
const named = (key: string) => key.toUpperCase();

async function holding(events: readonly ClaimEvent[]) {
  const store = createMemoryStore();
  for (const { stream, event } of placed(events)) {
    await store.append(stream, [event], { expected: 'any' });
  }
  return store;
}

const limits = { claims: 10, lasting: 3 };
const crowded = async (held: readonly ClaimEvent[], given: readonly ClaimEvent[]) =>
  [...(await withoutRoom(await holding(held), placed(given), named, limits))].map(
    ([stream, { first }]) => [stream, given.indexOf(first.event as ClaimEvent)] as const,
  );

describe('the room in a record', () => {
  it('is enough up to the limit, on record and given together, and the first beyond it is named', async () => {
    expect(await crowded([], noted(10))).toEqual([]);
    expect(await crowded([], noted(11))).toEqual([['authority-kent', 10]]);
    expect(await crowded(noted(4), noted(10))).toEqual([]);
    expect(await crowded(seen(3), noted(7))).toEqual([]);
    expect(await crowded(seen(3), noted(9))).toEqual([['authority-kent', 7]]);
  });

  it('is less for what lasts, and not needed by what is on record', async () => {
    expect(await crowded([], seen(4))).toEqual([['authority-kent', 3]]);
    expect(await crowded(noted(6), seen(3))).toEqual([]);
    expect(await crowded(seen(3), [...noted(4), ...seen(4)])).toEqual([['authority-kent', 7]]);
    expect(await crowded(seen(3), seen(3))).toEqual([]);
    expect(await crowded(noted(12), noted(12))).toEqual([]);
    expect(await crowded(noted(12), noted(13))).toEqual([['authority-kent', 12]]);
  });

  it('is that of each record by itself', async () => {
    const given = [...noted(11), ...noted(10, 'devon'), ...seen(4, 'leeds')];
    expect(await crowded([], given)).toEqual([
      ['authority-kent', 10],
      ['authority-leeds', 24],
    ]);
  });
});

describe('a record without room', () => {
  it('takes nothing of a file that is beyond it, as one problem with its place, while the rest is imported', async () => {
    const store = createMemoryStore();
    const people = createMemoryPeopleRegister();
    const beyond = recordLimits.lasting + 1;
    const given = [...seen(beyond), ...seen(2, 'devon')].map((event) => JSON.stringify(event));
    const result = await inFolder(async (folder) => {
      const path = join(folder, 'posts.jsonl');
      await writeFile(path, given.join('\n'));
      return importPaths([path], { store, people, now });
    });
    expect(result).toMatchObject({ proposed: 2, appended: 2 });
    expect(result.quarantined).toMatchObject([
      {
        reason: 'record_full',
        locator: `line ${beyond}`,
        message: expect.stringContaining(
          `the ${beyond} claims about posts, interventions and who delivers its services of Kent`,
        ),
      },
    ]);
    expect(await store.streams('authority-')).toEqual(['authority-devon']);
  });

  it('takes no further fact by hand, and every mending', async () => {
    const full = seen(recordLimits.lasting);
    const store = await holding(full);
    const by = { store, actor: { kind: 'person', name: 'Desk' }, today: '2026-01-01' } as const;
    const { id: _, ...more } = claimEvent(
      'LeadershipObserved',
      { role: 'dcs', person: personOf(9999) },
      { authority: 'kent' },
    );
    await expect(recordFact(more, by)).rejects.toMatchObject({
      code: 'EntryRefused',
      details: { reason: 'record_full' },
    });
    const gone = await retractFact(full[0]!.id, { why: 'never so' }, by);
    expect(gone.appended).toBe(1);
  });
});
