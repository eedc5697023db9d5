import { streamOf, validateForAppend } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createVirtualClock, openTimeline } from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import { histories } from './histories.ts';

const wanted = { seed: 18, authorities: 60, events: 3000 };

describe('made-up histories', () => {
  const events = [...histories(wanted)];

  it('are as many as wanted, the same for a seed, and each one of the catalogue', () => {
    expect(events.length).toBe(wanted.events);
    expect(new Set(events.map(({ id }) => id)).size).toBeGreaterThan(2900);
    expect([...histories(wanted)].map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect([...histories({ ...wanted, seed: 19 })][500]?.id).not.toBe(events[500]?.id);
    for (const event of events.slice(0, 500)) expect(() => validateForAppend(event)).not.toThrow();
  });

  it('have three frameworks, corrections, retractions, splits and what comes late', () => {
    const types = new Set(events.map(({ type }) => type));
    for (const type of [
      'AuthorityAbolished',
      'FactCorrected',
      'FactRetracted',
      'VisitCarriedOut',
      'InterventionStarted',
      'LeadershipChanged',
    ] as const) {
      expect(types, type).toContain(type);
    }
    const under = events.flatMap((event) =>
      event.type === 'InspectionCarriedOut' ? [event.data.framework] : [],
    );
    expect(new Set(under)).toEqual(new Set(['SLAC', 'SIF', 'ILACS']));
    const own = events.filter(({ authority }) => authority === 'unit-3');
    const known = own.map((event) => event.known.from);
    expect(known).not.toEqual(known.toSorted());
  });

  it('are answered like any other record', async () => {
    const store = createMemoryStore();
    await store.appendMany(
      events.map((event) => ({
        stream: streamOf(event),
        events: [event],
        expected: 'any' as const,
      })),
    );
    const timeline = await openTimeline({ store, clock: createVirtualClock('2026-01-01') });
    const dates = { asOf: '2024-12-31', knownAt: '2026-01-01' };
    const standing = await timeline.ask('standing', { authority: 'unit-3' }, dates);
    expect(standing).toMatchObject({ status: expect.stringMatching(/graded|not_inspected/) });
    await timeline.close();
  });
});
