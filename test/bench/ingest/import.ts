import { join } from 'node:path';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { importPaths } from '@monitoring-timeline/ingest';
import { shippedRecord } from '../../support/record.ts';
import { type Bench, quantile, timed } from '../bench.ts';
import { inTemporaryFolder } from '../store/raw.ts';

const rounds = 5;

export const benches: readonly Bench[] = [
  {
    name: 'import of the shipped record into an empty SQLite store',
    target: { atLeast: 3000, unit: 'per s' },
    run: () =>
      inTemporaryFolder(async (folder) => {
        let events = 0;
        const times: number[] = [];
        for (let round = 0; round < rounds; round += 1) {
          const store = await openSqliteStore(join(folder, `${round}.db`));
          const people = createMemoryPeopleRegister();
          times.push(
            await timed(async () => {
              const { appended } = await importPaths([shippedRecord], { store, people });
              events = appended;
            }),
          );
          await store.close();
        }
        const seconds = quantile(times, 0.5) / 1000;
        return {
          value: events / seconds,
          detail: `${events.toLocaleString('en')} events in ${seconds.toFixed(2)} s, median of ${rounds}, durable and with all checks`,
        };
      }),
  },
];
