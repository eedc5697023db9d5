import type { PartialDate } from '@monitoring-timeline/core';
import { type ClaimGiven, claimEvent, day, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { context, on, recordOf } from '../../testing/records.ts';
import { interventionsHistory } from './interventions-history.ts';

function intervention(
  type: 'InterventionStarted' | 'InterventionEnded',
  occurred: PartialDate,
  more: Readonly<Record<string, unknown>> = {},
  given: ClaimGiven = {},
) {
  return claimEvent(
    type,
    { instrument: 'direction', ...more },
    {
      occurred,
      known: '2015-01-01',
      ...given,
    },
  );
}

const of = (events: ReturnType<typeof intervention>[], asOf = '2022-01-01') =>
  interventionsHistory(recordOf(events), on(asOf), context);

const first = intervention('InterventionStarted', day('2015-07-20'));
const second = intervention('InterventionStarted', day('2017-04-03'), { replaces: 'direction' });
const end = intervention(
  'InterventionEnded',
  { precision: 'month', from: '2021-12' },
  {
    note: 'after an outstanding judgement',
  },
);

describe('interventions', () => {
  it('run from their start to their end, and say what took their place', () => {
    const { history } = of([end, second, first]);
    expect(history.map(({ from, to, state, replacedBy }) => [from, to, state, replacedBy])).toEqual(
      [
        ['2015-07-20', null, 'superseded', '2017-04-03'],
        ['2017-04-03', '2021-12', 'ended', null],
      ],
    );
    expect(history[1]?.endNotes).toEqual(['after an outstanding judgement']);
  });

  it('are in force where no end is on record, and not before they began', () => {
    expect(of([first, second, end], '2020-01-01').history[1]?.state).toBe('told_now');
    expect(of([first, second], '2016-01-01').history).toMatchObject([
      { state: 'told_now', replacedBy: null },
    ]);
  });

  it('are one where sources name overlapping days, the finer date holding', () => {
    const { history } = of([
      intervention(
        'InterventionStarted',
        { precision: 'month', from: '2017-04' },
        {},
        { source: sources.press },
      ),
      second,
    ]);
    expect(history).toMatchObject([
      { from: '2017-04-03', otherStarts: [{ from: '2017-04', publisher: 'A newspaper' }] },
    ]);
  });

  it('take an undated start as word of the latest that had begun by then', () => {
    const undated = intervention('InterventionStarted', { precision: 'by', from: '2017-04' });
    const { history } = of([undated, first, second]);
    expect(history).toHaveLength(2);
    expect(history[1]?.otherStarts).toMatchObject([{ from: 'by 2017-04' }]);
  });

  it('may be known by their end alone', () => {
    const { history, inForce, note } = of([
      intervention('InterventionEnded', day('2018-03-31'), { instrument: 'improvement_board' }),
    ]);
    expect(history).toMatchObject([{ from: null, to: '2018-03-31', state: 'ended' }]);
    expect(inForce).toEqual([]);
    expect(note).toContain('none that is not ended');
  });

  it('say that none is known where none is', () => {
    expect(of([])).toMatchObject({ history: [], note: 'none known', inForce: [] });
  });
});
