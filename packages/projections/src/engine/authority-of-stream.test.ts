import {
  authorityKey,
  type ClaimEvent,
  type EventStore,
  epochDay,
  type Recorded,
  streamOf,
} from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import {
  claimEvent,
  correction,
  day,
  days,
  recordedOf,
  reported,
} from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { createClockwork } from '../face/clockwork.ts';
import { englandChildren } from '../policy/england-children/index.ts';
import { openReaderParts } from '../reader.ts';
import { answersMovedBy, clocksMovedBy } from './authority-of-stream.ts';
import { createVirtualClock } from './virtual-clock.ts';

const told = (authority: string, on: string) => ({ authority, occurred: day(on), known: on });
const established = (key: string, on: string, predecessors?: readonly string[]) =>
  claimEvent(
    'AuthorityEstablished',
    { name: key, region: 'North East', ...(predecessors ? { predecessors } : {}) },
    told(key, on),
  );
const graded = (authority: string) =>
  reported(
    { overall: 'good', leadership: 'good' },
    {
      ...{ authority, framework: 'ILACS', version: '2018', published: '2021-11-01' },
      days: days('2021-09-06', '2021-09-17'),
      kind: 'standard',
    },
  );

const north = established('north-vale', '2009-04-01');
const abolished = claimEvent(
  'AuthorityAbolished',
  { successors: ['south-vale'] },
  told('north-vale', '2022-03-31'),
);
/** What is said of who there is, as it comes in. */
const facts: readonly ClaimEvent[] = [
  established('south-vale', '2022-04-01', ['north-vale']),
  abolished,
  claimEvent('AuthorityRecoded', { system: 'dfe', code: '991' }, told('south-vale', '2023-04-01')),
  correction(north, '/data/name', 'Northern Vale', { known: '2023-01-01' }),
  correction(abolished, '/data/successors', ['south-vale', 'west-vale'], { known: '2023-02-01' }),
];
const authorities = ['north-vale', 'south-vale', 'west-vale'];

async function put(store: EventStore, event: ClaimEvent): Promise<void> {
  await store.append(streamOf(event), [event as never], { expected: 'any' });
}

const whose = (rule: typeof clocksMovedBy, event: ClaimEvent) =>
  rule({ ...(recordedOf([event])[0] as Recorded), stream: streamOf(event) });

describe('a fact that tells who there is', () => {
  it('moves the clocks of its own authority alone, and may change the answers about everybody', async () => {
    const store = createMemoryStore();
    await put(store, north);
    for (const authority of authorities) await put(store, graded(authority));
    const clock = createVirtualClock('2024-02-01');
    const parts = await openReaderParts({ store, clock });
    const { reader, records, directory } = parts;
    const { nextDay, dueSeen } = createClockwork(records, englandChildren, directory);
    const today = epochDay('2024-02-01');

    /** What each clock of each says, the next day on which one turns, and where each stands. */
    const seen = async () => {
      const clocks = new Map<string, string>();
      const answers = new Map<string, string>();
      for (const authority of authorities) {
        const record = await records.get(authorityKey(authority));
        const due = dueSeen(record, { asOf: today, knownAt: today });
        clocks.set(authority, JSON.stringify([due, nextDay(record, today)]));
        const listed = directory.get(authorityKey(authority));
        const stands = listed && (await reader.ask('standing', { authority }));
        answers.set(authority, JSON.stringify(stands ?? null));
      }
      return { clocks, answers };
    };
    const differ = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>) =>
      authorities.filter((key) => a.get(key) !== b.get(key));

    let others = 0;
    for (const fact of facts) {
      const before = await seen();
      await put(store, fact);
      await reader.refreshDirectory();
      const after = await seen();
      const own: string = fact.authority;
      expect(whose(clocksMovedBy, fact)).toBe(own);
      expect(differ(before.clocks, after.clocks).filter((key) => key !== own)).toEqual([]);
      const changed = differ(before.answers, after.answers).filter((key) => key !== own);
      others += changed.length;
    }
    expect(others).toBeGreaterThan(0);
    expect(facts.map((fact) => whose(answersMovedBy, fact))).toEqual([
      'everybody',
      'everybody',
      'everybody',
      // what puts one right is known by the edition of the directory
      'north-vale',
      'north-vale',
    ]);
  });

  it('is told from any other, which is of its own authority in both, and of the country everybody’s', () => {
    for (const rule of [clocksMovedBy, answersMovedBy]) {
      expect(whose(rule, graded('barnet'))).toBe('barnet');
      const { event } = recordedOf([graded('barnet')])[0]!;
      expect(rule({ event, stream: 'national' })).toBe('everybody');
      expect(rule({ event, stream: 'operations' })).toBeUndefined();
      expect(rule({ event, stream: 'mine-authority-barnet' })).toBeUndefined();
      expect(rule({ event, stream: 'mine-authority-barnet' }, 'mine-')).toBe('barnet');
    }
  });
});
