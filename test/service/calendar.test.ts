import { join } from 'node:path';
import type { ClaimEvent } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import {
  claimEvent,
  correction,
  days,
  inspected,
  reported,
  retraction,
  sources,
} from '@monitoring-timeline/core/testing';
import {
  createVirtualClock,
  type DueRow,
  londonToday,
  openTimeline,
} from '@monitoring-timeline/projections';
import { englandChildren } from '@monitoring-timeline/projections/policy';
import { calendarText, clocksOf, EntryChanges, whose } from '@monitoring-timeline/service';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../packages/service/src/feeds/calendar-entries.ts';
import { append } from './small-claims.ts';

const about = {
  authority: 'merton',
  framework: 'ILACS',
  version: '2023',
  kind: 'standard',
} as const;
const visited = days('2023-03-06', '2023-03-10');
const visit = inspected({ ...about, days: visited });
const report = reported(
  { overall: 'good', leadership: 'good' },
  { ...about, days: visited, published: '2023-04-20' },
);
/** Tells of a post, and nothing of a deadline. */
const director = claimEvent(
  'LeadershipObserved',
  { role: 'dcs', person: 'p-00000000000000000001', status: 'permanent' },
  { authority: 'merton', known: '2024-01-05' },
);
/** How far the record reaches, told of the whole country. */
const reachesTo = (day: string) =>
  claimEvent(
    'CoverageStated',
    { activity: 'graded_inspection', axis: 'published' },
    { authority: 'england', occurred: days('2000-01-01', day), known: day },
  );
const reach = reachesTo('2027-06-30');

function aRecord(today: string, policy = englandChildren) {
  const clock = createVirtualClock(today);
  const store = createMemoryStore({ now: () => new Date(clock.now()) });
  /** A calendar of Merton as a process makes it that has just begun to read. */
  async function text(reminder?: number): Promise<string> {
    const timeline = await openTimeline({ store, clock, policy });
    const { title, wanted } = whose(timeline, { authority: 'merton' });
    const { position: upTo } = await store.head();
    const on = londonToday(new Date(clock.now()));
    const at = { asOf: on, knownAt: on, upTo };
    const clocks = clocksOf(timeline, at, wanted, new EntryChanges(timeline, store));
    const stamp = new Date(clock.now());
    return calendarText({ title, today: on, stamp, clocks, reminder });
  }
  async function on(day: string, ...events: readonly ClaimEvent[]) {
    clock.set(day);
    await append(store, ...events);
    return inspections(await text());
  }
  return { clock, store, text, on };
}

/** Entries about the next inspection, as a calendar program reads them. */
function inspections(text: string) {
  return new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map((component) => new ICAL.Event(component))
    .filter(({ summary }) => /: ILACS inspection, /.test(summary))
    .map(({ uid, sequence, summary, startDate, endDate }) => ({
      uid,
      sequence,
      summary,
      span: `${startDate}/${endDate}`,
    }));
}

const titles = (entries: ReturnType<typeof inspections>) => entries.map(({ summary }) => summary);

describe('the number of an entry', () => {
  it('grows with a change of the entry, and with nothing else that comes in or that time brings', async () => {
    const merton = aRecord('2026-03-02');
    const first = await merton.on('2026-03-02', visit, report);
    expect(first.map(({ span }) => span)).toEqual([
      '2025-09-10/2026-09-11',
      '2026-03-10/2026-03-11',
    ]);
    expect(await merton.on('2026-03-03', director)).toEqual(first);
    const right = days('2023-03-06', '2023-03-17');
    const corrections = [
      correction(visit, '/occurred', right, { source: sources.person }),
      correction(report, '/data/of/days', right, { source: sources.person }),
    ];
    const moved = await merton.on('2026-03-04', ...corrections);
    expect(moved.map(({ span }) => span)).toEqual([
      '2025-09-17/2026-09-18',
      '2026-03-17/2026-03-18',
    ]);
    for (const [at, { uid, sequence }] of moved.entries()) {
      expect(uid).toBe(first[at]!.uid);
      expect(sequence).toBeGreaterThan(first[at]!.sequence);
    }
    const back = await merton.on(
      '2026-03-05',
      ...corrections.map((one) => retraction(one, { source: sources.person })),
    );
    expect(back.map(({ span }) => span)).toEqual(first.map(({ span }) => span));
    for (const [at, { sequence }] of back.entries()) {
      expect(sequence).toBeGreaterThan(moved[at]!.sequence);
    }
    const later = await merton.on('2027-08-02', reach);
    expect(later.slice(0, 2)).toEqual(back);
    expect(titles(later.slice(2))).toEqual([
      'Merton: ILACS inspection, past the window (usual, not confirmed)',
    ]);
    const another = {
      ...director,
      ...claimEvent('LeadershipObserved', director.data, {
        authority: 'merton',
        known: '2027-08-03',
      }),
    };
    expect(await merton.on('2027-08-04', another)).toEqual(later);
  });

  it('is nothing where no event made the entry what it is', async () => {
    const merton = aRecord('2026-03-02');
    const none = await merton.on('2026-03-02');
    expect(none.every(({ sequence }) => sequence === 0)).toBe(true);
    const known = await merton.on('2026-03-03', director);
    expect(known).toEqual(none);
  });
});

