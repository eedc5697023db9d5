import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginning, type EventEnvelope } from '../../events/envelope.ts';
import { anId } from '../../testing/claims.ts';
import { verifyStore } from '../verify.ts';
import { openSqliteStore } from './index.ts';

const validate = (event: unknown): EventEnvelope => event as EventEnvelope;
const sample = (id: string): EventEnvelope => ({
  id: anId(id),
  type: 'Sample',
  version: 1,
  data: {},
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-open-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('opening a log in a file', () => {
  it('makes the file and its folders, and finds the same log there again', async () => {
    const path = join(folder, 'deep', 'down', 'log.db');
    const store = await openSqliteStore(path, { validate });
    await store.append('a', [sample('1'), sample('2')], { expected: 'none' });
    const [id, head] = [store.id, await store.head()];
    await store.close();
    const again = await openSqliteStore(path, { validate });
    expect(again.id).toBe(id);
    expect(await again.head()).toEqual(head);
    expect((await again.readStream('a')).map(({ event }) => event.id)).toEqual(['1', '2']);
    await again.close();
  });

  it('is done safely by many at the same time: all have the same log', async () => {
    const path = join(folder, 'log.db');
    const stores = await Promise.all(Array.from({ length: 8 }, () => openSqliteStore(path)));
    expect(new Set(stores.map(({ id }) => id)).size).toBe(1);
    for (const store of stores) await store.close();
  });

  it('leaves it to its owner, with what SQLite keeps beside it', async () => {
    const path = join(folder, 'log.db');
    const store = await openSqliteStore(path, { validate });
    await store.append('a', [sample('1')], { expected: 'any' });
    for (const one of [path, `${path}-wal`, `${path}-shm`]) {
      expect((await stat(one)).mode & 0o777, one).toBe(0o600);
    }
    await store.close();
    // what its owner gave to their group stays so; what everybody had is taken back
    await chmod(path, 0o664);
    await (await openSqliteStore(path)).close();
    expect((await stat(path)).mode & 0o777).toBe(0o660);
  });

  it('is read by who may not write, and stays as it is', async () => {
    const path = join(folder, 'log.db');
    const store = await openSqliteStore(path, { validate });
    await store.append('a', [sample('1')], { expected: 'any' });
    const head = await store.head();
    await store.close();
    const bytes = await readFile(path);
    // SQLite cannot make what it wants beside the file, as in a folder that may only be read
    await mkdir(`${path}-shm`);
    const reading = await openSqliteStore(path, { readOnly: true, validate });
    expect(await reading.head()).toEqual(head);
    expect(await verifyStore(reading, { validate })).toMatchObject({ valid: true, events: 1 });
    await expect(reading.append('a', [sample('2')], { expected: 'any' })).rejects.toMatchObject({
      code: 'StoreUnavailable',
      message: expect.stringContaining('may read it but not write'),
    });
    await reading.close();
    expect(await readFile(path)).toEqual(bytes);
  });

  it('commits durably, in write-ahead mode', async () => {
    const path = join(folder, 'log.db');
    const store = await openSqliteStore(path, { validate });
    await store.append('a', [sample('1')], { expected: 'any' });
    expect((await stat(`${path}-wal`)).size).toBeGreaterThan(0);
    await store.close();
  });

  it('takes positions up where it left off, and times too where the clock went back', async () => {
    const path = join(folder, 'log.db');
    const late = new Date('2026-05-01T10:00:00.123Z');
    const first = await openSqliteStore(path, { validate, now: () => late });
    await first.append('a', [sample('1')], { expected: 'any' });
    await first.close();
    const earlier = new Date('2026-04-30T10:00:00Z');
    const second = await openSqliteStore(path, { validate, now: () => earlier });
    await second.append('a', [sample('2')], { expected: 'any' });
    const { events } = await second.readAll(beginning);
    expect(events.map(({ position }) => position)).toEqual([
      '0000000000000001',
      '0000000000000002',
    ]);
    expect(events.map(({ recorded }) => recorded)).toEqual([
      '2026-05-01T10:00:00.123Z',
      '2026-05-01T10:00:00.123Z',
    ]);
    await second.close();
  });

  it('refuses a directory', async () => {
    await mkdir(join(folder, 'log.db'));
    await expect(openSqliteStore(join(folder, 'log.db'))).rejects.toMatchObject({
      code: 'StoreUnavailable',
      message: expect.stringContaining('is a directory'),
    });
  });

  it('refuses a path that leads through a file', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(openSqliteStore(join(folder, 'file', 'log.db'))).rejects.toMatchObject({
      code: 'StoreUnavailable',
      message: expect.stringContaining('cannot be made'),
    });
  });

  it('refuses a path at which no file can be made, and says to give another', async () => {
    await symlink(join(folder, 'gone', 'log.db'), join(folder, 'link.db'));
    for (const name of ['link.db', `${'long'.repeat(80)}.db`]) {
      await expect(openSqliteStore(join(folder, name))).rejects.toMatchObject({
        code: 'StoreUnavailable',
        message: expect.stringMatching(/cannot be made.*Give a path/),
      });
    }
  });

  it('refuses a file that is no database, and leaves it as it is', async () => {
    const path = join(folder, 'notes.txt');
    const text = 'Minutes of the improvement board, '.repeat(100);
    await writeFile(path, text);
    await expect(openSqliteStore(path)).rejects.toMatchObject({
      code: 'StoreDamaged',
      message: expect.stringContaining('not an SQLite database'),
    });
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it("refuses another program's database, and leaves it as it is", async () => {
    const path = join(folder, 'other.db');
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE shopping (item TEXT)');
    other.close();
    const before = await readFile(path);
    await expect(openSqliteStore(path)).rejects.toMatchObject({
      code: 'StoreUnavailable',
      message: expect.stringContaining('another program'),
    });
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  it('refuses a log of another schema version, and says which', async () => {
    const path = join(folder, 'log.db');
    await (await openSqliteStore(path)).close();
    const db = new DatabaseSync(path);
    db.exec('PRAGMA user_version = 7');
    db.close();
    await expect(openSqliteStore(path)).rejects.toMatchObject({
      code: 'StoreUnavailable',
      message: expect.stringContaining(
        'of schema version 7; this program reads versions 3, 2 and 1',
      ),
      details: { found: 7, wanted: 3 },
    });
  });

  it('begins the write-ahead log again soon after small appends, late after large ones', async () => {
    const path = join(folder, 'log.db');
    const store = await openSqliteStore(path, { validate });
    const sizeAfter = async (appends: number, events: number): Promise<number> => {
      const data = { text: 'x'.repeat(240_000 / events) };
      for (let append = 0; append < appends; append += 1) {
        const some = Array.from({ length: events }, () => ({ ...sample(randomUUID()), data }));
        await store.append('a', some, { expected: 'any' });
      }
      return (await stat(`${path}-wal`)).size;
    };
    expect(await sizeAfter(24, 1)).toBeLessThan(4_500_000);
    expect(await sizeAfter(12, 100)).toBeGreaterThan(4_500_000);
    await store.close();
  });

  it('waits for another writer instead of failing', async () => {
    const path = join(folder, 'log.db');
    const store = await openSqliteStore(path, { validate });
    const other = await openSqliteStore(path, { validate });
    const ids = Array.from({ length: 20 }, (_, n) => String(n));
    const writers = [store, other];
    await Promise.all(
      ids.map((id, n) => writers[n % 2]!.append('a', [sample(id)], { expected: 'any' })),
    );
    expect((await store.head()).events).toBe(20);
    await store.close();
    await other.close();
  });
});
