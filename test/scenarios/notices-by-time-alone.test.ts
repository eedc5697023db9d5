import { type EventStore, streamOf } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import {
  createVirtualClock,
  type IssuedNotice,
  londonToday,
  openTimeline,
  type Timeline,
  type VirtualClock,
} from '@monitoring-timeline/projections';
import { beforeAll, describe, expect, it } from 'vitest';
import { shippedEvents } from '../support/record.ts';
import { until } from '../support/until.ts';

const [from, to] = ['2026-08-21', '2026-12-31'] as const;
let store: EventStore;

beforeAll(async () => {
  store = createMemoryStore();
  for (const [stream, events] of Map.groupBy(shippedEvents(), (event) => streamOf(event))) {
    await store.append(stream, events, { expected: 'none' });
  }
});

/** The shipped record as of August 2026, with its notices beginning there. */
async function opened(): Promise<{ clock: VirtualClock; timeline: Timeline }> {
  const clock = createVirtualClock(from);
  const timeline = await openTimeline({ store, clock });
  await timeline.issueNotices();
  return { clock, timeline };
}

/** A checkpoint names the history that it stands in, and the instants of issue are part of that. */
function withoutIssue({ issued, checkpoint, ...rest }: IssuedNotice): object {
  return { ...rest, number: checkpoint.split('~')[0] };
}

describe('notices while nothing comes in for four months', () => {
  it('are told on the days on which something falls due: all that a pull finds afterwards', async () => {
    const asked = await opened();
    asked.clock.set(to);
    const pulled = await asked.timeline.notices();

    const { clock, timeline } = await opened();
    const told: IssuedNotice[] = [];
    const watching = timeline.notices$().subscribe((notice) => told.push(notice));
    await clock.moveTo(to);
    await until('for as many to be told', () => told.length >= pulled.length);
    // a pull issues late what following issues on its day; all else is the same
    expect(told.map(withoutIssue)).toEqual(pulled.map(withoutIssue));
    expect(told.map(({ issued }) => londonToday(new Date(issued)))).toEqual(
      told.map(({ day }) => day),
    );
    watching.unsubscribe();
    expect(new Set(told.map(({ day }) => day)).size).toBeGreaterThan(10);
  });
});
