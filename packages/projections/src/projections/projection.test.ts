import { type ClaimEvent, type EventStore, streamOf } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { claimEvent, reported } from '@monitoring-timeline/core/testing';
import { firstValueFrom, take, toArray } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createVirtualClock } from '../engine/virtual-clock.ts';
import { openTimeline } from '../timeline.ts';
import { projection } from './projection.ts';

type Years = Record<string, number>;
const folded: string[] = [];

/** How many reports were published in each year. */
const reports = (version = 1, by = 1) =>
  projection({
    name: 'reports-a-year',
    version,
    events: ['ReportPublished'],
    initial: (): Years => ({}),
    reduce(years, { id, occurred }) {
      folded.push(id);
      const year = 'from' in occurred ? occurred.from.slice(0, 4) : 'unknown';
      return { ...years, [year]: (years[year] ?? 0) + by };
    },
    summary: 'Reports published a year',
    answer: z.array(
      z.strictObject({
        year: z.string().describe('The year.'),
        reports: z.int().describe('Reports published in it.'),
      }),
    ),
    answerOf: (years) =>
      Object.entries(years)
        .sort()
        .map(([year, count]) => ({ year, reports: count })),
  });

const report = (published: string) => reported({ overall: 'good' }, { published });
const meeting = claimEvent('ContextNoted', { kind: 'meeting', topic: 'a meeting' });

async function put(store: EventStore, ...events: readonly ClaimEvent[]) {
  for (const event of events) {
    await store.append(streamOf(event), [event as never], { expected: 'any' });
  }
}

async function logged(...events: readonly ClaimEvent[]) {
  const clock = createVirtualClock('2026-01-01');
  const store = createMemoryStore();
  await put(store, ...events);
  const state = createMemoryStateStore();
  return { store, state, open: () => openTimeline({ store, clock, state }) };
}

describe('a projection', () => {
  it('folds the events that it names, once, and goes on from what another process kept', async () => {
    const { store, open } = await logged(report('2019-03-01'), meeting, report('2019-09-01'));
    folded.length = 0;
    expect(await (await open()).folded(reports())).toEqual({ 2019: 2 });
    expect(folded).toHaveLength(2);
    await put(store, report('2021-03-01'));
    expect(await (await open()).folded(reports())).toEqual({ 2019: 2, 2021: 1 });
    expect(folded).toHaveLength(3);
  });

  it('is asked as a question is, and answers what an earlier log held by folding it anew', async () => {
    const { store, open } = await logged(report('2019-03-01'));
    const timeline = await open();
    const { position } = await store.head();
    await put(store, report('2021-03-01'));
    const asked = reports();
    expect(await timeline.ask(asked, {})).toEqual([
      { year: '2019', reports: 1 },
      { year: '2021', reports: 1 },
    ]);
    expect(await timeline.ask(asked, {}, { upTo: position })).toEqual([
      { year: '2019', reports: 1 },
    ]);
    expect(await timeline.folded(asked)).toEqual({ 2019: 1, 2021: 1 });
  });

  it('is watched, and tells whoever comes back what differs from what they had', async () => {
    const { store, open } = await logged(report('2019-03-01'));
    const timeline = await open();
    const asked = reports();
    const seen = firstValueFrom(timeline.watch(asked).pipe(take(2), toArray()));
    await timeline.whenCaughtUp();
    await put(store, meeting, report('2019-09-01'));
    const [first, second] = await seen;
    expect([first?.answer, second?.answer]).toEqual([
      [{ year: '2019', reports: 1 }],
      [{ year: '2019', reports: 2 }],
    ]);
    const after = first!.checkpoint;
    const back = await firstValueFrom((await open()).watch(asked, { after }));
    expect(back.changes).toEqual([
      expect.objectContaining({ before: first?.answer, after: second?.answer }),
    ]);
  });

  it('is folded anew beside the one in use where its version is another, which is then dropped', async () => {
    const { state, open } = await logged(report('2019-03-01'));
    const old = await open();
    expect(await old.folded(reports(1))).toEqual({ 2019: 1 });
    const broken = projection({
      name: 'reports-a-year',
      version: 2,
      events: ['ReportPublished'],
      initial: (): Years => ({}),
      reduce: () => {
        throw new Error('not yet right');
      },
    });
    await expect((await open()).folded(broken)).rejects.toThrow('not yet right');
    expect(await state.get('projection reports-a-year 1', 'state')).toBe('{"2019":1}');
    expect(await (await open()).folded(reports(3, 10))).toEqual({ 2019: 10 });
    expect(await state.header('projection reports-a-year 1')).toBeUndefined();
    expect(await state.get('projection reports-a-year 3', 'state')).toBe('{"2019":10}');
  });

  it('begins anew where what was kept is of another log, and yields to a process that was faster', async () => {
    const { store, state, open } = await logged(report('2019-03-01'));
    const [one, two] = [await open(), await open()];
    await one.folded(reports());
    await two.folded(reports());
    await put(store, report('2020-03-01'));
    expect(await one.folded(reports())).toEqual({ 2019: 1, 2020: 1 });
    await put(store, report('2021-03-01'));
    expect(await two.folded(reports())).toEqual({ 2019: 1, 2020: 1, 2021: 1 });
    const other = createMemoryStore();
    await put(other, report('2001-03-01'));
    const elsewhere = await openTimeline({ store: other, state });
    expect(await elsewhere.folded(reports())).toEqual({ 2001: 1 });
  });

  it('is folded in memory alone where nothing may be written, and what lies there stays as it is', async () => {
    const { store, state } = await logged(report('2019-03-01'));
    const clock = createVirtualClock('2026-01-01');
    const other = createMemoryStore();
    await put(other, report('2001-03-01'));
    await (await openTimeline({ store: other, clock, state })).folded(reports());
    const refused = vi.fn().mockRejectedValue(new Error('may be read and not written'));
    const toRead = { ...state, readOnly: true, commit: refused, drop: refused, strike: refused };
    const timeline = await openTimeline({ store, clock, state: toRead });
    expect(await timeline.folded(reports())).toEqual({ 2019: 1 });
    await put(store, report('2020-03-01'));
    expect(await timeline.folded(reports())).toEqual({ 2019: 1, 2020: 1 });
    expect(refused).not.toHaveBeenCalled();
  });

  it('that only changes by what it folds is not told to have changed by anything else', async () => {
    const { store, open } = await logged(report('2019-03-01'));
    const timeline = await open();
    const told = vi.fn();
    const watching = timeline.watch(reports()).subscribe(told);
    await timeline.whenCaughtUp();
    await put(store, meeting);
    await timeline.whenCaughtUp();
    watching.unsubscribe();
    expect(told).toHaveBeenCalledTimes(1);
  });
});
