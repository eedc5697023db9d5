import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { beginning, type Head, type Recorded, streamOf } from '@monitoring-timeline/core';
import { documentIdOf, openDocumentFolder } from '@monitoring-timeline/core/documents';
import { openPeopleRegister, personIdOf } from '@monitoring-timeline/core/people';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore } from '@monitoring-timeline/core/state';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, timeline } from '../support/command.ts';
import { until } from '../support/until.ts';
import { fewEvents } from './serving.ts';

const folder = temporaryFolder();
const at = (name: string): string => join(folder.path, name);

const ada = { id: personIdOf('Ada Example'), name: 'Ada Example' };
const ben = { id: personIdOf('Ben Sample'), name: 'Ben Sample' };
const eve = { id: personIdOf('Eve Specimen'), name: 'Eve Specimen' };

interface BackupAnswer {
  readonly file: string;
  readonly valid: boolean;
  readonly head: Head;
  readonly parts: readonly { readonly name: string }[];
  readonly documents: { readonly count: number; readonly bytes: number };
}

interface RestoreAnswer {
  readonly backup: { readonly head: Head };
  readonly restored: { readonly head: Head };
  readonly equal: boolean;
  readonly documents: { readonly count: number; readonly missing: number };
}

async function asked<T>(...words: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await timeline(folder.path, ...words, '--json');
  expect({ words, code, stderr }).toEqual({ words, code: 0, stderr: '' });
  return JSON.parse(stdout) as T;
}

/** How a call was refused. */
async function refused(...words: readonly string[]) {
  const { code, stderr } = await timeline(folder.path, ...words, '--json');
  const { error } = JSON.parse(stderr) as { error: { code: string; message: string } };
  return { exit: code, code: error.code, message: error.message };
}

/** All events of a log of the folder. */
async function eventsOf(name: string): Promise<readonly Recorded[]> {
  const store = await openSqliteStore(at(name));
  const { events } = await store.readAll(beginning, { limit: 1000 });
  await store.close();
  return events;
}

/** What lies in the folder now. */
const files = (): readonly string[] => readdirSync(folder.path).sort();

async function headOf(name: string): Promise<Head> {
  const store = await openSqliteStore(at(name));
  const head = await store.head();
  await store.close();
  return head;
}

beforeAll(async () => {
  const store = await openSqliteStore(at('live.db'));
  for (const [stream, events] of Map.groupBy(fewEvents(), (event) => streamOf(event))) {
    await store.append(stream, events, { expected: 'none' });
  }
  const people = await openPeopleRegister(at('live.people.db'));
  await people.addAll([ada, ben, eve]);
  await people.erase(eve.id);
  const state = await openStateStore(at('live.state.db'));
  const { position } = await store.head();
  await state.commit('notices', {
    header: { checkpoint: position, storeId: store.id, version: '1' },
    from: undefined,
    put: [{ key: 'n1', value: '"told"' }],
  });
  await openDocumentFolder(at('live.documents')).put(new TextEncoder().encode('a report'));
  await Promise.all([store.close(), people.close(), state.close()]);
});
afterAll(() => {
  folder.remove();
});

