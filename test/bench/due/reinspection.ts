import {
  type Authority,
  type AuthorityKey,
  addDays,
  authorityKey,
  createDirectory,
  type EpochDay,
  england,
  epochDay,
  isoDay,
} from '@monitoring-timeline/core';
import {
  claimEvent,
  days,
  inspected,
  recordedOf,
  reported,
} from '@monitoring-timeline/core/testing';
import {
  AuthorityRecord,
  DueIndex,
  due,
  dueOf,
  englandChildren,
  nextDueDay,
} from '@monitoring-timeline/projections';
import { type Bench, quantile, timed } from '../bench.ts';

const count = 20_000;
const firstDay = epochDay('2025-03-01');

const keyOf = (index: number) => authorityKey(`area-${String(index).padStart(5, '0')}`);

function authority(index: number): Authority {
  return {
    key: keyOf(index),
    name: `Area ${String(index).padStart(5, '0')}`,
    codes: { ons: [], dfe: [], urn: [] },
    region: 'North East',
    predecessors: [],
    successors: [],
    aliases: [],
    neighbours: [],
  };
}

const grades = ['outstanding', 'good', 'requires_improvement', 'inadequate'] as const;

/** Authorities with two inspections each; the second of them about three years before the first day asked about. */
function history(index: number) {
  const given = { authority: keyOf(index), framework: 'ILACS', version: '2018' };
  return [
    addDays(firstDay, -2400 - (index % 300)),
    addDays(firstDay, -1300 + (index % 600)),
  ].flatMap((start, nth) => {
    const on = { ...given, days: days(isoDay(start), isoDay(addDays(start, 11))) };
    const grade = grades[(index + nth) % grades.length]!;
    const published = isoDay(addDays(start, 50));
    return [inspected(on), reported({ overall: grade, leadership: grade }, { ...on, published })];
  });
}

function synthetic() {
  const directory = createDirectory(Array.from({ length: count }, (_, index) => authority(index)));
  const records = new Map<AuthorityKey, AuthorityRecord>();
  for (let index = 0; index < count; index += 1) {
    const record = new AuthorityRecord(keyOf(index));
    for (const event of recordedOf(history(index))) record.add(event);
    records.set(record.authority, record);
  }
  const national = new AuthorityRecord(england);
  const covered = claimEvent(
    'CoverageStated',
    { activity: 'graded_inspection', axis: 'published' },
    {
      authority: england,
      occurred: days('2009-01-01', '2030-12-31'),
      known: { from: '2009-01-01', basis: 'assumed' },
    },
  );
  for (const event of recordedOf([covered])) national.add(event);
  records.set(england, national);
  return { directory, records, national };
}

const listAt = ({ directory, records }: ReturnType<typeof synthetic>, day: EpochDay) =>
  due(records, { asOf: day, knownAt: day }, englandChildren, directory);

export const benches: Bench[] = [
  {
    name: `due list of ${count.toLocaleString('en')} authorities at a date not asked about before`,
    target: { atMost: 150, unit: 'ms' },
    async run() {
      const made = synthetic();
      const cold = await timed(() => listAt(made, firstDay));
      const times: number[] = [];
      let rows = 0;
      for (let later = 1; later <= 15; later += 1) {
        times.push(
          await timed(() => {
            rows = listAt(made, addDays(firstDay, later)).length;
          }),
        );
      }
      return {
        value: quantile(times, 0.5),
        detail: `${rows.toLocaleString('en')} rows; worst ${Math.max(...times).toFixed(0)} ms, the very first ${cold.toFixed(0)} ms`,
      };
    },
  },
  {
    name: `one tick that makes one of ${count.toLocaleString('en')} authorities due`,
    target: { atMost: 1, unit: 'ms' },
    async run() {
      const { directory, records, national } = synthetic();
      const context = { policy: englandChildren, directory, national };
      const index = new DueIndex();
      for (const record of records.values()) {
        if (record === national) continue;
        const at = { asOf: firstDay, knownAt: firstDay };
        dueOf(record, at, context);
        index.set(record.authority, nextDueDay(record, at, context));
      }
      const times: number[] = [];
      // a tick takes out those that change, reads each, and puts it back
      for (let day = index.next(); day !== undefined && times.length < 500; day = index.next()) {
        const at = { asOf: day, knownAt: day };
        let changed = 0;
        const took = await timed(() => {
          for (const key of index.takeUntil(at.asOf)) {
            const record = records.get(key)!;
            dueOf(record, at, context);
            index.set(key, nextDueDay(record, at, context));
            changed += 1;
          }
        });
        times.push(took / changed);
      }
      return {
        value: quantile(times, 0.5),
        detail: `${times.length} ticks, by authority that changed in them; 99th percentile ${quantile(times, 0.99).toFixed(3)} ms`,
      };
    },
  },
];
