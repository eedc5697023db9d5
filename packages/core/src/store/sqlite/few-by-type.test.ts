import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginning, type EventEnvelope } from '../../events/envelope.ts';
import { anId } from '../../testing/claims.ts';
import type { EventFilter, Page } from '../event-store.ts';
import { verifyStore } from '../verify.ts';
import { copyDatabase, openSqliteStore, type SqliteStore } from './index.ts';
import { prepareStatements } from './statements.ts';

const validate = (event: unknown): EventEnvelope => event as EventEnvelope;
const few = { types: ['AuthorityRecoded', 'FactRetracted'] };

let folder: string;
let path: string;

/** A log of 60 events in three streams, every twentieth of an authority, closed again. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-types-'));
  path = join(folder, 'log.db');
  const store = await openSqliteStore(path, { validate });
  for (const stream of ['a-1', 'a-2', 'b-1']) {
    const events = Array.from({ length: 20 }, (_, n) => ({
      id: anId(`${stream}-${n}`),
      type: n === 7 ? 'AuthorityRecoded' : n % 2 === 0 ? 'Even' : 'Odd',
      version: 1,
      data: {},
    }));
    await store.append(stream, events, { expected: 'none' });
  }
  await store.close();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs work on the closed file. */
function inFile<T>(work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(path);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const indices = (): readonly unknown[] =>
  inFile((db) =>
    db.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").all(),
  ).map(({ name }) => name);

const withoutIndex = (): void => inFile((db) => db.exec('DROP INDEX few_events_by_type'));

async function withStore<T>(
  options: { readonly readOnly?: boolean },
  work: (store: SqliteStore) => Promise<T>,
): Promise<T> {
  const store = await openSqliteStore(path, { validate, ...options });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const idsOf = ({ events }: Page): readonly string[] => events.map(({ event }) => event.id);

/** Every event that a filter lets through, in pages of three. */
async function paged(store: SqliteStore, filter: EventFilter): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let [after, atEnd] = [beginning, false]; !atEnd; ) {
    const page = await store.readAll(after, { limit: 3, filter });
    ids.push(...idsOf(page));
    [after, atEnd] = [page.next, page.atEnd];
  }
  return ids;
}

const even = (stream: string): readonly string[] =>
  Array.from({ length: 10 }, (_, n) => `${stream}-${2 * n}`);

