import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginning, type EventEnvelope } from '../../events/envelope.ts';
import { anId } from '../../testing/claims.ts';
import { makeLogFile } from '../../testing/earlier-files.ts';
import { contentHashOf } from '../integrity.ts';
import { type Verification, verifyStore } from '../verify.ts';
import { openSqliteStore } from './index.ts';

const validate = (event: unknown): EventEnvelope => event as EventEnvelope;

let folder: string;
let path: string;

/** A log of 40 events in four streams, closed again. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-tamper-'));
  path = join(folder, 'log.db');
  const store = await openSqliteStore(path, { validate });
  for (let n = 1; n <= 40; n += 1) {
    const event = {
      id: anId(`id-${n}`),
      type: 'Sample',
      version: 1,
      data: { text: `event ${n} `.repeat(20) },
    };
    await store.append(`stream-${n % 4}`, [event], { expected: 'any' });
  }
  await store.close();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs SQL on the closed file, with the triggers out of the way meanwhile where asked. */
function tamper(sql: string, { dropTriggers = true } = {}): void {
  const db = new DatabaseSync(path);
  try {
    const triggers = dropTriggers
      ? db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
      : [];
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
    db.exec('PRAGMA foreign_keys = OFF');
    db.exec(sql);
    // whoever covers their tracks puts the guards back
    for (const trigger of triggers) db.exec(String(trigger.sql));
  } finally {
    db.close();
  }
}

async function verify(file = path): Promise<Verification> {
  const store = await openSqliteStore(file, { validate });
  try {
    return await verifyStore(store, { validate });
  } finally {
    await store.close();
  }
}

const positionOf = (n: number): string => String(n).padStart(16, '0');

