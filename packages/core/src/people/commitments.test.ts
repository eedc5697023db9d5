import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PeopleRegister } from './people-register.ts';
import { personIdOf } from './person-id.ts';
import { openPeopleRegister } from './sqlite.ts';

const names = ['Ann Example', 'Ben Sample', 'Cara Instance'];
const [ann, ben, cara] = names.map((name) => personIdOf(name)) as [string, string, string];
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-people-'));
  path = join(folder, 'people.db');
  await within((register) =>
    register.addAll(names.map((name) => ({ id: personIdOf(name), name }))),
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function within<T>(work: (register: PeopleRegister) => Promise<T>): Promise<T> {
  const register = await openPeopleRegister(path);
  try {
    return await work(register);
  } finally {
    await register.close();
  }
}

const verified = (noted?: string) => within((register) => register.verify!(noted));

function tamper(sql: string): void {
  const db = new DatabaseSync(path);
  const triggers = db
    .prepare("SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
  db.exec(sql);
  for (const trigger of triggers) {
    if (
      !sql.includes(`DROP TRIGGER ${trigger.name}`) &&
      !sql.includes(`DROP TABLE ${trigger.tbl_name}`)
    ) {
      db.exec(String(trigger.sql));
    }
  }
  db.close();
}

describe('a register of people', () => {
  it('is sound after names were added, corrected and erased, and again after each', async () => {
    expect(await verified()).toMatchObject({ valid: true, names: 3, erased: 0, problems: [] });
    await within((register) => register.rename(ann, 'Ann Sample-Example'));
    await within((register) => register.erase(ben));
    await within((register) => register.erase(ben));
    expect(await verified()).toMatchObject({ valid: true, names: 2, erased: 1, problems: [] });
  });

  it.each([
    [
      'a name that was changed',
      (id: string) => `UPDATE people SET name = 'Eve' WHERE id = '${id}'`,
      'is not the one',
    ],
    [
      'two names that were exchanged',
      () =>
        `UPDATE people SET name = CASE id WHEN '${ann}' THEN 'Ben Sample' ELSE 'Ann Example' END WHERE id IN ('${ann}', '${ben}')`,
      'is not the one',
    ],
    [
      'a name that was taken out',
      (id: string) => `UPDATE people SET name = NULL WHERE id = '${id}'`,
      'nobody erased it',
    ],
    [
      'a person who was taken out',
      (id: string) => `DELETE FROM people WHERE id = '${id}'`,
      'and is gone',
    ],
    [
      'a person who was put in',
      () => "INSERT INTO people VALUES ('p-00000000000000000009', 'Eve')",
      'is not the one',
    ],
  ])('betrays %s', async (_, sql, reason) => {
    tamper(sql(cara));
    const { valid, problems } = await verified();
    expect({ valid, problems: problems.join() }).toEqual({
      valid: false,
      problems: expect.stringContaining(reason),
    });
  });

  it.each([
    ['commitments that were taken out', 'DELETE FROM commitments', 'is not the one'],
    [
      'a trigger that was put in',
      "CREATE TRIGGER evil AFTER INSERT ON people BEGIN UPDATE people SET name = 'Eve'; END",
      'the trigger evil is none',
    ],
    ['a table that was put in', 'CREATE TABLE evil (a)', 'the table evil is none'],
  ])('betrays %s', async (_, sql, reason) => {
    tamper(sql);
    const { valid, problems } = await verified();
    expect([valid, problems.join()]).toEqual([false, expect.stringContaining(reason)]);
  });

  it('betrays a guard that was taken away', async () => {
    tamper('SELECT 1; -- DROP TRIGGER erased_names_stay_erased');
    const { valid, problems } = await verified();
    expect([valid, problems]).toEqual([false, ['the trigger erased_names_stay_erased is gone']]);
  });

  it('has a hash that stays among its own through every change, and that a register cut back never had', async () => {
    const { hash: early } = await verified();
    await within((register) => register.erase(ben));
    const { hash: late } = await verified();
    expect(await verified(early)).toMatchObject({ valid: true });
    expect(await verified(late)).toMatchObject({ valid: true });
    tamper(
      `DELETE FROM commitments WHERE number = 4; UPDATE people SET name = 'Ben Sample' WHERE id = '${ben}'`,
    );
    expect(await verified(late)).toMatchObject({ valid: false });
  });

  it('keeps of an erased name nothing by which it could be guessed', async () => {
    await within((register) => register.erase(ben));
    const db = new DatabaseSync(path);
    expect(
      db
        .prepare('SELECT id FROM keys ORDER BY id')
        .all()
        .map(({ id }) => id),
    ).toEqual([ann, cara].sort());
    db.close();
    expect((await readFile(path)).includes('Ben Sample')).toBe(false);
  });

  it('from before commitments is committed to as it is found', async () => {
    tamper('DROP TABLE commitments; DROP TABLE keys');
    expect(await verified()).toMatchObject({ valid: true, names: 3 });
  });

  it('whose commitments were made anew never had the hash that was noted before', async () => {
    const { hash: early } = await verified();
    tamper('DROP TABLE commitments; DROP TABLE keys');
    expect(await verified(early)).toMatchObject({ valid: false });
  });
});
