import { join } from 'node:path';
import { sampleEvents } from '@monitoring-timeline/core/contract/samples';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { type Bench, speedRatio } from '../bench.ts';
import { inTemporaryFolder, RawTable, rowsOf } from './raw.ts';

const perSecond = (count: number, ms: number): string =>
  `${Math.round((count * 1000) / ms).toLocaleString('en')}/s`;

/**
 * Appends the same events to a store and, as finished rows, to a bare table, `size` at a time, in rounds that
 * take turns.
 */
async function appendAgainstInsert(size: number, calls: number, rounds: number) {
  return inTemporaryFolder(async (folder) => {
    const events = sampleEvents(size * calls * rounds);
    // the rows are made by a store first, so that the yardstick has nothing left to compute
    const model = join(folder, 'model.db');
    const modelStore = await openSqliteStore(model);
    for (let at = 0; at < events.length; at += 1000) {
      await modelStore.append('authority-sunderland', events.slice(at, at + 1000), {
        expected: 'any',
      });
    }
    await modelStore.close();
    const rows = rowsOf(model);

    const store = await openSqliteStore(join(folder, 'store.db'));
    const raw = new RawTable(join(folder, 'raw.db'));
    let [appended, inserted] = [0, 0];
    const result = await speedRatio(
      rounds,
      async () => {
        for (let call = 0; call < calls; call += 1, appended += size) {
          await store.append('authority-sunderland', events.slice(appended, appended + size), {
            expected: 'any',
          });
        }
      },
      () => {
        for (let call = 0; call < calls; call += 1, inserted += size) {
          if (size === 1) raw.insertOne(rows[inserted]!);
          else raw.insertMany(rows.slice(inserted, inserted + size));
        }
      },
    );
    await store.close();
    raw.close();
    const count = size * calls;
    return {
      value: result.ratio,
      detail: `${perSecond(count, result.ours)} against ${perSecond(count, result.yardstick)} of a prepared insert of the same rows`,
    };
  });
}

export const benches: Bench[] = [
  {
    name: 'durable single append, all checks on, against a raw insert',
    target: { atLeast: 0.6, unit: 'ratio' },
    run: () => appendAgainstInsert(1, 150, 15),
  },
  {
    name: 'append of 500 with validation, id check and hashes, against raw inserts in one transaction',
    target: { atLeast: 0.5, unit: 'ratio' },
    run: () => appendAgainstInsert(500, 3, 21),
  },
];
