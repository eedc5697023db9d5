import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beginning } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import type { ImportResult } from '@monitoring-timeline/ingest';
import { expect, it } from 'vitest';
import { root } from './shared.ts';

const worker = fileURLToPath(new URL('./import-worker.ts', import.meta.url));
const run = promisify(execFile);

it('four processes that import the same files at once write each fact and each bad row once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'timeline-processes-'));
  try {
    const database = join(folder, 'log.db');
    await (await openSqliteStore(database)).close();
    const bad = join(folder, 'bad.csv');
    await writeFile(
      bad,
      'authority,role,in_post_since,report_published\nNowhere,dcs,2017-10,2018-01-19\n',
    );
    const paths = [
      join(root, 'data/visits.jsonl'),
      join(root, 'data/inspections.jsonl'),
      join(root, 'data/leadership.jsonl'),
      bad,
    ];
    const outputs = await Promise.all(
      [1, 2, 3, 4].map(() =>
        run(process.execPath, [worker, database, ...paths], { maxBuffer: 1 << 24 }),
      ),
    );
    const results = outputs.map(({ stdout }) => JSON.parse(stdout) as ImportResult);
    const store = await openSqliteStore(database);
    const { events } = await store.readAll(beginning, { limit: 20_000 });
    await store.close();
    const facts = events.map(({ event }) => event).filter(({ type }) => type !== 'ImportRun');
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
    expect(facts.filter(({ type }) => type === 'ProposalQuarantined')).toHaveLength(1);
    const appended = results.reduce((sum, result) => sum + result.appended, 0);
    expect(appended).toBe(facts.length - 1);
    for (const { proposed, alreadyKnown, appended: own, corrected } of results) {
      expect(proposed).toBe(facts.length - 1);
      expect(own + alreadyKnown).toBe(proposed);
      expect(corrected).toBe(0);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
