import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginning, type EventEnvelope, type EventId } from '../../events/envelope.ts';
import { anId } from '../../testing/claims.ts';
import { makeLogFile } from '../../testing/earlier-files.ts';
import { verifyStore } from '../verify.ts';
import { keyOf } from './id-keys.ts';
import { openSqliteStore, type SqliteStore } from './index.ts';

const validate = (event: unknown): EventEnvelope => event as EventEnvelope;

const eventOf = (id: EventId, text = ''): EventEnvelope =>
  ({ id, type: 'Sample', version: 1, data: { text } }) as unknown as EventEnvelope;

const idsOf = (count: number, from = 0): EventId[] =>
  Array.from({ length: count }, (_, n) => anId(`id-${from + n}`));

let folder: string;
let path: string;
let store: SqliteStore;

const open = (): Promise<SqliteStore> => openSqliteStore(path, { validate });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-ids-'));
  path = join(folder, 'log.db');
  store = await open();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const append = (ids: readonly EventId[], { to = store, stream = 'a', text = '' } = {}) =>
  to.append(
    stream,
    ids.map((id) => eventOf(id, text)),
    { expected: 'any' },
  );

/** Runs SQL on the file, which the store has open, with what guards it out of the way. */
function inFile(sql: string): void {
  const db = new DatabaseSync(path);
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
  db.exec(sql);
  for (const trigger of triggers) db.exec(String(trigger.sql));
  db.close();
}

/** Two ids that have the same key. */
function sameKey(): readonly [EventId, EventId] {
  const seen = new Map<number, EventId>();
  for (let n = 0; ; n += 1) {
    const id = anId(`one of many ${n}`);
    const other = seen.get(keyOf(id));
    if (other !== undefined) return [other, id];
    seen.set(keyOf(id), id);
  }
}

describe('ids of a stream', () => {
  it('are each taken once, in appends of any size, whoever made them', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 6 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(sizes, fc.infiniteStream(fc.boolean()), async (counts, others) => {
        run += 1;
        const stream = `s-${run}`;
        const other = await open();
        let from = 0;
        for (const count of counts) {
          const by = others.next().value ? other : store;
          await append(idsOf(count, from), { to: by, stream });
          from += count;
        }
        const all = idsOf(from);
        expect(await store.known(stream, [...all, anId('none')])).toEqual(new Set(all));
        const again = await append(all, { to: other, stream });
        expect(again).toMatchObject({ alreadyThere: true, lastRevision: from - 1 });
        const taken = append([anId('new'), all.at(-1)!], { stream });
        await expect(taken).rejects.toMatchObject({ code: 'PartlyAppended' });
        const changed = append([all[0]!], { stream, text: 'another' });
        await expect(changed).rejects.toMatchObject({ code: 'EventIdConflict' });
        await other.close();
      }),
      { numRuns: 8 },
    );
    expect(await verifyStore(store, { validate })).toMatchObject({ valid: true, problems: [] });
  });

  it('are told apart where their keys are the same', async () => {
    const [one, other] = sameKey();
    await append([one]);
    expect(await store.known('a', [other])).toEqual(new Set());
    expect(await append([other])).toMatchObject({ alreadyThere: false, firstRevision: 1 });
    expect(await store.known('a', [one, other])).toEqual(new Set([one, other]));
    expect(await append([other])).toMatchObject({ alreadyThere: true, firstRevision: 1 });
  });

  it('are free again where the append failed that brought them', async () => {
    await append(idsOf(2));
    const writes = [
      { stream: 'a', events: idsOf(600, 10).map((id) => eventOf(id)), expected: 'any' as const },
      { stream: 'b', events: [eventOf(anId('b'))], expected: 'exists' as const },
    ];
    await expect(store.appendMany(writes)).rejects.toMatchObject({ code: 'WrongExpectedRevision' });
    const result = await append(idsOf(600, 10));
    expect(result).toMatchObject({ alreadyThere: false, firstRevision: 2 });
    expect(await verifyStore(store, { validate })).toMatchObject({ valid: true, events: 602 });
  });

  it.each([
    [
      'a key that was changed',
      "UPDATE id_keys SET keys = CAST(replace(hex(zeroblob(32)), '0', 'a') AS BLOB)",
    ],
    ['a key too many', "UPDATE id_keys SET keys = CAST(keys || 'abcd' AS BLOB)"],
    ['keys of no stream', "INSERT INTO id_keys VALUES (77 * 2097152, CAST('abcd' AS BLOB))"],
    ['keys that are gone', 'DELETE FROM id_keys'],
  ])('betray %s', async (_, sql) => {
    await append(idsOf(20));
    inFile(sql);
    const { valid, problems } = await verifyStore(store, { validate });
    expect(valid).toBe(false);
    expect(problems).toEqual([expect.stringContaining('the keys of ids of the stream')]);
  });

  it('are not given out where a key is missing', async () => {
    await append(idsOf(20));
    inFile('DELETE FROM id_keys');
    await store.close();
    store = await open();
    await expect(append(idsOf(1, 100))).rejects.toMatchObject({
      code: 'StoreDamaged',
      message: expect.stringContaining('timeline doctor'),
    });
    expect((await store.head()).events).toBe(20);
  });
});

describe('a file of the first version', () => {
  beforeEach(async () => {
    await store.close();
    path = join(folder, 'first.db');
    makeLogFile(path, 1);
    store = await open();
  });

  it('is read, written and verified as it is', async () => {
    await append(idsOf(5));
    expect(await append(idsOf(5))).toMatchObject({ alreadyThere: true, lastRevision: 4 });
    const changed = append(idsOf(1), { text: 'another' });
    await expect(changed).rejects.toMatchObject({ code: 'EventIdConflict' });
    await expect(append(idsOf(9))).rejects.toMatchObject({ code: 'PartlyAppended' });
    expect(await append(idsOf(4, 5))).toMatchObject({ firstRevision: 5 });
    expect(await store.known('a', idsOf(20))).toEqual(new Set(idsOf(9)));
    expect(await verifyStore(store, { validate })).toMatchObject({ valid: true, events: 9 });
    const db = new DatabaseSync(path);
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    db.close();
  });

  it('is restored into a new one, and the other way', async () => {
    await append(idsOf(600));
    await append(idsOf(2), { stream: 'b' });
    const { events } = await store.readAll(beginning, { limit: 1000 });
    path = join(folder, 'new.db');
    const made = await open();
    await made.restore(events.slice(0, 520));
    await made.restore(events.slice(520));
    expect(await made.head()).toEqual(await store.head());
    expect(await append(idsOf(600), { to: made })).toMatchObject({ alreadyThere: true });
    expect(await verifyStore(made, { validate })).toMatchObject({ valid: true, events: 602 });
    await made.close();
  });
});
