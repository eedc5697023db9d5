import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginning, type EventEnvelope, type Recorded } from '../../events/envelope.ts';
import { anId } from '../../testing/claims.ts';
import { makeLogFile } from '../../testing/earlier-files.ts';
import type { EventFilter, EventStore } from '../event-store.ts';
import { verifyStore } from '../verify.ts';
import { openSqliteStore, type SqliteStore } from './index.ts';
import { positionsInRun, TypeRuns } from './type-runs.ts';

const validate = (event: unknown): EventEnvelope => event as EventEnvelope;

let folder: string;
let path: string;
let store: SqliteStore;
let made = 0;

const open = (): Promise<SqliteStore> => openSqliteStore(path, { validate });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-runs-'));
  path = join(folder, 'log.db');
  store = await open();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const eventsOf = (count: number, type = 'Usual'): EventEnvelope[] =>
  Array.from({ length: count }, () => {
    made += 1;
    return { id: anId(`id-${made}`), type, version: 1, data: {} };
  });

async function append(count: number, type?: string, to: EventStore = store): Promise<void> {
  await to.append('a', eventsOf(count, type), { expected: 'any' });
}

/** All that a filter lets through, page by page, and how many pages that took. */
async function readBy(
  filter: EventFilter,
  limit: number,
): Promise<{ readonly events: readonly Recorded[]; readonly pages: number }> {
  const events: Recorded[] = [];
  for (let [after, pages] = [beginning, 1]; ; pages += 1) {
    const page = await store.readAll(after, { filter, limit });
    events.push(...page.events);
    if (page.atEnd) return { events, pages };
    expect(page.next > after).toBe(true);
    after = page.next;
  }
}

function inFile(sql: string): readonly unknown[] {
  const db = new DatabaseSync(path);
  try {
    const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
    const rows = db.prepare(sql).all();
    for (const trigger of triggers) db.exec(String(trigger.sql));
    return rows.map((row) => ({ ...row }));
  } finally {
    db.close();
  }
}

const written = (): readonly unknown[] =>
  inFile('SELECT run, types FROM types_in_runs ORDER BY run');