describe('a backup', () => {
  it('comes back as the same log with the same names and state, and says which documents are missing', async () => {
    const made = await asked<BackupAnswer>('backup', 'whole.tar', '--store', 'sqlite:live.db');
    expect(made.head).toEqual(await headOf('live.db'));
    expect(made.parts.map(({ name }) => name)).toEqual([
      'documents.txt',
      'log.db',
      'people.db',
      'state.db',
    ]);
    expect(made.documents).toEqual({ count: 1, bytes: 8, inside: false });
    expect(statSync(at('whole.tar')).mode & 0o777).toBe(0o600);
    const back = await asked<RestoreAnswer>('restore', 'whole.tar', '--store', 'sqlite:back/b.db');
    expect(back).toMatchObject({ equal: true, documents: { count: 1, missing: 1 } });
    expect(back.backup.head).toEqual(made.head);
    expect(back.restored.head).toEqual(await headOf('back/b.db'));
    const people = await openPeopleRegister(at('back/b.people.db'));
    expect(await people.entries()).toEqual([ada, ben].sort((a, b) => (a.id < b.id ? -1 : 1)));
    expect(await people.name(eve.id)).toEqual({ kind: 'erased' });
    await people.close();
    const state = await openStateStore(at('back/b.state.db'));
    expect((await state.entries('notices')).map(({ value }) => value)).toEqual(['"told"']);
    await state.close();
    expect(readdirSync(at('back')).filter((name) => name.includes('draft'))).toEqual([]);
  });

  it('of a store whose register of people is damaged is told of as that, and its log as sound, by verifying it', async () => {
    copyFileSync(at('live.db'), at('torn.db'));
    writeFileSync(at('torn.people.db'), readFileSync(at('live.people.db')).subarray(0, 5000));
    const verified = await timeline(folder.path, 'verify', '--json', '--store', 'sqlite:torn.db');
    expect([verified.code, JSON.parse(verified.stdout)]).toMatchObject([
      1,
      { valid: false, firstBroken: null, people: { valid: false } },
    ]);
  });

  it('holds the documents where that is asked for, and brings them back', async () => {
    const store = ['--store', 'sqlite:live.db'];
    const made = await asked<BackupAnswer>('backup', 'all.tar', '--documents', ...store);
    expect(made.documents).toEqual({ count: 1, bytes: 8, inside: true });
    const back = await asked<RestoreAnswer>('restore', 'all.tar', '--store', 'sqlite:all/b.db');
    expect(back).toMatchObject({ equal: true, documents: { count: 1, missing: 0 } });
    const id = documentIdOf(new TextEncoder().encode('a report'));
    const text = await openDocumentFolder(at('all/b.documents')).get(id);
    expect(Buffer.from(text).toString()).toBe('a report');
    const kept = join(at('live.documents'), id.slice(0, 2), id.slice(2, 4), id);
    writeFileSync(kept, 'A report');
    for (const words of [['backup', 'none.tar', '--documents'], ['doctor']]) {
      const { code, stdout } = await timeline(folder.path, ...words, ...store);
      expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining(kept) });
    }
    expect(existsSync(at('none.tar'))).toBe(false);
    writeFileSync(kept, 'a report');
    const whole = readFileSync(at('all.tar'));
    const place = whole.lastIndexOf('a report');
    writeFileSync(at('bad.tar'), whole.fill('b', place, place + 1));
    const bad = await timeline(folder.path, 'restore', 'bad.tar', '--store', 'sqlite:bad/b.db');
    expect(bad).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('is not what was written'),
    });
  });

  it('holds one state of the log, while another process writes to it', async () => {
    const writer = spawn(process.execPath, [
      resolve(import.meta.dirname, '../contract/writer.ts'),
      at('busy.db'),
      'authority-sunderland',
      '2000',
      '1',
    ]);
    await once(writer.stdout, 'data');
    const first = await asked<BackupAnswer>('backup', 'busy1.tar', '--store', 'sqlite:busy.db');
    await until(
      'for the writer to go on',
      async () => (await headOf('busy.db')).events > first.head.events,
    );
    const second = await asked<BackupAnswer>('backup', 'busy2.tar', '--store', 'sqlite:busy.db');
    expect(writer.exitCode).toBeNull();
    writer.kill();
    await once(writer, 'close');
    expect(first.head.events).toBeGreaterThan(0);
    expect(second.head.events).toBeGreaterThan(first.head.events);
    await asked('restore', 'busy2.tar', '--store', 'sqlite:quiet.db');
    const [live, copy] = [
      await openSqliteStore(at('busy.db')),
      await openSqliteStore(at('quiet.db')),
    ];
    const kept = await copy.readAll(beginning, { limit: 10_000 });
    const all = await live.readAll(beginning, { limit: 10_000 });
    expect(all.events.slice(0, kept.events.length)).toEqual(kept.events);
    await Promise.all([live.close(), copy.close()]);
  });

  it('never takes the place of a file unless told to', async () => {
    writeFileSync(at('mine.txt'), 'mine');
    const { exit, code, message } = await refused(
      'backup',
      'mine.txt',
      '--store',
      'sqlite:live.db',
    );
    expect([exit, code]).toEqual([2, 'WrongCall']);
    expect(message).toContain('--force');
    expect(readFileSync(at('mine.txt'), 'utf8')).toBe('mine');
    await asked('backup', 'mine.txt', '--force', '--store', 'sqlite:live.db');
    expect(readFileSync(at('mine.txt')).subarray(0, 13).toString()).toBe('manifest.json');
  });

  it('is not made of a log that is not what was written to it', async () => {
    const { DatabaseSync } = await import('node:sqlite');
    await asked('restore', 'whole.tar', '--store', 'sqlite:changed.db');
    const db = new DatabaseSync(at('changed.db'));
    db.exec('DROP TRIGGER IF EXISTS events_are_never_changed');
    db.exec(
      `UPDATE events SET event = replace(event, 'sunderland', 'elsewhere') WHERE position = 3`,
    );
    db.exec(`UPDATE events SET chain_hash = '${'0'.repeat(64)}' WHERE position = 3`);
    db.close();
    const words = ['backup', 'no.tar', '--store', 'sqlite:changed.db', '--json'];
    const { code, stdout } = await timeline(folder.path, ...words);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ file: null, valid: false });
    expect(files().filter((name) => name.includes('no.tar'))).toEqual([]);
  });

  it.each([
    ['a store that is not there', ['--store', 'sqlite:nowhere.db'], 3, 'StoreMissing'],
    ['a store in memory', ['--store', 'memory:'], 2, 'WrongCall'],
    ['a day', ['--store', 'sqlite:live.db', '--as-of', '2020-01-01'], 2, 'WrongCall'],
  ] as const)('is refused of %s', async (_, words, exit, code) => {
    expect(await refused('backup', 'refused.tar', ...words)).toMatchObject({ exit, code });
    expect(existsSync(at('refused.tar'))).toBe(false);
    expect(existsSync(at('nowhere.db'))).toBe(false);
  });

  it.each([
    ['in a folder that is not there', 'no/such/file.tar'],
    ['over the store itself', 'live.db'],
  ])('is refused %s', async (_, file) => {
    const before = await headOf('live.db');
    const answer = await refused('backup', file, '--force', '--store', 'sqlite:live.db');
    expect(answer).toMatchObject({ exit: 2, code: 'WrongCall' });
    expect(await headOf('live.db')).toEqual(before);
  });
});

