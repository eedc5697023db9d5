import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { authorityStream, type ClaimEvent } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { reported } from '@monitoring-timeline/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, timeline } from '../support/command.ts';
import { randomFrom } from '../support/random.ts';
import { roundsOr } from '../support/rounds.ts';

const folder = temporaryFolder();
const at = (name: string): string => join(folder.path, name);
afterAll(() => folder.remove());

interface Verified {
  readonly valid: boolean;
  readonly events: number;
  readonly head: { readonly hash: string; readonly events: number };
  readonly problems: readonly string[];
}

async function verified(store: string, ...words: readonly string[]): Promise<Verified> {
  const { code, stdout } = await timeline(
    folder.path,
    'verify',
    '--store',
    `sqlite:${store}`,
    '--json',
    ...words,
  );
  const answer = JSON.parse(stdout) as Verified;
  expect(code).toBe(answer.valid ? 0 : 1);
  return answer;
}

/** A report that grades one authority, different each time. */
function report(n: number): ClaimEvent {
  const published = `2019-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`;
  const source = {
    publisher: 'Ofsted',
    rank: 'report',
    title: `Report ${n}`,
    assertedBy: 'inspectorate',
  } as const;
  return reported({ overall: 'good' }, { published, framework: 'ILACS', source });
}

beforeAll(async () => {
  const store = await openSqliteStore(at('log.db'));
  for (let n = 0; n < 60; n += 1) {
    const event = report(n);
    await store.append(authorityStream(event.authority), [event], { expected: 'any' });
  }
  await store.close();
});

describe('somebody who may write to the file of the log', () => {
  it('cannot have Sunderland read Inadequate: what stands past the head is read by nobody, and verify says so', async () => {
    copyFileSync(at('log.db'), at('forged.db'));
    const db = new DatabaseSync(at('forged.db'));
    const zeroes = '0'.repeat(64);
    const forged = JSON.stringify({
      ...report(61),
      id: '11111111-2222-4333-8444-555555555555',
    }).replaceAll('"good"', '"inadequate"');
    db.prepare(
      `INSERT INTO events SELECT 61, stream, 60, '11111111-2222-4333-8444-555555555555', type, recorded, ?, ?, ?
       FROM events WHERE position = 60`,
    ).run(zeroes, zeroes, forged);
    db.close();
    const store = ['--store', 'sqlite:forged.db', '--json'];
    const { stdout } = await timeline(folder.path, 'standing', 'sunderland', ...store);
    expect(JSON.parse(stdout).overall.grade).toBe('good');
    const found = await verified('forged.db');
    expect(found).toMatchObject({ valid: false });
    expect(found.problems.join()).toContain('past the head');
    for (const words of [['backup', 'forged.tar']]) {
      const { code } = await timeline(folder.path, ...words, ...store);
      expect({ words, code }).toEqual({ words, code: 1 });
    }
    const doctor = await timeline(folder.path, 'doctor', ...store);
    expect(doctor.code).toBe(1);
    const { findings } = JSON.parse(doctor.stdout) as {
      findings: { about: string; advice: string }[];
    };
    expect(findings[0]).toMatchObject({
      about: 'log',
      advice: expect.stringContaining('timeline export --format jsonl'),
    });
    // as it advises: what readers are given goes into another log, whole and sound
    await timeline(
      folder.path,
      'export',
      '--format',
      'jsonl',
      '--output',
      'record.jsonl',
      '--store',
      'sqlite:forged.db',
    );
    await timeline(folder.path, 'import', 'record.jsonl', '--store', 'sqlite:mended.db');
    expect((await verified('mended.db')).head).toEqual((await verified('log.db')).head);
  });

  it(`cannot cut its end off unseen by who noted the head (${roundsOr(6)} times)`, async () => {
    const random = randomFrom(20261130);
    const whole = await verified('log.db');
    for (let round = 0; round < roundsOr(6); round += 1) {
      const left = 1 + Math.floor(random() * 59);
      copyFileSync(at('log.db'), at('cut.db'));
      const cut = await openSqliteStore(at('log.db'));
      const kept = (await cut.readStream('authority-sunderland')).slice(0, left);
      await cut.close();
      const { hash } = await headOf(kept.length);
      const db = new DatabaseSync(at('cut.db'));
      const triggers = db
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .all();
      for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
      db.exec(
        `DELETE FROM events WHERE position > ${left};
         UPDATE id_keys SET keys = substr(keys, 1, ${4 * (left - (left % 16))});
         DELETE FROM id_keys WHERE length(keys) = 0`,
      );
      db.prepare('UPDATE head SET position = ?, events = ?, hash = ?, recorded = ?').run(
        left,
        left,
        hash,
        kept.at(-1)!.recorded,
      );
      for (const { sql } of triggers) db.exec(String(sql));
      db.close();
      expect(await verified('cut.db'), `${left} left`).toMatchObject({ valid: true, events: left });
      expect(await verified('cut.db', '--head', whole.head.hash)).toMatchObject({ valid: false });
      expect(await verified('log.db', '--head', hash)).toMatchObject({ valid: true });
    }
  });

  it(`cannot cut its write-ahead log unseen by who noted the head (${roundsOr(8)} times)`, async () => {
    const random = randomFrom(20261201);
    const store = await openSqliteStore(at('wal.db'));
    for (let n = 100; n < 120; n += 1) {
      const event = report(n);
      await store.append(authorityStream(event.authority), [event], { expected: 'any' });
    }
    const { hash } = await store.head();
    // as a process that is killed leaves it: everything of it still lies in the write-ahead log
    for (const suffix of ['', '-wal']) copyFileSync(at(`wal.db${suffix}`), at(`kept.db${suffix}`));
    await store.close();
    const wal = readFileSync(at('kept.db-wal'));
    let lost = 0;
    for (let round = 0; round < roundsOr(8); round += 1) {
      const name = `damaged${round}.db`;
      copyFileSync(at('kept.db'), at(name));
      writeFileSync(at(`${name}-wal`), wal);
      truncateSync(at(`${name}-wal`), Math.floor(wal.length * (0.3 + 0.7 * random())));
      const { code, stdout } = await timeline(
        folder.path,
        'verify',
        '--store',
        `sqlite:${name}`,
        '--head',
        hash,
        '--json',
      );
      if (stdout === '') continue;
      const { valid, events } = JSON.parse(stdout) as Verified;
      // sound is what holds every event that was acknowledged, and nothing else
      expect({ round, valid, code }).toEqual({
        round,
        valid: events === 20,
        code: events === 20 ? 0 : 1,
      });
      if (events < 20) lost += 1;
    }
    expect(lost).toBeGreaterThan(roundsOr(8) / 4);
  });
});

