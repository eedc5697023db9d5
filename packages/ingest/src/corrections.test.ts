import {
  claimFrom,
  type EventEnvelope,
  type Recorded,
  toPosition,
} from '@monitoring-timeline/core';
import { claimEvent, days, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { claimsAtOnce } from './breathe.ts';
import { settle } from './corrections.ts';

const dayOf = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

/** The one of so many visits that are told apart by their days. */
const visit = (number: number, lasts: number) =>
  claimEvent(
    'VisitCarriedOut',
    { kind: 'focused' },
    { occurred: days(dayOf(3 * number), dayOf(3 * number + lasts)) },
  );

it('very many readings of one authority are settled a few at a turn of the loop', async () => {
  const many = 1500;
  let [thisTurn, most, done] = [0, 0, false];
  const turn = (): void => {
    most = Math.max(most, thisTurn);
    thisTurn = 0;
    if (!done) setImmediate(turn);
  };
  /** The same with its event counted whenever somebody looks at it. */
  const counted = <T extends { readonly event: object }>(one: T): T => ({
    ...one,
    get event() {
      thisTurn += 1;
      return one.event;
    },
  });
  const inStream = Array.from({ length: many }, (_, number) => {
    const event: EventEnvelope = visit(number, 1);
    return claimFrom({
      event,
      position: toPosition(`${number}`),
      revision: number,
      recorded: '2026-01-01T00:00:00.000Z',
    } as Recorded)!;
  });
  const readings = Array.from({ length: many }, (_, number) => {
    return {
      event: visit(number, number < 10 ? 2 : 1),
      locator: `row ${number}`,
      exact: false,
    };
  });
  turn();
  const settled = await settle(
    readings.map(counted),
    new Set(),
    inStream.map(counted),
    '2026-09-01',
  );
  done = true;
  turn();
  expect(settled.size).toBe(many);
  expect(Map.groupBy(settled.values(), ({ as }) => as).get('correction')).toHaveLength(10);
  expect(most).toBeLessThan(4 * claimsAtOnce);
});

describe('a figure that is read again', () => {
  const figure = (said: Readonly<Record<string, unknown>>, from = '2018') =>
    claimEvent(
      'IndicatorObserved',
      { indicator: 'adoptions', topic: 'Adoptions', unit: 'count', value: 40, ...said },
      {
        occurred: { precision: from.length === 4 ? 'year' : 'month', from },
        source: { ...sources.report, sha256: 'a'.repeat(64) },
      },
    );

  async function readAgain(before: EventEnvelope, after: ReturnType<typeof figure>) {
    const claim = claimFrom({
      event: before,
      position: toPosition('1'),
      revision: 1,
      recorded: '2026-01-01T00:00:00.000Z',
    } as Recorded)!;
    const reading = { event: after, locator: 'line 1', exact: false };
    const settled = await settle([reading], new Set(), [claim], '2026-09-01');
    const how = settled.get(after.id);
    return how?.as === 'correction'
      ? how.corrections.map(({ data }) => ('pointer' in data ? [data.pointer, data.value] : data))
      : how?.as;
  }

  it('is refined by the word that says it is not exact, and is no second figure', async () => {
    const before = figure({ printed: '40' });
    const after = figure({ printed: 'over 40', approximate: true });
    expect(await readAgain(before, after)).toEqual([
      ['/data/approximate', true],
      ['/data/printed', 'over 40'],
    ]);
  });

  it('is refined by a more precise time, where it is the same figure', async () => {
    expect(
      await readAgain(figure({ printed: '40' }), figure({ printed: '40' }, '2018-03')),
    ).toEqual([['/occurred', { precision: 'month', from: '2018-03' }]]);
  });

  it('is another one at another time, or as another value within the time', async () => {
    const before = figure({ printed: '40' });
    expect(await readAgain(before, figure({ printed: '40' }, '2019'))).toBe('claim');
    expect(await readAgain(before, figure({ printed: '9', value: 9 }, '2018-03'))).toBe('claim');
  });
});