describe('the types of runs of positions', () => {
  it('are written by the append that completes a run, whoever began it', async () => {
    await append(positionsInRun - 3, 'Usual');
    await append(2, 'Seldom');
    expect(written()).toEqual([]);
    const other = await open();
    await append(2 * positionsInRun + 2, 'Another', other);
    await append(positionsInRun - 2, 'Last');
    await append(1, 'Open');
    expect(written()).toEqual([
      { run: 0, types: '["Another","Seldom","Usual"]' },
      { run: 1, types: '["Another"]' },
      { run: 2, types: '["Another"]' },
      { run: 3, types: '["Another","Last","Open"]' },
    ]);
    await other.close();
    expect(await verifyStore(store, { validate })).toMatchObject({ valid: true });
  });

  it('know nothing of an append that failed', async () => {
    await append(positionsInRun - 1, 'Usual');
    const [one] = eventsOf(1, 'Refused');
    const both = [
      { stream: 'b', events: [one!], expected: 'any' as const },
      { stream: 'a', events: eventsOf(1), expected: 'none' as const },
    ];
    await expect(store.appendMany(both)).rejects.toMatchObject({ code: 'WrongExpectedRevision' });
    await append(1);
    expect(written()).toEqual([{ run: 0, types: '["Usual"]' }]);
  });

  it('let a read pass over the runs that have none of the types that it wants', async () => {
    for (let run = 0; run < 200; run += 1) {
      await append(positionsInRun - 1);
      await append(1, [3, 4, 100].includes(run) ? 'Seldom' : 'Usual');
    }
    await append(1, 'Seldom');
    const { events, pages } = await readBy({ types: ['Seldom', 'Never'] }, 10);
    expect(events.map(({ revision }) => revision + 1)).toEqual(
      [4, 5, 101, 200].map((run, at) => run * positionsInRun + (at === 3 ? 1 : 0)),
    );
    expect(pages).toBe(1);
    expect(await readBy({ types: ['Never'] }, 10)).toEqual({ events: [], pages: 1 });
    const placed = await store.readTypes(beginning, { filter: { types: ['Seldom'] }, limit: 1 });
    expect(placed.events.map(({ revision }) => revision + 1)).toEqual([4 * positionsInRun]);

    const runs = new TypeRuns(new DatabaseSync(path, { readOnly: true }));
    const last = 200 * positionsInRun + 1;
    const at = (from: number, to: number) => ({
      after: from * positionsInRun,
      upTo: to * positionsInRun,
    });
    const open = { after: 200 * positionsInRun, upTo: last };
    expect(runs.stretches(5, last, ['Seldom'], 10)).toEqual({
      stretches: [at(3, 5), at(100, 101), open],
      upTo: last,
    });
    const within = 4 * positionsInRun + 7;
    expect(runs.stretches(within, last - 1, ['Seldom'], 10)).toEqual({
      stretches: [{ ...at(4, 5), after: within }, at(100, 101)],
      upTo: last - 1,
    });
    // of what is everywhere no more is read at once than before
    const much = runs.stretches(0, last, ['Usual'], 10);
    expect(much).toEqual({ stretches: [at(0, 64)], upTo: 64 * positionsInRun });
    expect(runs.stretches(0, last, ['Usual'], 100_000).upTo).toBe(last);
    expect(runs.stretches(last, last, ['Usual'], 10)).toMatchObject({ upTo: last });
  });

  it('hide no event: what is read by type is what is there of it', async () => {
    const types = ['Usual', 'Seldom', 'AuthorityNamed', '"', "it's", 'Se', '\u00a3'];
    for (const [at, size] of [900, 124, 600, 3, 800, 1200, 7].entries()) {
      await append(size, types[at]);
      await append(at + 1, 'Usual');
    }
    const { events: all } = await store.readAll(beginning, { limit: 100_000 });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...types, 'Never'), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(1, 7, 500, 5000),
        fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
        async (wanted, limit, prefix) => {
          const filter = { types: wanted, ...(prefix && { streamPrefix: prefix }) };
          const expected =
            prefix === 'b' ? [] : all.filter((one) => wanted.includes(one.event.type));
          // a page an event takes long where there are thousands
          const { events } = await readBy(filter, Math.max(limit, Math.ceil(expected.length / 20)));
          expect(events.map(({ position }) => position)).toEqual(
            expected.map(({ position }) => position),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are restored, and lie in a copy', async () => {
    await append(positionsInRun, 'Usual');
    await append(positionsInRun, 'Seldom');
    const { events } = await store.readAll(beginning, { limit: 10_000 });
    await store.close();
    const kept = written();
    path = join(folder, 'restored.db');
    store = await open();
    await store.restore(events.slice(0, 1500));
    await store.restore(events.slice(1500));
    expect(written()).toEqual(kept);
  });

  it.each([
    ['another list', `UPDATE types_in_runs SET types = '["Seldom"]' WHERE run = 1`, '65 to 128'],
    ['no list', 'DELETE FROM types_in_runs WHERE run = 0', '1 to 64'],
    ['one of no run', `INSERT INTO types_in_runs VALUES (7, '["Usual"]')`, '449 to 512'],
  ])('are held against the events by verify: %s', async (_, sql, place) => {
    await append(2 * positionsInRun);
    inFile(sql);
    const { valid, problems } = await verifyStore(store, { validate });
    expect(valid).toBe(false);
    expect(problems.join()).toContain(`positions ${place} are not those of the events there`);
  });

  it('hide nothing where a list is gone', async () => {
    await append(positionsInRun);
    await append(positionsInRun, 'Seldom');
    inFile('DELETE FROM types_in_runs WHERE run = 1');
    expect((await readBy({ types: ['Seldom'] }, 5000)).events).toHaveLength(positionsInRun);
  });

  it('are not kept in a file of the second version, which is read without them', async () => {
    await store.close();
    path = join(folder, 'second.db');
    makeLogFile(path, 2);
    store = await open();
    await append(positionsInRun);
    await append(1, 'Seldom');
    expect((await readBy({ types: ['Seldom'] }, 10)).events).toHaveLength(1);
    expect(await verifyStore(store, { validate })).toMatchObject({ valid: true });
  });
});
