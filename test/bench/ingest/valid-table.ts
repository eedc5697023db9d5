import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDirectory } from '@monitoring-timeline/core';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { importPaths } from '@monitoring-timeline/ingest';
import type { Bench } from '../bench.ts';
import { longestTurn } from '../longest-turn.ts';
import { inTemporaryFolder } from '../store/raw.ts';

const megabyte = 1024 * 1024;

const dayOf = (at: number): string =>
  new Date(Date.UTC(2013, 0, 1 + at)).toISOString().slice(0, 10);

/** A valid table of visits of so many megabytes, of these authorities in turn. */
function tableOf(megabytes: number, names: readonly string[]): string {
  const rows = [
    'authority,visit_kind,start_date,end_date,letter_date,published_date,theme_official,area_for_priority_action,sources\n',
  ];
  for (let size = 0; size < megabytes * megabyte; size += rows.at(-1)?.length ?? 0) {
    const at = rows.length;
    const start = (at * 7919) % 4700;
    rows.push(
      `"${names[at % names.length]}",focused_visit,${dayOf(start)},${dayOf(start + 1)},,${dayOf(start + 40 + (at % 5))},Care leavers ${at},no,report_pdf+ofsted_2023\n`,
    );
  }
  return rows.join('');
}

interface Work {
  readonly seconds: number;
  readonly megabytes: number;
  /** Longest turn of the loop in computing time, ms. */
  readonly held: number;
}

/** What an import costs this process: other work on the machine adds nothing to it. */
function imported(megabytes: number, names: readonly string[]): Promise<Work> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'visits.csv');
    writeFileSync(path, tableOf(megabytes, names));
    const store = await openSqliteStore(join(folder, 'log.db'));
    const people = createMemoryPeopleRegister();
    let peak = 0;
    const memory = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 50);
    const before = process.cpuUsage();
    const held = await longestTurn(() => importPaths([path], { store, people }));
    clearInterval(memory);
    const { user, system } = process.cpuUsage(before);
    await store.close();
    return { seconds: (user + system) / 1e6, megabytes: peak / megabyte, held };
  });
}

const everybody = createDirectory()
  .existing(Math.floor(Date.now() / 86_400_000) as never)
  .map(({ name }) => name);

const shown = ({ seconds, megabytes, held }: Work): string =>
  `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB, longest turn ${held.toFixed(0)} ms`;

export const benches: readonly Bench[] = [
  {
    name: 'computing time for each megabyte of a valid table of 16 MB, against one of 4 MB',
    target: { atMost: 1.5, unit: 'ratio' },
    run: async () => {
      const one = await imported(1, everybody);
      const four = await imported(4, everybody);
      const sixteen = await imported(16, everybody);
      return {
        value: sixteen.seconds / 16 / (four.seconds / 4),
        detail: `1 MB: ${shown(one)}; 4 MB: ${shown(four)}; 16 MB: ${shown(sixteen)}`,
      };
    },
  },
];
