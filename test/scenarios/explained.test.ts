import { type EventStore, streamOf } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import {
  createVirtualClock,
  type Explanation,
  openTimelineReader,
  type TimelineReader,
} from '@monitoring-timeline/projections';
import { beforeAll, describe, expect, it } from 'vitest';
import { shippedEvents } from '../support/record.ts';

const authorities = [
  'sunderland',
  'stockton-on-tees',
  'cheshire-east',
  'trafford',
  'herefordshire',
  'birmingham',
  'bradford',
  'slough',
  'devon',
  'norfolk',
];
let timeline: TimelineReader;

beforeAll(async () => {
  const store: EventStore = createMemoryStore();
  for (const [stream, events] of Map.groupBy(shippedEvents(), (event) => streamOf(event))) {
    await store.append(stream, events, { expected: 'none' });
  }
  timeline = await openTimelineReader({ store, clock: createVirtualClock('2026-11-29') });
});

describe('an explanation on the shipped record', () => {
  it.each([
    'standing',
    'trajectory',
    'due',
    'leadership',
    'interventions',
    'themes',
    'list',
    'findings',
  ])(
    'of %s leads each thing that it says down to a document and a place in it',
    async (question) => {
      for (const authority of authorities) {
        const explained = (await timeline.ask('explain', { authority, question })) as Explanation;
        for (const { field, events } of explained.answers) {
          expect(events, `${authority}, ${field}`).not.toEqual([]);
          for (const { title, locator, url } of events) {
            expect(title).not.toBe('');
            expect(locator ?? url, `${authority}, ${field}: ${title}`).not.toBeNull();
          }
        }
      }
    },
  );

  it('of a trajectory has every figure with its line: cases without a worker fell from 269 to 2', async () => {
    const { answers } = (await timeline.ask('explain', {
      authority: 'sunderland',
      question: 'trajectory',
    })) as Explanation;
    const unallocated = answers.filter(({ field }) => field === 'indicators.unallocated_cases');
    expect(unallocated.map(({ value }) => value)).toEqual(['269, 2015-06', 'two, 2016-08']);
    for (const { events } of unallocated) expect(events[0]?.locator).toBe('line 83');
  });
});