describe('the file of a log', () => {
  it.each([
    ["UPDATE events SET event = '{}' WHERE position = 5", 'never changed'],
    ['UPDATE events SET recorded = recorded', 'never changed'],
    ['DELETE FROM events WHERE position = 40', 'never deleted'],
    ["UPDATE streams SET name = 'x' WHERE number = 1", 'never renamed'],
    ['DELETE FROM streams WHERE number = 1', 'never deleted'],
    ['DELETE FROM head', 'never deleted'],
  ])('refuses %s', async (sql, reason) => {
    expect(() => tamper(sql, { dropTriggers: false })).toThrow(reason);
    expect(await verify()).toMatchObject({ valid: true, events: 40 });
  });

  it.each([
    [
      'a changed text',
      "UPDATE events SET event = replace(event, 'event 9', 'event 8') WHERE position = 9",
    ],
    ['a text that is no JSON', 'UPDATE events SET event = substr(event, 2) WHERE position = 9'],
    [
      'a changed time',
      "UPDATE events SET recorded = '2020-01-01T00:00:00.000Z' WHERE position = 9",
    ],
    [
      'a changed content hash',
      "UPDATE events SET content_hash = replace(hex(zeroblob(32)), '00', 'ab') WHERE position = 9",
    ],
    [
      'a changed chain hash',
      "UPDATE events SET chain_hash = replace(hex(zeroblob(32)), '00', 'ab') WHERE position = 9",
    ],
    ['a changed revision', 'UPDATE events SET revision = 77 WHERE position = 9'],
    [
      'an event in another stream',
      'UPDATE events SET stream = 2, revision = 78 WHERE position = 9',
    ],
    ['an event of a stream without a name', 'UPDATE events SET stream = 99 WHERE position = 9'],
  ])('betrays %s with the triggers dropped, and where it is', async (_, sql) => {
    tamper(sql);
    const { valid, events, firstBroken } = await verify();
    expect(valid).toBe(false);
    expect(firstBroken?.position).toBe(positionOf(9));
    expect(events).toBe(8);
  });

  it('betrays an event left out, where it is missing', async () => {
    tamper('DELETE FROM events WHERE position = 17');
    const { firstBroken } = await verify();
    expect(firstBroken?.reason).toContain(`stands where ${positionOf(17)} belongs`);
  });

  it('betrays a lost tail, and how long it was', async () => {
    tamper('DELETE FROM events WHERE position > 36');
    const { firstBroken, events } = await verify();
    expect(events).toBe(36);
    expect(firstBroken).toMatchObject({ position: positionOf(37) });
    expect(firstBroken?.reason).toContain('4 are missing');
  });

  it('betrays a lost tail where the head was cut back with it', async () => {
    tamper('DELETE FROM events WHERE position > 36; UPDATE head SET position = 36, events = 36');
    expect((await verify()).valid).toBe(false);
  });

  it('betrays columns that contradict the event, which no reader sees', async () => {
    tamper("UPDATE events SET id = 'id-x' WHERE position = 9");
    const { valid, firstBroken, problems } = await verify();
    expect(valid).toBe(false);
    expect(problems).toEqual([
      'event at position 9: its id or type differs from what its text says',
    ]);
    expect(firstBroken).toMatchObject({
      reason: problems[0],
      position: positionOf(9),
      stream: 'stream-1',
      revision: 2,
    });
  });

  it('does not give an event away as good whose text is destroyed', async () => {
    tamper("UPDATE events SET event = '{' WHERE position = 9");
    const store = await openSqliteStore(path);
    await expect(store.readAll(beginning)).rejects.toMatchObject({
      code: 'StoreDamaged',
      place: { position: positionOf(9), revision: 2, stream: 'stream-1' },
    });
    await store.close();
  });

  it('betrays bytes flipped on the disk, in whatever page they lie', async () => {
    const bytes = await readFile(path);
    const pageSize = bytes.readUInt16BE(16);
    const copy = join(folder, 'copy.db');
    let tried = 0;
    // the first page holds the header, which opening checks
    for (let page = 1; page < bytes.length / pageSize; page += 1) {
      await copyFile(path, copy);
      const flipped = Buffer.from(bytes);
      // the head of the page, where its cells are counted, and its end, where they lie
      for (const at of [3, 4, pageSize - 40, pageSize - 41]) flipped[page * pageSize + at]! ^= 0x5a;
      await writeFile(copy, flipped);
      const found = await verify(copy).then(
        ({ valid, firstBroken }) => (valid ? 'nothing' : firstBroken?.reason),
        (error: { code?: string }) => error.code,
      );
      expect(found, `page ${page + 1}`).not.toBe('nothing');
      tried += 1;
    }
    expect(tried).toBeGreaterThan(8);
  });

  const forged = `INSERT INTO events SELECT position + 40, stream, revision + 40, 'forged-' || id, type, recorded,
    replace(hex(zeroblob(32)), '00', '00'), replace(hex(zeroblob(32)), '00', '00'), event FROM events WHERE position = 1`;

  it('gives nobody an event that stands past the head, and betrays it', async () => {
    tamper(forged);
    const { valid, problems } = await verify();
    expect(valid).toBe(false);
    expect(problems[0]).toContain('1 event stands past the head, at positions 41 to 41');
    const store = await openSqliteStore(path, { validate });
    expect(await store.readStream('stream-1')).toHaveLength(10);
    expect((await store.readAll(beginning)).events).toHaveLength(40);
    expect(await store.known('stream-1', [anId('forged-id-1')])).toEqual(new Set());
    await store.close();
  });

  it('names what is wrong to whoever appends where a forged event stands, and builds nothing on it', async () => {
    tamper(forged);
    const store = await openSqliteStore(path, { validate });
    const event = { id: anId('id-41'), type: 'Sample', version: 1, data: {} };
    await expect(store.append('stream-1', [event], { expected: 'any' })).rejects.toMatchObject({
      code: 'StoreDamaged',
      message: expect.stringContaining('timeline doctor'),
    });
    await store.close();
  });

  it.each([
    ['a guard that was taken away', 'DROP TRIGGER events_are_never_deleted', 'is gone'],
    [
      'a guard that guards nothing',
      'DROP TRIGGER events_are_never_deleted; CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events BEGIN SELECT 1; END',
      'is not as it was made',
    ],
    [
      'a trigger of somebody else',
      'CREATE TRIGGER other AFTER INSERT ON events BEGIN SELECT 1; END',
      "none of this program's",
    ],
    ['an index of somebody else', 'CREATE INDEX other ON events (type)', "none of this program's"],
    ['a store id that is none', "UPDATE meta SET value = 'mine'", 'store id "mine" is none'],
    ['a restore that never was', "INSERT INTO meta VALUES ('restored_at', '41')", 'no place in it'],
    ['a word of its own', "INSERT INTO meta VALUES ('mine', '1')", 'which no log does'],
    [
      'a time of the head that no event has',
      "UPDATE head SET recorded = '2999-01-01T00:00:00.000Z'",
      'the next would be timed by it',
    ],
    [
      'a stream that nothing is in',
      "INSERT INTO streams (name) VALUES ('x')",
      'stream x holds no event',
    ],
  ])('betrays %s', async (_, sql, reason) => {
    tamper(sql, { dropTriggers: false });
    const { valid, problems } = await verify();
    expect({ valid, problems: problems.join() }).toEqual({
      valid: false,
      problems: expect.stringContaining(reason),
    });
  });

  it.each([
    ['set back', 'UPDATE sqlite_sequence SET seq = 0', 'given out up to 0'],
    ['that is gone', 'DELETE FROM sqlite_sequence', 'given out up to 0'],
  ])('of the second version betrays a sequence %s', async (_, sql, reason) => {
    path = join(folder, 'second.db');
    makeLogFile(path, 2);
    const store = await openSqliteStore(path, { validate });
    const event = { id: anId('id-1'), type: 'Sample', version: 1, data: {} };
    await store.append('stream-1', [event], { expected: 'any' });
    await store.close();
    expect(await verify()).toMatchObject({ valid: true, events: 1 });
    tamper(sql, { dropTriggers: false });
    const { valid, problems } = await verify();
    expect({ valid, problems: problems.join() }).toEqual({
      valid: false,
      problems: expect.stringContaining(reason),
    });
  });

  it('betrays a member written twice, of which each reader takes another', async () => {
    tamper(
      `UPDATE events SET event = replace(event, '"id":"id-9"', '"id":"id-8","id":"id-9"') WHERE position = 9`,
    );
    const { valid, problems } = await verify();
    expect(valid).toBe(false);
    expect(problems).toEqual(['event at position 9: its text is not written as it was sealed']);
  });

  it('betrays another text behind an event that is broken, too', async () => {
    tamper(
      `UPDATE events SET event = replace(event, 'event 5', 'event 6') WHERE position = 5;
       UPDATE events SET event = replace(event, '"id":"id-3"', '"id":"x","id":"id-3"') WHERE position = 3;
       UPDATE events SET event = replace(event, '"id":"id-9"', '"id":"x","id":"id-9"') WHERE position = 9`,
    );
    const { firstBroken, problems } = await verify();
    expect(firstBroken?.position).toBe(positionOf(5));
    expect(problems).toEqual([
      'event at position 3: its text is not written as it was sealed',
      'event at position 9: its text is not written as it was sealed',
    ]);
  });

  it('renders each event once', async () => {
    const store = await openSqliteStore(path, { validate });
    const { events } = await store.readAll(beginning);
    // whoever renders an event asks for its keys
    const asked = vi.spyOn(Object, 'keys');
    const ofEvents = (): number => asked.mock.calls.filter(([of]) => 'data' in of).length;
    for (const { event } of events) contentHashOf(event);
    const once = ofEvents();
    asked.mockClear();
    expect(await verifyStore(store, { validate })).toMatchObject({ valid: true });
    const calls = ofEvents();
    asked.mockRestore();
    await store.close();
    expect(once).toBeGreaterThanOrEqual(events.length);
    expect(calls).toBe(once);
  });

  it('is sound with a value nested deeper than SQLite reads JSON', async () => {
    const store = await openSqliteStore(path, { validate });
    const deep = JSON.parse(`${'['.repeat(1500)}1${']'.repeat(1500)}`);
    const event = { id: anId('deep'), type: 'Sample', version: 1, data: { deep } };
    await store.append('stream-1', [event], { expected: 'any' });
    await store.close();
    expect(await verify()).toMatchObject({ valid: true, events: 41, problems: [] });
  });
});