describe('a restore', () => {
  it('is refused into a store that holds an event, which stays as it is', async () => {
    const before = await headOf('live.db');
    const answer = await refused('restore', 'whole.tar', '--store', 'sqlite:live.db');
    expect(answer).toMatchObject({ exit: 2, code: 'StoreNotEmpty' });
    expect(await headOf('live.db')).toEqual(before);
  });

  it.each([
    ['log', 'left.db'],
    ['register of people', 'left.people.db'],
    ['state', 'left.state.db'],
  ])('is whole beside what SQLite left of a %s that is gone', async (_, left) => {
    const other = await openSqliteStore(at('other.db'));
    await other.append('authority-merton', [fewEvents()[0]!], { expected: 'any' });
    const people = await openPeopleRegister(at('other.people.db'));
    await people.add(eve);
    const state = await openStateStore(at('other.state.db'));
    const header = { checkpoint: '1', storeId: other.id, version: '1' };
    await state.commit('others', { header, from: undefined });
    // as a process that was killed leaves them, and the file itself was moved away
    for (const suffix of ['-wal', '-shm']) {
      copyFileSync(at(`${left.replace('left', 'other')}${suffix}`), at(`${left}${suffix}`));
    }
    await Promise.all([other.close(), people.close(), state.close()]);
    const { equal } = await asked<RestoreAnswer>(
      'restore',
      'whole.tar',
      '--store',
      'sqlite:left.db',
    );
    expect(equal).toBe(true);
    expect(await headOf('left.db')).toEqual(await headOf('live.db'));
    const restored = await openPeopleRegister(at('left.people.db'));
    expect(await restored.entries()).toEqual([ada, ben].sort((a, b) => (a.id < b.id ? -1 : 1)));
    await restored.close();
    const kept = await openStateStore(at('left.state.db'));
    expect((await kept.entries('notices')).map(({ value }) => value)).toEqual(['"told"']);
    expect(await kept.header('others')).toBeUndefined();
    await kept.close();
    for (const name of files().filter((one) => /^(?:left|other)\./.test(one)))
      rmSync(at(name), { recursive: true });
  });

  it('is refused of a backup whose register of people was changed before it was made', async () => {
    await asked('restore', 'whole.tar', '--store', 'sqlite:names.db');
    const { DatabaseSync } = await import('node:sqlite');
    const db = new DatabaseSync(at('names.people.db'));
    db.exec(`UPDATE people SET name = 'Somebody Else' WHERE id = '${ada.id}'`);
    db.close();
    const words = ['backup', 'names.tar', '--store', 'sqlite:names.db', '--json'];
    const { code, stdout } = await timeline(folder.path, ...words);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: false,
      reason: expect.stringContaining(ada.id),
    });
    const verified = await timeline(folder.path, 'verify', '--store', 'sqlite:names.db', '--json');
    expect(verified.code).toBe(1);
    expect(JSON.parse(verified.stdout)).toMatchObject({ valid: false, people: { valid: false } });
  });

  it('fills a store that is empty, unless another process has it open', async () => {
    const open = await openSqliteStore(at('empty.db'));
    const answer = await refused('restore', 'whole.tar', '--store', 'sqlite:empty.db');
    expect(answer).toMatchObject({ exit: 3, code: 'StoreUnavailable' });
    expect((await open.head()).events).toBe(0);
    await open.close();
    const { equal } = await asked<RestoreAnswer>(
      'restore',
      'whole.tar',
      '--store',
      'sqlite:empty.db',
    );
    expect(equal).toBe(true);
  });

  it('brings no name back that was erased where it restores to', async () => {
    const people = await openPeopleRegister(at('kept.people.db'));
    await people.erase(ada.id);
    await people.close();
    await asked('restore', 'whole.tar', '--store', 'sqlite:kept.db');
    const again = await openPeopleRegister(at('kept.people.db'));
    expect(await again.entries()).toEqual([ben]);
    expect(await again.erased()).toEqual([ada.id, eve.id].sort());
    await again.close();
  });

  it('makes another history: a checkpoint of the log that went on without it is refused, and skips nothing', async () => {
    const begin = (name: string, authority: string, on: string) =>
      asked(
        ...['record', 'inspection-begun', authority, '--on', on, '--source', 'A telephone call'],
        ...['--store', `sqlite:${name}.db`],
      );
    const store = await openSqliteStore(at('first.db'));
    const [event] = fewEvents();
    await store.append(streamOf(event!), [event as never], { expected: 'none' });
    await store.close();
    await asked('backup', 'first.tar', '--store', 'sqlite:first.db');
    await begin('first', 'york', '2026-01-12');
    const [shared, ...later] = await eventsOf('first.db');
    const last = later.at(-1);
    await asked('restore', 'first.tar', '--store', 'sqlite:second.db');
    const from = (checkpoint: string) =>
      [
        'subscribe',
        '--until-caught-up',
        '--from',
        checkpoint,
        '--store',
        'sqlite:second.db',
      ] as const;
    // the restored log does not reach there yet
    expect((await refused(...from(last!.position))).code).toBe('CheckpointOfAnotherHistory');
    await begin('second', 'slough', '2026-01-19');
    await begin('second', 'leeds', '2026-01-19');
    for (const checkpoint of [last!.position, `${last!.position}~${last!.chainHash}`]) {
      expect(await refused(...from(checkpoint))).toMatchObject({
        exit: 2,
        code: 'CheckpointOfAnotherHistory',
      });
    }
    const own = await eventsOf('second.db');
    for (const checkpoint of [shared!.position, `${shared!.position}~${shared!.chainHash}`]) {
      const { stdout } = await timeline(folder.path, ...from(checkpoint));
      expect(stdout.trimEnd().split('\n')).toHaveLength(own.length - 1);
    }
    const second = own[1]!;
    const { stdout } = await timeline(
      folder.path,
      ...from(`${second.position}~${second.chainHash}`),
    );
    expect(stdout.trimEnd().split('\n')).toHaveLength(own.length - 2);
    expect(await asked('verify', '--store', 'sqlite:second.db')).toMatchObject({ valid: true });
  });

  it('takes nothing from a file that is cut short, changed in a byte, or something else', async () => {
    const whole = readFileSync(at('whole.tar'));
    const changed = Buffer.from(whole);
    const middle = whole.indexOf('sunderland', Math.floor(whole.length / 2));
    changed.write('Sunderland', middle);
    const wrong = {
      'cut.tar': whole.subarray(0, Math.floor(whole.length * 0.7)),
      'begun.tar': whole.subarray(0, 700),
      'changed.tar': changed,
      'empty.tar': Buffer.alloc(0),
      'notes.txt': Buffer.from('minutes of the improvement board, '.repeat(100)),
    };
    for (const [name, bytes] of Object.entries(wrong)) {
      writeFileSync(at(name), bytes);
      const answer = await refused('restore', name, '--store', 'sqlite:not.db');
      expect({ name, ...answer }).toMatchObject({ name, exit: 3, code: 'BackupUnfit' });
      expect(answer.message).toContain(name);
    }
    expect(files().filter((name) => /^\.?not\./.test(name))).toEqual([]);
  });

  it('is refused of a file that is not there', async () => {
    const answer = await refused('restore', 'none.tar', '--store', 'sqlite:not.db');
    expect(answer).toMatchObject({ exit: 2, code: 'WrongCall' });
  });
});
