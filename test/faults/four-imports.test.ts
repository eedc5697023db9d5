import { join } from 'node:path';
import { beginning, quarantineStream } from '@monitoring-timeline/core';
import { openPeopleRegister } from '@monitoring-timeline/core/people';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import type { ImportResult } from '@monitoring-timeline/ingest';
import { expect, it } from 'vitest';
import { temporaryFolder, timeline, timelineProcess } from '../support/command.ts';
import { shippedContext } from '../support/record.ts';
import { posts } from './tried-record.ts';

it('four commands that import the record at once write each fact and each bad row once, and every name', async () => {
  const folder = temporaryFolder();
  folder.write(
    'bad.csv',
    'authority,role,in_post_since,report_published\nNowhere,dcs,2017-10,2018-01-19\n',
  );
  const runs = await Promise.all(
    [1, 2, 3, 4].map(() =>
      timelineProcess(folder.path, 'import', ...posts.paths, 'bad.csv', '--json'),
    ),
  );
  // the row that nobody can place is told to each of them
  expect(runs.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    Array(4).fill({ code: 1, stderr: '' }),
  );
  const results = runs.map(({ stdout }) => JSON.parse(stdout) as ImportResult);
  const events = posts.events();
  const facts = new Set(events.map(({ id }) => id));
  for (const { proposed, appended, alreadyKnown, corrected, quarantined } of results) {
    expect(proposed).toBe(events.length);
    expect(appended + alreadyKnown).toBe(proposed);
    expect({ corrected, quarantined: quarantined.length }).toEqual({
      corrected: 0,
      quarantined: 1,
    });
  }
  expect(results.reduce((sum, { appended }) => sum + appended, 0)).toBe(facts.size);

  const verified = await timeline(folder.path, 'verify', '--json');
  expect(verified.code).toBe(0);
  expect(JSON.parse(verified.stdout)).toMatchObject({ valid: true, problems: [] });
  const store = await openSqliteStore(join(folder.path, 'var/timeline.db'));
  const { events: held } = await store.readAll(beginning, { limit: 100_000 });
  await store.close();
  const claims = held.filter(({ event }) => facts.has(event.id));
  expect(claims.length).toBe(facts.size);
  const others = held.filter(({ event }) => !facts.has(event.id));
  expect(others.filter(({ stream }) => stream === quarantineStream)).toHaveLength(1);
  expect(others.filter(({ event }) => event.type === 'ImportRun')).toHaveLength(others.length - 1);

  const register = await openPeopleRegister(join(folder.path, 'var/timeline.people.db'));
  const entries = await register.entries();
  await register.close();
  const { nameOf } = shippedContext();
  expect(entries.length).toBeGreaterThan(100);
  expect(entries.filter(({ id, name }) => nameOf(id) !== name)).toEqual([]);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  folder.remove();
});
