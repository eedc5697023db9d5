import { dayNumber as n } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { policyWith } from '../../testing/due.ts';
import type { Obligation } from './obligations.ts';
import type { Reach } from './reach.ts';
import { calendarStatus, certaintyOn, hasLapsed, lastDay, nextChange, statusOn } from './status.ts';

const policy = policyWith(() => {});
const ruleOf = (id: string) => policy.rules.find((rule) => rule.id === id)!;
const unpublished = { ...policy.unpublished, usualDays: 90 };

/** Opens on day 100, is due on 200, closes on 300. */
const days = { opens: n(100), due: n(200), closes: n(300), suspensions: [], stops: false };
const withoutWindow = { ...days, opens: undefined, closes: undefined };

const cycle: Obligation = {
  rule: ruleOf('ilacs-cycle'),
  anchor: { kind: 'end', day: n(10), date: '', exact: true, assumed: false, event: undefined },
  days,
  state: 'running',
  underWay: undefined,
  met: undefined,
  expects: undefined,
  verified: true,
  callsOverdue: true,
  report: undefined,
  because: [],
  claimOf: () => undefined,
  told: {},
};
const owed = { ...cycle, rule: ruleOf('action-statement') };

const reaching = (given: Partial<Reach> = {}): Reach => ({
  recordTo: n(1000),
  recordToText: null,
  begunTo: n(1000),
  listsBegun: false,
  statedTo: n(1000),
  listedTo: undefined,
  covers: (from, to) => from >= 10 && to <= 1000,
  touches: (from, to) => from <= 1000 && to >= 10,
  ...given,
});
const unknown = reaching({
  recordTo: undefined,
  begunTo: undefined,
  statedTo: undefined,
  covers: () => false,
  touches: () => false,
});

describe('the calendar', () => {
  it.each([
    [99, 'not_yet'],
    [100, 'window_open'],
    [199, 'window_open'],
    [200, 'due'],
    [300, 'due'],
    [301, 'overdue'],
  ] as const)('of a clock with a window stands on day %i at %s', (day, status) => {
    expect(calendarStatus(days, n(day))).toBe(status);
  });

  it.each([
    [199, 'not_yet'],
    [200, 'due'],
    [201, 'overdue'],
  ] as const)('of a clock without a window stands on day %i at %s', (day, status) => {
    expect(calendarStatus(withoutWindow, n(day))).toBe(status);
  });

  it('ends with the window, or on the due day where there is none', () => {
    expect(lastDay(days)).toBe(300);
    expect(lastDay(withoutWindow)).toBe(200);
  });
});

describe('the status of a clock', () => {
  it.each(['met', 'in_progress', 'awaiting_first', 'no_rule'] as const)(
    'that is %s stays so whatever the day',
    (state) => {
      expect(statusOn({ ...cycle, state }, n(301), reaching())).toBe(state);
    },
  );

  it('follows the calendar up to its last day, also by a rule that is not confirmed', () => {
    for (const obligation of [cycle, owed, { ...cycle, callsOverdue: false }]) {
      expect([99, 100, 200, 300].map((day) => statusOn(obligation, n(day), unknown))).toEqual([
        'not_yet',
        'window_open',
        'due',
        'due',
      ]);
    }
  });

  it('of the inspectorate is overdue where the record would show what had been done', () => {
    expect(statusOn(cycle, n(301), reaching())).toBe('overdue');
    expect(statusOn(cycle, n(301), reaching({ recordTo: n(300) }))).toBe('overdue');
    expect(statusOn(cycle, n(301), reaching({ recordTo: n(299) }))).toBe('not_known');
    expect(statusOn(cycle, n(301), reaching({ covers: () => false }))).toBe('not_known');
  });

  it('asks the record for all days from the anchor to the last one', () => {
    const asked: (readonly number[])[] = [];
    const covers = (from: number, to: number) => asked.push([from, to]) > 0;
    statusOn(cycle, n(400), reaching({ covers }));
    expect(asked).toEqual([[10, 300]]);
  });

  it('by a rule that calls nothing overdue is never overdue', () => {
    expect(statusOn({ ...cycle, callsOverdue: false }, n(301), reaching())).toBe('not_known');
  });

  it('of an authority is never overdue by silence, and overdue where a source says not done', () => {
    expect(statusOn(owed, n(301), reaching())).toBe('not_known');
    expect(statusOn({ ...owed, state: 'not_done' }, n(301), reaching())).toBe('overdue');
    expect(statusOn({ ...owed, state: 'not_done' }, n(99), reaching())).toBe('not_yet');
  });

  it('is not shown where no source on record would ever show it, and leaves the lists a year later', () => {
    const nowhere = reaching({ covers: () => false, touches: () => false });
    expect(statusOn(cycle, n(301), nowhere)).toBe('not_shown');
    expect(statusOn(owed, n(301), unknown)).toBe('not_shown');
    expect(hasLapsed(cycle, 'not_shown', n(665))).toBe(false);
    expect(hasLapsed(cycle, 'not_shown', n(666))).toBe(true);
    expect(hasLapsed(cycle, 'not_known', n(5000))).toBe(false);
  });

  it('in a store that never says how far it reaches is overdue for graded inspections alone', () => {
    expect(statusOn(cycle, n(301), unknown)).toBe('overdue');
    expect(statusOn({ ...cycle, rule: ruleOf('monitoring-first') }, n(301), unknown)).toBe(
      'not_shown',
    );
  });

  it('without days is no rule’s', () => {
    expect(statusOn({ ...cycle, days: undefined, rule: undefined }, n(301), reaching())).toBe(
      'no_rule',
    );
  });
});

