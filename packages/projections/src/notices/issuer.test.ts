import type { ClaimEvent, EventStore } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryStateStore, type StateStore } from '@monitoring-timeline/core/state';
import {
  claimEvent,
  correction,
  day,
  days,
  inspected,
  reported,
  retraction,
} from '@monitoring-timeline/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../engine/virtual-clock.ts';
import { openTimelineReader } from '../reader.ts';
import {
  coverage,
  good2021,
  kindsOf,
  openedOn,
  put,
  report2025,
  visited,
} from '../testing/notices.ts';
import { openTimeline } from '../timeline.ts';

const opened = openedOn(createMemoryStore);
const graded = { overall: 'good', leadership: 'good' } as const;
const of2021 = {
  framework: 'ILACS',
  version: '2018',
  days: days('2021-09-06', '2021-09-17'),
  published: '2021-11-01',
  kind: 'standard',
} as const;

describe('notices', () => {
  it('begin at the head of the log: importing history alarms nobody', async () => {
    const { first } = await opened('2025-01-10', good2021);
    expect(await first.issueNotices()).toEqual([]);
    expect(await first.notices()).toEqual([]);
  });

  it('are read, and none is issued, where nothing may be written', async () => {
    const { clock, store, state, first } = await opened('2025-01-10', good2021);
    await first.issueNotices();
    clock.set('2025-01-14');
    await put(store, visited);
    const written = () => Promise.reject(new Error('nothing may be written'));
    const readOnly = { ...state, readOnly: true, commit: written, drop: written };
    const reading = await openTimelineReader({ store, state: readOnly, clock, amongOthers: true });
    expect(await reading.ask('notices', {})).toEqual([]);
    const issued = await first.issueNotices();
    expect(kindsOf(issued)).toEqual(['InspectionBegun']);
    expect(await reading.ask('notices', {})).toEqual(issued);
  });

  it('tell that inspectors have come, that a report is out, and which grades moved', async () => {
    const { clock, store, first } = await opened('2025-01-10', good2021);
    clock.set('2025-01-14');
    await put(store, visited);
    expect(kindsOf(await first.issueNotices())).toEqual(['InspectionBegun']);
    clock.set('2025-03-12');
    await put(store, report2025);
    const issued = await first.issueNotices();
    expect(kindsOf(issued)).toEqual(['StandingChanged', 'InspectionPublished']);
    expect(issued[0]).toMatchObject({
      authority: 'sunderland',
      day: '2025-03-12',
      subject: { areas: { overall: { from: 'good', to: 'outstanding' } } },
    });
    expect(issued[0]!.because).toContain(report2025.id);
  });

  it('tell when a window opens, when it is due, and when it has closed, each on its own day, whenever the process runs', async () => {
    const { clock, first } = await opened('2022-01-10', good2021);
    clock.set('2026-01-10');
    const cycle = (await first.issueNotices()).filter(
      ({ subject }) => subject.opens === '2024-03-17',
    );
    expect(cycle.map(({ kind, day }) => [kind, day])).toEqual([
      ['WindowOpened', '2024-03-17'],
      ['BecameDue', '2024-09-17'],
      ['BecameOverdue', '2025-03-18'],
    ]);
    expect(await first.issueNotices()).toEqual([]);
  });

  it('go on from the days that were kept: of others than those that moved since no record is read, and nothing is told otherwise', async () => {
    const others = ['barnet', 'bexley', 'brent'];
    const history = others.map((authority) => reported(graded, { ...of2021, authority }));
    const { clock, store, state, first } = await opened('2025-01-10', good2021, ...history);
    await first.keep();
    clock.set('2025-01-14');
    await put(store, visited);
    await first.issueNotices();
    const whole = createMemoryStateStore();
    const header = (await state.header('notices'))!;
    const put0 = await state.entries('notices');
    await whole.commit('notices', { header, from: undefined, put: put0 });
    clock.set('2025-03-12');
    await put(store, report2025);
    const read = new Set<string>();
    const spied = new Proxy<EventStore>(store, {
      get(target, name: keyof EventStore) {
        const own = target[name];
        if (name !== 'readStream') return typeof own === 'function' ? own.bind(target) : own;
        return (...given: Parameters<EventStore['readStream']>) => {
          read.add(given[0]);
          return target.readStream(...given);
        };
      },
    });
    const passedOver: string[] = [];
    const onPassedOver = (...told: readonly string[]) => passedOver.push(told.join(' '));
    const kept = await openTimeline({ store: spied, clock, state, onPassedOver });
    await kept.issueNotices();
    expect([...read].sort()).toEqual(['authority-sunderland', 'national']);
    expect(passedOver).toEqual([]);
    const anew = await openTimeline({ store, clock, state: whole });
    const wording = async (timeline: typeof kept) =>
      (await timeline.notices()).map(({ id, title }) => [id, title]);
    await anew.issueNotices();
    expect(await wording(kept)).toEqual(await wording(anew));
    // what falls due later is told of all, by both
    clock.set('2026-06-01');
    for (const timeline of [kept, anew]) await timeline.issueNotices();
    const told = await wording(kept);
    expect(told).toEqual(await wording(anew));
    expect(new Set((await kept.notices()).map(({ authority }) => authority))).toEqual(
      new Set([...others, 'sunderland']),
    );
    const changed = { ...kept.policy, version: `${kept.policy.version}b` };
    const ruled = await openTimeline({ store, clock, state, policy: changed, onPassedOver });
    await ruled.issueNotices();
    expect(passedOver).toEqual(['records-days other_rules']);
    await Promise.all([first, kept, anew, ruled].map((one) => one.close()));
  });

  it('are issued of what the leader has: a node that is behind may lack what makes a reminder untrue', async () => {
    const { clock, store, state, first } = await opened('2025-01-10', good2021);
    const asked: (boolean | undefined)[] = [];
    const behind = new Proxy<EventStore>(store, {
      get(target, name: keyof EventStore) {
        const own = target[name];
        if (name !== 'readAll') return typeof own === 'function' ? own.bind(target) : own;
        return (...given: Parameters<EventStore['readAll']>) => {
          // what the issuer asks for goes on from where notices stand
          if (given[1]?.limit === 500) asked.push(given[1].decides);
          return target.readAll(...given);
        };
      },
    });
    clock.set('2025-01-14');
    await put(store, visited);
    const other = await openTimeline({ store: behind, clock, state });
    expect(kindsOf(await other.issueNotices())).toEqual(['InspectionBegun']);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.every((decides) => decides === true)).toBe(true);
    await Promise.all([other.close(), first.close()]);
  });

  it('are not issued again after a restart, nor by a second worker, nor when the clock was set back', async () => {
    const { clock, store, timeline, first } = await opened('2025-01-10', good2021);
    clock.set('2025-03-12');
    await put(store, visited, report2025);
    const told = await first.issueNotices();
    expect(told.length).toBeGreaterThan(0);
    const second = await timeline();
    expect(await second.issueNotices()).toEqual([]);
    clock.set('2025-02-01');
    expect(await second.issueNotices()).toEqual([]);
    clock.set('2025-03-13');
    expect(await first.issueNotices()).toEqual([]);
  });

  it('say of a change that it came in late, with both days, where it was public for more than a month before', async () => {
    const { clock, store, first } = await opened('2025-01-10', good2021);
    clock.set('2025-06-01');
    await put(store, report2025);
    const issued = (await first.issueNotices()).filter(({ position }) => position !== null);
    expect(kindsOf(issued)).toEqual(['StandingChanged', 'InspectionPublished', 'NoticeWithdrawn']);
    expect(issued[0]).toMatchObject({ late: true, known: '2025-03-11', day: '2025-06-01' });
    expect(issued[0]!.text).toContain(
      'public since 11 March 2025 and came in late, on 1 June 2025',
    );
    expect(issued[2]!.text).toContain('does not hold by what is known now');
    expect(issued[2]!.text).not.toContain(String(issued[2]!.subject.withdraws));
  });

  it('are withdrawn by name when later facts undo them', async () => {
    const { clock, store, first } = await opened('2025-01-10', good2021);
    clock.set('2025-03-12');
    await put(store, report2025);
    const told = await first.issueNotices();
    const standing = told.find(({ kind }) => kind === 'StandingChanged')!;
    await put(store, retraction(report2025, { known: '2025-03-12', cause: 'source' }));
    const undone = await first.issueNotices();
    expect(kindsOf(undone)).toContain('FactCorrected');
    const withdrawn = undone
      .filter(({ kind }) => kind === 'NoticeWithdrawn')
      .map(({ subject }) => subject.withdraws);
    expect(withdrawn).toContain(standing.id);
  });

  it('withdraw an overdue that an inspection, recorded late, shows never to have been', async () => {
    const { clock, store, first } = await opened('2022-01-10', good2021);
    clock.set('2025-09-30');
    const overdue = (await first.issueNotices()).find(
      ({ kind, subject }) => kind === 'BecameOverdue' && subject.opens === '2024-03-17',
    )!;
    await put(store, visited, report2025);
    const undone = await first.issueNotices();
    expect(
      undone
        .filter(({ kind }) => kind === 'NoticeWithdrawn')
        .map(({ subject }) => subject.withdraws),
    ).toContain(overdue.id);
  });

  it('have the same ids wherever the same log and days are gone through', async () => {
    const story: readonly (readonly [string, readonly ClaimEvent[]])[] = [
      ['2024-04-01', []],
      ['2025-01-14', [visited]],
      ['2025-03-12', [report2025]],
      ['2025-03-20', [retraction(report2025, { known: '2025-03-20', cause: 'source' })]],
      ['2026-02-02', []],
    ];
    const all = async (stops: ReadonlySet<number>): Promise<readonly string[]> => {
      const { clock, store, first } = await opened('2022-01-10', good2021);
      const ids: string[] = [];
      for (const [index, [day, events]] of story.entries()) {
        clock.set(day);
        await put(store, ...events);
        if (stops.has(index)) ids.push(...(await first.issueNotices()).map(({ id }) => id));
      }
      ids.push(...(await first.issueNotices()).map(({ id }) => id));
      return ids;
    };
    const everyDay = await all(new Set([0, 1, 2, 3, 4]));
    expect(new Set(everyDay).size).toBe(everyDay.length);
    await fc.assert(
      fc.asyncProperty(fc.subarray([0, 1, 2, 3]), async (stops) => {
        expect(await all(new Set(stops))).toEqual(everyDay);
      }),
      { numRuns: 8 },
    );
  });

  it('are withdrawn where a mistake of ours in reading the grade is mended', async () => {
    const { clock, store, first } = await opened('2025-01-10', good2021);
    clock.set('2025-03-12');
    await put(store, report2025);
    const standing = (await first.issueNotices()).find(({ kind }) => kind === 'StandingChanged')!;
    clock.set('2025-05-20');
    await put(
      store,
      correction(report2025, '/data/judgements/0/grade', 'good', { known: '2025-05-20' }),
    );
    const issued = (await first.issueNotices()).filter(({ position }) => position !== null);
    expect(kindsOf(issued)).toEqual(['StandingChanged', 'FactCorrected', 'NoticeWithdrawn']);
    expect(issued[2]!.subject.withdraws).toBe(standing.id);
    clock.set('2025-05-21');
    await put(
      store,
      correction(report2025, '/data/judgements/4/grade', 'outstanding', { known: '2025-05-21' }),
    );
    const second = await first.issueNotices();
    expect(second.filter(({ kind }) => kind === 'NoticeWithdrawn')).toEqual([]);
  });

  it('withdraw what seemed due when inspectors had in fact arrived', async () => {
    const { clock, store, first } = await opened('2024-09-01', good2021);
    clock.set('2024-09-20');
    const due = (await first.issueNotices()).find(({ kind }) => kind === 'BecameDue')!;
    clock.set('2024-09-25');
    await put(
      store,
      inspected({ framework: 'ILACS', version: '2023', days: days('2024-09-09', '2024-09-20') }),
    );
    const issued = await first.issueNotices();
    expect(kindsOf(issued)).toEqual(['InspectionBegun', 'NoticeWithdrawn']);
    expect(issued[1]!.subject.withdraws).toBe(due.id);
  });

  it('tell nothing more of clocks of an authority that is no more, though nobody asked for it since, here and in who goes on from what was kept', async () => {
    const { clock, store, state, first } = await opened('2022-01-10', good2021);
    await first.issueNotices();
    await first.keep();
    const abolished = claimEvent(
      'AuthorityAbolished',
      { successors: ['durham'] },
      { occurred: day('2023-03-31'), known: '2023-03-31' },
    );
    clock.set('2023-04-02');
    await put(store, abolished);
    const later = createMemoryStateStore();
    for (const part of ['notices', 'records-directory', 'records-days']) {
      const [header, entries] = [(await state.header(part))!, await state.entries(part)];
      await later.commit(part, { header, from: undefined, put: entries });
    }
    clock.set('2026-01-10');
    const next = await openTimeline({ store, clock, state: later });
    for (const one of [first, next]) {
      const issued = await one.issueNotices();
      expect(issued.length).toBeGreaterThan(0);
      expect(kindsOf(issued.filter(({ day }) => day > '2023-04-01'))).toEqual([]);
    }
  });

  it('follow when a national fact shows how far the record reaches', async () => {
    const clockWithout = createVirtualClock('2025-06-01');
    const bare = createMemoryStore({ now: () => new Date(clockWithout.now()) });
    await put(bare, good2021);
    const state = createMemoryStateStore();
    const timeline = await openTimeline({ store: bare, clock: clockWithout, state });
    await timeline.issueNotices();
    await put(bare, coverage);
    expect(kindsOf(await timeline.issueNotices())).toContain('BecameOverdue');
  });

  it('that fell due while the state could not be written are issued by the next run', async () => {
    const { clock, state, first } = await opened('2024-09-01', good2021);
    const commit = state.commit.bind(state);
    let broken = true;
    (state as { commit: StateStore['commit'] }).commit = async (...args) => {
      if (broken) throw new Error('the disk is full');
      return commit(...args);
    };
    clock.set('2024-09-20');
    await expect(first.issueNotices()).rejects.toThrow('the disk is full');
    broken = false;
    expect(kindsOf(await first.issueNotices())).toEqual(['BecameDue']);
  });

  it('lose nothing when the state cannot be written: the next run issues what was not kept', async () => {
    const { clock, store, state, first } = await opened('2025-01-10', good2021);
    const commit = state.commit.bind(state);
    let broken = true;
    (state as { commit: StateStore['commit'] }).commit = async (...args) => {
      if (broken) throw new Error('the disk is full');
      return commit(...args);
    };
    clock.set('2025-03-12');
    await put(store, report2025);
    await expect(first.issueNotices()).rejects.toThrow('the disk is full');
    broken = false;
    expect(kindsOf(await first.issueNotices())).toEqual(['StandingChanged', 'InspectionPublished']);
  });

  it('have the instant of their issue, the same on every reading', async () => {
    const { clock, store, timeline, first } = await opened('2025-01-10', good2021);
    clock.set('2025-03-12');
    await put(store, report2025);
    const issued = await first.issueNotices();
    expect(new Set(issued.map(({ issued: at }) => at))).toEqual(
      new Set([new Date(clock.now()).toISOString()]),
    );
    clock.set('2025-03-14');
    const again = await (await timeline()).notices();
    expect(again.slice(0, issued.length)).toEqual(issued);
  });

  it('lists what an earlier version kept, in its order and under its ids', async () => {
    const { clock, store, state, timeline, first } = await opened('2025-01-10', good2021);
    clock.set('2025-03-12');
    await put(store, report2025);
    const [issued] = await first.issueNotices();
    const header = (await state.header('notices'))!;
    const { id, authority, day, position, subject, because, sequence } = issued!;
    const earlier = {
      sequence,
      id,
      kind: 'LateArrival',
      authority,
      day,
      position,
      subject,
      because,
    };
    await state.commit('notices', {
      header: { ...header, version: '2' },
      from: header.checkpoint,
      put: [{ key: `n${sequence}`, value: JSON.stringify(earlier) }],
    });
    const [found] = await (await timeline()).notices();
    expect(found).toMatchObject({ id, sequence, kind: 'StandingChanged', late: true, weight: 5 });
  });
});
