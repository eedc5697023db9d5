import { addDays, epochDay } from '@monitoring-timeline/core';
import { type Coordinates, picture, standing } from '@monitoring-timeline/projections';
import {
  directory,
  recordOf,
  recordsOf,
  shippedContext,
  shippedEvents,
} from '../../support/record.ts';
import { numbersFrom } from '../../support/shuffle.ts';
import { type Bench, quantile, timed } from '../bench.ts';

const [first, last] = [epochDay('2010-01-01'), epochDay('2026-11-22')];

/** Random coordinates; every seed gives others, the same seed the same. */
function randomCoordinates(count: number, seed: number): readonly Coordinates[] {
  const next = numbersFrom(seed);
  const day = () => addDays(first, next(last - first));
  return Array.from({ length: count }, () => ({ asOf: day(), knownAt: day() }));
}

/** µs an authority of asking a question about all of them, over records that were asked before. */
async function microseconds(ask: (at: Coordinates) => unknown) {
  // what each record knows on which day is worked out once; warm is what comes after
  for (const at of randomCoordinates(400, 1)) ask(at);
  const times: number[] = [];
  for (const at of randomCoordinates(200, 2)) times.push(await timed(() => ask(at)));
  const each = (ms: number): number => (ms * 1000) / directory.all().length;
  const [p50, p99] = [each(quantile(times, 0.5)), each(quantile(times, 0.99))];
  return {
    value: p50,
    detail: `${times.length} questions about ${directory.all().length} authorities: median ${p50.toFixed(1)}, 99th percentile ${p99.toFixed(1)} µs an authority`,
  };
}

export const benches: readonly Bench[] = [
  {
    name: 'standing of every authority at random coordinates from warm records',
    target: { atMost: 20, unit: 'µs' },
    run: () => {
      const records = recordsOf(shippedEvents());
      const context = shippedContext();
      const keys = directory.all().map(({ key }) => key);
      return microseconds((at) => keys.map((key) => standing(recordOf(records, key), at, context)));
    },
  },
  {
    name: 'picture of England at random coordinates from warm records',
    target: { atMost: 20, unit: 'µs' },
    run: () => {
      const records = recordsOf(shippedEvents());
      return microseconds((at) => picture(records, at, {}, directory));
    },
  },
];