describe('a log that is asked for types of which it has few', () => {
  it('finds them by an index, in the order of positions and without sorting', () => {
    const plan = inFile((db) =>
      db
        .prepare(`EXPLAIN QUERY PLAN ${prepareStatements(db).readFew.sourceSQL}`)
        .all({ types: '["FactCorrected"]', prefix: null, after: 0, upTo: 60, limit: 10 })
        .map(({ detail }) => String(detail)),
    );
    expect(plan).toContainEqual(
      expect.stringMatching(
        /COVERING INDEX few_events_by_type \(type=\? AND rowid>\? AND rowid<\?\)/,
      ),
    );
    expect(plan).toContainEqual('SEARCH events USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan.join()).not.toMatch(/SCAN events|TEMP B-TREE/);
  });

  it.each([
    ['by its index', () => {}, {}],
    ['with no index and no right to make one', withoutIndex, { readOnly: true }],
    ['with an index that was left out and is made again', withoutIndex, {}],
  ])('answers %s', async (_, prepare, options) => {
    prepare();
    await withStore(options, async (store) => {
      expect(idsOf(await store.readAll(beginning, { filter: few }))).toEqual([
        ...['a-1-7', 'a-2-7', 'b-1-7'],
      ]);
      expect(await paged(store, { ...few, streamPrefix: 'a-' })).toEqual(['a-1-7', 'a-2-7']);
      expect(await paged(store, { types: ['Even'] })).toEqual([
        ...[...even('a-1'), ...even('a-2'), ...even('b-1')],
      ]);
      expect(await paged(store, { types: ['Even'], streamPrefix: 'a-' })).toEqual([
        ...[...even('a-1'), ...even('a-2')],
      ]);
      expect(await paged(store, { types: ['FactRetracted'] })).toEqual([]);
    });
  });
});

describe('a file without the index of the few', () => {
  it('is given it by whoever opens it to write, and is the same log', async () => {
    const head = await withStore({}, (store) => store.head());
    withoutIndex();
    expect(await withStore({}, (store) => verifyStore(store, { validate }))).toMatchObject({
      valid: true,
      problems: [],
      events: 60,
    });
    expect(indices()).toEqual(['few_events_by_type']);
    expect(await withStore({}, (store) => store.head())).toEqual(head);
  });

  it('is sound as it is where it is only read, and so is a copy of it', async () => {
    withoutIndex();
    const copy = join(folder, 'copy.db');
    await copyDatabase(path, copy);
    for (path of [path, copy]) {
      const found = await withStore({ readOnly: true }, (store) =>
        verifyStore(store, { validate }),
      );
      expect(found).toMatchObject({ valid: true, problems: [], events: 60 });
      expect(indices()).toEqual([]);
    }
  });

  it('is given it once by many who open it at the same moment', async () => {
    withoutIndex();
    const stores = await Promise.all(
      Array.from({ length: 4 }, () => openSqliteStore(path, { validate })),
    );
    for (const store of stores) {
      expect(idsOf(await store.readAll(beginning, { filter: few }))).toHaveLength(3);
      await store.close();
    }
    expect(indices()).toEqual(['few_events_by_type']);
  });

  it('is opened where the index cannot be made, so that verify can say why', async () => {
    withoutIndex();
    const root = inFile((db) =>
      Number(
        db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'events'").get()?.rootpage,
      ),
    );
    const bytes = await readFile(path);
    // the kind of the page that events lie in
    bytes[(root - 1) * bytes.readUInt16BE(16)]! ^= 0x5a;
    await writeFile(path, bytes);
    const found = await withStore({}, (store) => verifyStore(store, { validate }));
    expect(found.valid).toBe(false);
    expect(found.problems.join()).toContain('malformed');
    expect(indices()).toEqual([]);
  });
});

describe('verify', () => {
  it.each([
    [
      'of another column',
      'DROP INDEX few_events_by_type; CREATE INDEX few_events_by_type ON events (recorded)',
      'the index few_events_by_type is not as it was made',
    ],
    [
      'that leaves events out',
      "DROP INDEX few_events_by_type; CREATE INDEX few_events_by_type ON events (type) WHERE type = 'FactCorrected'",
      'the index few_events_by_type is not as it was made',
    ],
  ])('names an index of the few %s, by which nobody is misled', async (_, sql, reason) => {
    inFile((db) => db.exec(sql));
    await withStore({}, async (store) => {
      const { valid, problems } = await verifyStore(store, { validate });
      expect({ valid, problems }).toEqual({ valid: false, problems: [reason] });
      expect(idsOf(await store.readAll(beginning, { filter: few }))).toHaveLength(3);
    });
  });

  it('names an index of the few that says of an event what the event does not', async () => {
    const hidden = inFile((db) => {
      db.enableDefensive(false);
      db.exec('PRAGMA writable_schema = ON; DROP TRIGGER events_are_never_changed');
      const row = db
        .prepare("SELECT * FROM sqlite_schema WHERE name = 'few_events_by_type'")
        .get()!;
      db.exec("DELETE FROM sqlite_schema WHERE name = 'few_events_by_type'");
      return Object.values(row);
    });
    inFile((db) => {
      db.enableDefensive(false);
      db.exec(
        "PRAGMA writable_schema = ON; UPDATE events SET type = 'FactCorrected' WHERE position = 1",
      );
      db.prepare('INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)').run(...hidden);
    });
    const { valid, problems } = await withStore({}, (store) => verifyStore(store, { validate }));
    expect(valid).toBe(false);
    expect(problems).toContain('row 1 missing from index few_events_by_type');
  });
});
