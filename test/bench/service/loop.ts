import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { streamOf } from '@monitoring-timeline/core';
import { createMemoryDocumentStore } from '@monitoring-timeline/core/documents';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore } from '@monitoring-timeline/core/state';
import { systemClock } from '@monitoring-timeline/projections';
import { createService, createToken, readSettings } from '@monitoring-timeline/service';
import { FormData, Pool } from 'undici';
import { shippedEvents } from '../../support/record.ts';
import type { Bench } from '../bench.ts';

type Ask = (path: string, body?: FormData) => Promise<void>;

/** A table of a release of so many bytes, as a spreadsheet saves it; its rows name no authority that there is. */
function tableOf(bytes: number): string {
  const head =
    'Web link,Local authority area code,Local authority name,Ofsted region,Inspection date,Publication date,Overall effectiveness\r\n';
  const row = (n: number) =>
    `web,E${10_000_000 + n},Nowhere ${n},London,05/01/2026,20/02/2026,Good\r\n`;
  const rows = Math.ceil(bytes / row(1).length);
  return head + Array.from({ length: rows }, (_, n) => row(n)).join('');
}

/** The service over the shipped record in a file, asked in the same process: what it does holds this thread. */
async function whileServing<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'timeline-bench-'));
  const store = await openSqliteStore(join(folder, 'log.db'));
  for (const [stream, events] of Map.groupBy(shippedEvents(), (event) => streamOf(event))) {
    await store.append(stream, events, { expected: 'any' });
  }
  const actor = { kind: 'program', name: 'bench' } as const;
  const now = new Date();
  const expires = new Date(now.getTime() + 86_400_000);
  const { text } = await createToken({ role: 'editor', expires }, { store, actor, now });
  const state = await openStateStore(join(folder, 'state.db'));
  const parts = {
    store,
    people: createMemoryPeopleRegister(),
    documents: createMemoryDocumentStore(),
    state,
    clock: systemClock,
  };
  const limits = { tokenRatePerMinute: 1_000_000, workSecondsPerMinute: 600 };
  const service = await createService(
    parts,
    readSettings({ flags: { port: 0, logLevel: 'silent', ...limits } }),
  );
  const pool = new Pool(await service.listen(), { connections: 4 });
  const headers = { authorization: `Bearer ${text}` };
  try {
    return await work(async (path, body) => {
      const sent = body ? ({ method: 'POST', body } as const) : ({ method: 'GET' } as const);
      const answer = await pool.request({ path, headers, ...(sent as { method: 'GET' }) });
      if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`);
      await answer.body.dump({ limit: Number.MAX_SAFE_INTEGER });
    });
  } finally {
    await pool.close();
    await service.close();
    await state.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Longest that the loop was held, in ms, while the work was done. */
async function held(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  await sleep(5);
  delay.disable();
  return delay.max / 1e6;
}

const upload = (name: string, text: string): FormData => {
  const form = new FormData();
  form.append('file', new Blob([text]), name);
  form.append('published', '2026-09-24');
  return form;
};

const works: Readonly<Record<string, (ask: Ask) => Promise<unknown>>> = {
  'every event as CSV': (ask) => ask('/api/events.csv?limit=1000'),
  'the log as an export': (ask) => ask('/export/events.csv'),
  'what a year taught of everybody': (ask) => ask('/api/diff?from=2024-08-01&to=2025-08-01'),
  'every deadline': (ask) => ask('/api/due?asOf=2026-08-20'),
  'the board of England': (ask) => ask('/api/board?asOf=2026-08-20'),
  'a table of 4 MB': (ask) => ask('/api/imports', upload('release.csv', tableOf(4 * 1024 * 1024))),
};

export const benches: readonly Bench[] = Object.entries(works).map(([name, work]) => ({
  name: `longest hold of the service's thread by ${name}`,
  target: { atMost: 50, unit: 'ms' },
  run: () =>
    whileServing(async (ask) => {
      await ask('/api/coverage');
      const idle = await held(() => sleep(1000));
      const busy = await held(() => work(ask));
      return {
        value: busy,
        detail: `${(busy / idle).toFixed(1)} times the ${idle.toFixed(1)} ms of an idle second`,
      };
    }),
}));
