import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beginning } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { type Bench, quantile } from '../bench.ts';
import { inTemporaryFolder } from './raw.ts';

const appends = 300;

export const benches: Bench[] = [
  {
    name: 'from an append in one process to its subscriber in another, 99th percentile',
    target: { atMost: 100, unit: 'ms' },
    run: () =>
      inTemporaryFolder(async (folder) => {
        const path = join(folder, 'store.db');
        const store = await openSqliteStore(path);
        const latencies: number[] = [];
        const following = async (): Promise<void> => {
          for await (const message of store.follow(beginning)) {
            if (message.kind !== 'events') continue;
            // the writer notes in each event the wall-clock time at which its append began
            for (const { event } of message.events) {
              const topic = String(event.data.topic);
              latencies.push(Date.now() - Number(topic.split(' ')[1]));
            }
            if (latencies.length >= appends) return;
          }
        };
        const done = following();
        const writer = spawn(
          process.execPath,
          [
            join(import.meta.dirname, '../../contract/writer.ts'),
            path,
            'bench',
            String(appends),
            '10',
          ],
          { stdio: ['ignore', 'ignore', 'inherit'] },
        );
        const [[code]] = await Promise.all([once(writer, 'exit'), done]);
        await store.close();
        if (code !== 0) throw new Error(`the writer ended with code ${code}`);
        const p50 = quantile(latencies, 0.5);
        const p99 = quantile(latencies, 0.99);
        return {
          value: p99,
          detail: `${appends} appends; median ${p50} ms, worst ${Math.max(...latencies)} ms`,
        };
      }),
  },
];
