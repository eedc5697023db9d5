import {
  claimFrom,
  type EventEnvelope,
  type Recorded,
  toPosition,
} from '@monitoring-timeline/core';
import { claimEvent, days } from '@monitoring-timeline/core/testing';
import { expect, it } from 'vitest';
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