describe('how certain a status is', () => {
  const certainty = (
    status: Parameters<typeof certaintyOn>[1],
    day: number,
    reach: Reach = reaching(),
    obligation: Obligation = cycle,
  ) => certaintyOn(obligation, status, n(day), reach, unpublished);

  it('is beyond the record where it is not known', () => {
    expect(certainty('not_known', 301)).toBe('beyond_record');
    expect(certainty('not_known', 301, reaching(), { ...owed, state: 'not_done' })).toBe(
      'beyond_record',
    );
  });

  it('is certain where a source says that it was not done, or nothing is counted', () => {
    expect(certainty('overdue', 301, unknown, { ...owed, state: 'not_done' })).toBe('certain');
    expect(certainty('no_rule', 301, unknown, { ...cycle, days: undefined })).toBe('certain');
  });

  it.each(['not_yet', 'in_progress', 'met', 'awaiting_first'] as const)(
    'is certain for %s, however far the record reaches',
    (status) => {
      expect(certainty(status, 301, unknown)).toBe('certain');
    },
  );

  it.each([
    ['window_open', 250, 'certain'],
    ['window_open', 249, 'beyond_record'],
    ['window_open', 99, 'beyond_record'],
    ['due', 250, 'certain'],
    ['due', 249, 'beyond_record'],
    ['due', 199, 'beyond_record'],
  ] as const)('for %s with a record up to day %i is %s', (status, recordTo, expected) => {
    expect(certainty(status, 250, reaching({ recordTo: n(recordTo) }))).toBe(expected);
  });

  it('for an open window is certain where no record says how far it reaches', () => {
    expect(certainty('window_open', 150, unknown)).toBe('certain');
    expect(certainty('due', 250, unknown)).toBe('certain');
  });

  it('for overdue is beyond a record that says neither how far it reaches nor what has begun', () => {
    expect(certainty('overdue', 301, reaching({ recordTo: undefined }))).toBe('beyond_record');
    expect(certainty('overdue', 301, reaching({ begunTo: undefined }))).toBe('beyond_record');
  });

  it('for overdue waits the usual days from the last one, counted by what the record reaches', () => {
    expect(certainty('overdue', 389)).toBe('may_be_under_way');
    expect(certainty('overdue', 390)).toBe('certain');
    expect(certainty('overdue', 500, reaching({ recordTo: n(389) }))).toBe('may_be_under_way');
    expect(certainty('overdue', 500, reaching({ recordTo: n(390) }))).toBe('certain');
  });

  it('for overdue is certain at once on days up to which a source lists all that began', () => {
    const listed = reaching({ listsBegun: true, begunTo: n(310) });
    expect(certainty('overdue', 310, listed)).toBe('certain');
    expect(certainty('overdue', 311, listed)).toBe('may_be_under_way');
    expect(certainty('overdue', 400, listed)).toBe('may_be_under_way');
  });
});

describe('the days on which a clock changes', () => {
  const changes = (obligation: Obligation, day: number, reach = reaching({ listedTo: n(350) })) => {
    const days: number[] = [];
    for (let at = nextChange(obligation, n(day), reach, unpublished); at !== undefined; ) {
      days.push(at);
      at = nextChange(obligation, at, reach, unpublished);
    }
    return days;
  };

  it('are those of its window, the end of the usual wait, of what is listed and of the record, and when it leaves the lists', () => {
    const all = [100, 200, 301, 351, 390, 666, 1001];
    expect(changes(cycle, 50)).toEqual(all);
    expect(changes({ ...cycle, state: 'not_done' }, 50)).toEqual(all);
    expect(changes(cycle, 50, unknown)).toEqual([100, 200, 301, 390, 666]);
  });

  it('lie after the day asked about', () => {
    expect(changes(cycle, 200)).toEqual([301, 351, 390, 666, 1001]);
    expect(changes(cycle, 199)).toEqual([200, 301, 351, 390, 666, 1001]);
    expect(changes(cycle, 1001)).toEqual([]);
  });

  it('are those of the window alone where nothing is awaited by the record', () => {
    expect(changes({ ...cycle, state: 'in_progress' }, 50)).toEqual([100, 200, 301, 1001]);
    expect(changes({ ...cycle, state: 'awaiting_first' }, 50)).toEqual([100, 200, 301, 1001]);
  });

  it('are none once it is met, and without days the end of the record alone', () => {
    expect(changes({ ...cycle, state: 'met' }, 50)).toEqual([]);
    expect(changes({ ...cycle, days: undefined }, 50)).toEqual([1001]);
    expect(changes({ ...cycle, days: undefined }, 50, unknown)).toEqual([]);
  });

  it('are for lists also the day on which one that comes round comes into them', () => {
    const period = { number: 1, from: n(100) };
    const round = { ...cycle, days: { ...withoutWindow, period } } as Obligation;
    expect(nextChange(round, n(50), unknown, unpublished)).toBe(169);
    expect(nextChange(round, n(50), unknown, unpublished, { listed: false })).toBe(200);
  });

  it('have no opening where there is no window', () => {
    expect(changes({ ...cycle, days: withoutWindow }, 50)).toEqual([200, 201, 290, 351, 566, 1001]);
  });
});
