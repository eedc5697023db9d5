import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { skippedBecause } from '../testing/skipping.ts';
import { personIdOf } from './person-id.ts';
import { openPeopleRegister } from './sqlite.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-people-'));
  path = join(folder, 'people.db');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** How often a text stands in the bytes of the register's files. */
async function traces(text: string): Promise<number> {
  let count = 0;
  for (const file of await readdir(folder)) {
    count += (await readFile(join(folder, file), 'latin1')).split(text).length - 1;
  }
  return count;
}

const person = (n: number) => {
  const name = `Person Number${String(n).padStart(5, '0')}`;
  return { id: personIdOf(name), name };
};

describe('the people register in a file', () => {
  it(
    'is read by nobody but its owner',
    skippedBecause(process.platform === 'win32' ? 'Windows has no such rights' : undefined),
    async () => {
      const register = await openPeopleRegister(path);
      await register.addAll([person(1)]);
      for (const file of await readdir(folder)) {
        expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
      }
      await register.close();
    },
  );

  it('leaves no trace of an erased name in any of its files, while it is open', async () => {
    const register = await openPeopleRegister(path);
    const people = Array.from({ length: 1500 }, (_, n) => person(n));
    await register.addAll(people);
    const erased = people.filter((_, n) => n % 97 === 0);
    for (const { id } of erased) await register.erase(id);
    for (const { name } of erased) expect(await traces(name)).toBe(0);
    expect(await traces(people[1]!.name)).toBeGreaterThan(0);
    expect(await register.entries()).toHaveLength(people.length - erased.length);
    await register.close();
  });

  it('leaves no trace of a name that was corrected', async () => {
    const register = await openPeopleRegister(path);
    const { id } = person(1);
    await register.add({ id, name: 'Misspelt Examplee' });
    await register.rename(id, 'Person Number00001');
    expect(await traces('Examplee')).toBe(0);
    await register.close();
  });

  it('is read by who may not write, and stays as it is', async () => {
    const register = await openPeopleRegister(path);
    await register.add(person(1));
    await register.close();
    const bytes = await readFile(path);
    // SQLite cannot make what it wants beside the file, as in a folder that may only be read
    await mkdir(`${path}-shm`);
    const reading = await openPeopleRegister(path, { readOnly: true });
    expect(await reading.entries()).toEqual([person(1)]);
    expect(await reading.verify?.()).toMatchObject({ valid: true, names: 1 });
    await expect(reading.add(person(2))).rejects.toMatchObject({ code: 'StoreUnavailable' });
    await reading.close();
    expect(await readFile(path)).toEqual(bytes);
  });

  it('remembers names and erasures when it is opened again', async () => {
    const first = await openPeopleRegister(path);
    await first.addAll([person(1), person(2)]);
    await first.erase(person(1).id);
    await first.close();
    const second = await openPeopleRegister(path);
    expect(await second.name(person(1).id)).toEqual({ kind: 'erased' });
    expect(await second.name(person(2).id)).toEqual({ kind: 'named', name: person(2).name });
    await second.close();
  });

  it('says that an erasure is not complete while a reader holds the write-ahead log', async () => {
    const register = await openPeopleRegister(path, { patience: 50 });
    await register.add(person(1));
    const reader = new DatabaseSync(path, { timeout: 0 });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM people').get();
    const impatient = register.erase(person(1).id);
    await expect(impatient).rejects.toMatchObject({
      code: 'StoreUnavailable',
      message: expect.stringContaining('do the same again'),
    });
    reader.exec('COMMIT');
    reader.close();
    await register.erase(person(1).id);
    expect(await traces(person(1).name)).toBe(0);
    await register.close();
  });

  it('refuses a file that holds something else', async () => {
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE t (x)');
    other.close();
    await expect(openPeopleRegister(path)).rejects.toMatchObject({ code: 'StoreUnavailable' });
  });

  it('answers nothing once it is closed', async () => {
    const register = await openPeopleRegister(path);
    await register.close();
    await register.close();
    await expect(register.entries()).rejects.toMatchObject({ code: 'StoreUnavailable' });
  });
});
