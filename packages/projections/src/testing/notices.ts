import type { ClaimEvent, EventStore, StoreOptions } from '@monitoring-timeline/core';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { claimEvent, days, inspected, reported } from '@monitoring-timeline/core/testing';
import { createVirtualClock } from '../engine/virtual-clock.ts';
import { openTimeline } from '../timeline.ts';

// A small history of one authority in which notices are issued: graded in 2021, visited and graded again in 2025.

export const coverage = claimEvent(
  'CoverageStated',
  { activity: 'graded_inspection', axis: 'carried_out' },
  {
    authority: 'england',
    occurred: { precision: 'range', from: '2009-04-01', to: '2030-12-31' },
    known: { from: '2009-04-01', basis: 'assumed' },
  },
);
export const good2021 = reported(
  { overall: 'good', leadership: 'good', help_and_protection: 'good', children_in_care: 'good' },
  {
    framework: 'ILACS',
    version: '2018',
    days: days('2021-09-06', '2021-09-17'),
    published: '2021-11-01',
    kind: 'standard',
  },
);
export const visited = inspected({
  framework: 'ILACS',
  version: '2023',
  days: days('2025-01-13', '2025-01-24'),
  kind: 'short',
});
export const of2025 = {
  framework: 'ILACS',
  version: '2023',
  days: days('2025-01-13', '2025-01-24'),
  published: '2025-03-11',
  kind: 'short',
} as const;
export const report2025 = reported(
  {
    overall: 'outstanding',
    leadership: 'outstanding',
    help_and_protection: 'good',
    children_in_care: 'good',
    care_leavers: 'good',
  },
  of2025,
);

export async function put(store: EventStore, ...events: readonly ClaimEvent[]) {
  for (const event of events) {
    const stream = event.authority === 'england' ? 'national' : `authority-${event.authority}`;
    await store.append(stream, [event as never], { expected: 'any' });
  }
}

/** Opens timelines over a log with some events, from which notices are issued on from a day; whoever tests says on which engine. */
export function openedOn<S extends EventStore>(createStore: (options: StoreOptions) => S) {
  return async (today: string, ...events: readonly ClaimEvent[]) => {
    const clock = createVirtualClock(today);
    const store = createStore({ now: () => new Date(clock.now()) });
    await put(store, coverage, ...events);
    const state = createMemoryStateStore();
    const timeline = () => openTimeline({ store, clock, state });
    const first = await timeline();
    await first.issueNotices();
    return { clock, store, state, timeline, first };
  };
}

export const kindsOf = (notices: readonly { readonly kind: string }[]) =>
  notices.map(({ kind }) => kind);