/** The head that the log had after so many of its events. */
async function headOf(events: number): Promise<{ readonly hash: string }> {
  const [log, part] = [
    await openSqliteStore(at('log.db')),
    await openSqliteStore(at(`part${events}.db`)),
  ];
  try {
    const { events: all } = await log.readAll('' as never, { limit: 100 });
    if ((await part.head()).events === 0) await part.restore(all.slice(0, events));
    return await part.head();
  } finally {
    await Promise.all([log.close(), part.close()]);
  }
}

describe('a value nested as deep as it likes', () => {
  it.each([65, 999, 1900, 50_000])(
    'of %i levels is taken at no door, and the log stays sound',
    async (levels) => {
      const event = {
        ...report(1),
        id: '11111111-2222-4333-8444-555555555551',
        type: 'NoticeIssued',
      };
      const text = JSON.stringify({ ...event, data: { notice: 'n', kind: 'k', body: 0 } });
      writeFileSync(
        at('deep.jsonl'),
        text.replace('"body":0', `"body":${'['.repeat(levels)}1${']'.repeat(levels)}`),
      );
      copyFileSync(at('log.db'), at('deep.db'));
      const { code } = await timeline(
        folder.path,
        'import',
        'deep.jsonl',
        '--store',
        'sqlite:deep.db',
        '--json',
      );
      expect(code).toBe(1);
      expect(await verified('deep.db')).toMatchObject({ valid: true, problems: [] });
      expect(
        (await timeline(folder.path, 'backup', `deep${levels}.tar`, '--store', 'sqlite:deep.db'))
          .code,
      ).toBe(0);
      expect(existsSync(at(`deep${levels}.tar`))).toBe(true);
    },
  );

  it('that a log took before there was a limit breaks nothing, and doctor says how to go on', async () => {
    const unchecked = await openSqliteStore(at('old.db'), { validate: (event) => event as never });
    const body = JSON.parse(`${'['.repeat(1500)}1${']'.repeat(1500)}`);
    const notice = {
      id: '11111111-2222-4333-8444-555555555552',
      type: 'NoticeIssued',
      version: 1,
      actor: { kind: 'program', name: 'a test' },
      at: '2026-01-01T00:00:00Z',
      data: { notice: 'n', kind: 'sample', body },
    };
    await unchecked.append('operations', [notice as never], { expected: 'any' });
    await unchecked.close();
    expect(await verified('old.db')).toMatchObject({ valid: true, events: 1, problems: [] });
    const store = ['--store', 'sqlite:old.db'];
    expect((await timeline(folder.path, 'backup', 'old.tar', ...store)).code).toBe(0);
    expect(
      (await timeline(folder.path, 'restore', 'old.tar', '--store', 'sqlite:old2.db')).code,
    ).toBe(0);
    expect(
      (await timeline(folder.path, 'copy', '--from', 'sqlite:old.db', '--to', 'sqlite:old3.db'))
        .code,
    ).toBe(0);
    const { code, stdout } = await timeline(folder.path, 'doctor', ...store, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).findings).toMatchObject([
      {
        about: 'event',
        finding: expect.stringContaining('64 levels'),
        advice: expect.stringContaining('breaks nothing'),
      },
    ]);
  });
});