describe('past the window', () => {
  it('is an entry of its own, on the day after, which says whether the record can tell', async () => {
    const merton = aRecord('2026-09-10');
    expect(
      titles(await merton.on('2026-09-10', visit, report, reachesTo('2026-03-31'))),
    ).toHaveLength(2);
    const unknown = await merton.on('2026-09-11');
    expect(unknown[2]).toMatchObject({
      summary:
        'Merton: ILACS inspection, past the window, not known whether done (usual, not confirmed)',
      span: '2026-09-11/2026-09-12',
    });
    const told = await merton.on('2027-08-02', reach);
    expect(told[2]).toMatchObject({
      uid: unknown[2]!.uid,
      summary: 'Merton: ILACS inspection, past the window (usual, not confirmed)',
    });
    expect(told[2]!.sequence).toBeGreaterThan(unknown[2]!.sequence);
    expect(told.slice(0, 2)).toEqual(unknown.slice(0, 2));
  });
});

describe('a day that is not sure', () => {
  it('is tentative and says why in its title; one that a law and a known day give is confirmed', async () => {
    const clock = createVirtualClock('2026-03-02');
    const store = createMemoryStore();
    await append(store, visit, report);
    const timeline = await openTimeline({ store, clock });
    const rows = await timeline.ask('due', { authority: 'merton', rule: 'ilacs-cycle' });
    const anchor = { ...rows[0]!.anchor!, assumed: false, exact: true };
    const sure = { ...rows[0]!, basis: 'statutory', verified: true, anchor } as const;
    const told = (change: Partial<DueRow>) =>
      entriesOf({
        identity: 'x',
        row: { ...sure, ...change },
        owed: 'inspection',
        ended: undefined,
      }).map(({ status, summary }) => `${status} ${/\((.*)\)$/.exec(summary)?.[1]}`);
    expect(new Set(told({}))).toEqual(new Set(['CONFIRMED statutory']));
    for (const [change, words] of [
      [{ basis: 'usual' }, 'usual, not confirmed'],
      [{ basis: 'observed' }, 'observed, not confirmed'],
      [{ verified: false }, 'statutory, rule not confirmed'],
      [{ anchor: { ...anchor, assumed: true } }, 'statutory, counted from an assumed day'],
      [
        { anchor: { ...anchor, exact: false } },
        'statutory, counted from a day that is not known exactly',
      ],
    ] as const) {
      expect(new Set(told(change))).toEqual(new Set([`TENTATIVE ${words}`]));
    }
  });
});

describe('what an entry is about', () => {
  const inadequate = reported(
    { overall: 'inadequate', leadership: 'inadequate' },
    { ...about, days: visited, published: '2023-04-20' },
  );
  const called = (text: string) =>
    [...text.replaceAll('\r\n ', '').matchAll(/^SUMMARY:Merton: (.+?)\\, /gm)].map(
      ([, what]) => what,
    );

  it('is called by its rule where that has a word for it, under whatever rules, else by its activity', async () => {
    const merton = aRecord('2023-05-02');
    await merton.on('2023-05-02', visit, inadequate);
    const words = called(await merton.text());
    expect(words).toEqual([
      'publication of the report by the authority',
      'statement of proposed action',
    ]);
    const good = aRecord('2023-05-02');
    await good.on('2023-05-02', visit, report);
    expect(called(await good.text())).toContain('ILACS inspection');
    const rules = englandChildren.rules.map((rule) =>
      rule.id === 'action-statement' ? { ...rule, owed: 'answer to the report' } : rule,
    );
    const plain = englandChildren.rules.map(({ owed: _, ...rule }) => rule);
    const nameless = aRecord('2023-05-02', { ...englandChildren, version: 'plain', rules: plain });
    await nameless.on('2023-05-02', visit, report);
    expect(called(await nameless.text())).toContain('inspection');
    const other = aRecord('2023-05-02', { ...englandChildren, version: 'mine', rules });
    await other.on('2023-05-02', visit, inadequate);
    expect(called(await other.text())).toEqual(
      words.map((word) =>
        word === 'statement of proposed action' ? 'answer to the report' : word,
      ),
    );
  });
});

describe('the calendar file', () => {
  it('is as it was checked by eye, with reminders', async () => {
    const merton = aRecord('2026-03-02');
    await merton.on('2026-03-02', visit, report, director);
    const text = await merton.text(7 * 86_400);
    await expect(text.replaceAll('\r\n', '\n')).toMatchFileSnapshot(
      join(import.meta.dirname, '../golden/calendar.ics'),
    );
  });

  it('reminds by a text alone, before an entry begins and before a window closes', async () => {
    const merton = aRecord('2026-03-02');
    await merton.on('2026-03-02', visit, report);
    const alarmsOf = (text: string) =>
      new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').flatMap((event) =>
        event.getAllSubcomponents('valarm').map((alarm) => ({
          action: alarm.getFirstPropertyValue('action'),
          before: `${alarm.getFirstPropertyValue('trigger')}`,
          related: alarm.getFirstProperty('trigger')?.getFirstParameter('related') ?? 'START',
          says: alarm.getFirstPropertyValue('description'),
        })),
      );
    expect(alarmsOf(await merton.text())).toEqual([]);
    const due = 'Merton: ILACS inspection, usual point (usual, not confirmed)';
    const window = 'Merton: ILACS inspection, window (usual, not confirmed)';
    const own = alarmsOf(await merton.text(7 * 86_400)).filter(({ says }) =>
      /inspection/.test(`${says}`),
    );
    expect(own).toEqual([
      { action: 'DISPLAY', before: '-P7D', related: 'START', says: window },
      { action: 'DISPLAY', before: '-P7D', related: 'END', says: `The window closes. ${window}` },
      { action: 'DISPLAY', before: '-P7D', related: 'START', says: due },
    ]);
  });
});
