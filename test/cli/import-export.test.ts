import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outcomeOf, startCommand, temporaryFolder, timeline } from '../support/command.ts';
import { shippedRecord } from '../support/record.ts';
import { shippedStoreIn } from '../support/shipped-store.ts';
import { until } from '../support/until.ts';
import { outcomes, outcomesWithBadRow } from './small-record.ts';

let folder = temporaryFolder();
const ask = (...args: readonly string[]) => timeline(folder.path, ...args);

beforeEach(() => {
  folder.remove();
  folder = temporaryFolder();
  folder.write('outcomes.csv', outcomes);
});
afterEach(() => folder.remove());
afterAll(() => folder.remove());

describe('import', () => {
  it('says what became of the files, and the second time that all is known', async () => {
    const first = await ask('import', 'outcomes.csv', '--json');
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
    const report = JSON.parse(first.stdout);
    expect(report).toMatchObject({ files: 1, recognised: 1, alreadyKnown: 0, quarantined: [] });
    expect(report.appended).toBe(report.proposed);
    const again = await ask('import', 'outcomes.csv');
    expect(again.code).toBe(0);
    expect(again.stdout).toMatch(/Appended +0\n/);
    expect(again.stdout).toContain('Open Government Licence');
  });

  it('ends with 1 where a row is quarantined, names its place, and takes the rest', async () => {
    folder.write('outcomes.csv', outcomesWithBadRow);
    const { code, stdout } = await ask('import', 'outcomes.csv', '--json');
    expect(code).toBe(1);
    const [bad, ...others] = JSON.parse(stdout).quarantined;
    expect(others).toEqual([]);
    expect(bad).toMatchObject({ file: 'outcomes.csv', reason: 'unknown_authority' });
    expect(bad.locator).toContain('row');
    expect(JSON.parse((await ask('standing', 'merton', '--json')).stdout).status).toBe('graded');
    const page = await ask('import', 'outcomes.csv');
    expect(page.code).toBe(1);
    expect(page.stdout).toContain('Atlantis');
  });

  it('ended by Ctrl+C keeps a sound log, which importing again completes', async () => {
    const args = ['import', shippedRecord, '--store', 'sqlite:big.db'];
    const child = startCommand(folder.path, args);
    const ended = outcomeOf(child);
    const people = join(folder.path, 'big.people.db');
    await Promise.race([until('for the import to begin', () => existsSync(people)), ended]);
    child.kill('SIGINT');
    const { code, signal, stderr } = await ended;
    expect(code === 130 || signal === 'SIGINT').toBe(true);
    expect(stderr).not.toContain('fault of the program');
    const sound = await ask('verify', '--store', 'sqlite:big.db', '--json');
    expect(JSON.parse(sound.stdout).valid).toBe(true);
    const rest = JSON.parse((await ask(...args, '--json')).stdout);
    expect(rest.appended + rest.alreadyKnown + rest.corrected).toBe(rest.proposed);
    // nothing twice, and nothing left out: it holds as many events as one that was never ended
    await shippedStoreIn(folder.path);
    const events = async (...where: readonly string[]) =>
      JSON.parse((await ask('verify', '--json', ...where)).stdout).events;
    expect(await events('--store', 'sqlite:big.db')).toBe(await events());
  });
});

describe('read', () => {
  it('says what would be imported, row by row, and writes nothing', async () => {
    const { code, stdout } = await ask('read', 'outcomes.csv', '--json');
    expect(code).toBe(0);
    const entries = JSON.parse(stdout);
    expect(entries[1]).toMatchObject({
      file: 'outcomes.csv',
      authority: 'Sunderland',
      urn: '80566',
      framework: 'SIF',
      inspectionKind: 'reinspection',
      startDate: '2018-04-23',
      endDate: '2018-05-18',
      publishedDate: '2018-07-25',
      judgements: { overall: 'inadequate', care_leavers: 'requires_improvement' },
      problems: [],
    });
    expect((await ask('read', 'outcomes.csv')).stdout).toContain('nothing was imported');
    expect(existsSync(join(folder.path, 'var'))).toBe(false);
  });

  it('ends with 1 where a row could not be taken', async () => {
    folder.write('outcomes.csv', outcomesWithBadRow);
    const { code, stdout } = await ask('read', 'outcomes.csv', '--json');
    expect(code).toBe(1);
    const problems = JSON.parse(stdout).flatMap((entry: { problems: unknown[] }) => entry.problems);
    expect(problems).toMatchObject([{ reason: 'unknown_authority' }]);
  });
});

describe('export', () => {
  it('writes the licence, every event in order and the names of people, which import takes in again', async () => {
    folder.write('people.jsonl', '{"person":"p-0123456789abcdef0123","name":"Some Body"}\n');
    await ask('import', 'outcomes.csv', 'people.jsonl');
    const { code, stdout, stderr } = await ask('export');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0].licence).toContain('Open Government Licence');
    expect(lines.at(-2)).toEqual({ person: 'p-0123456789abcdef0123', name: 'Some Body' });
    expect(lines.at(-1).end).toMatchObject({ events: lines.length - 3 });
    const positions = lines.slice(1, -2).map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted());

    folder.write('log.jsonl', stdout);
    const copied = await ask('import', 'log.jsonl', '--store', 'sqlite:copy.db', '--json');
    expect({ code: copied.code, quarantined: JSON.parse(copied.stdout).quarantined }).toEqual({
      code: 0,
      quarantined: [],
    });
    const copy = (await ask('export', '--store', 'sqlite:copy.db')).stdout.split('\n');
    expect(copy.slice(0, positions.length + 1)).toEqual(
      stdout.split('\n').slice(0, positions.length + 1),
    );
    const verified = async (...where: readonly string[]) => {
      const { people, ...log } = JSON.parse((await ask('verify', '--json', ...where)).stdout);
      // the names are the same; what each register commits to them with is its own
      const { hash: _, ...names } = people;
      return { ...log, names };
    };
    expect(await verified('--store', 'sqlite:copy.db')).toEqual(await verified());
    const [head = '', ...rest] = stdout.trimEnd().split('\n');
    const bare = JSON.stringify({ ...JSON.parse(head), ends: undefined });
    folder.write('before.jsonl', [bare, ...rest.slice(0, -1)].join('\n'));
    const page = await ask('import', 'before.jsonl', '--store', 'sqlite:before.db');
    expect(page.stdout).toMatch(/before\.jsonl: The export was written without a line/);
    const nameless = (await ask('export', '--no-people')).stdout;
    expect(nameless).not.toContain('Some Body');
  });

  it('writes a file as a whole, or says why it cannot', async () => {
    await ask('import', 'outcomes.csv');
    const { code, stdout } = await ask('export', '--output', 'log.jsonl', '--json');
    expect(code).toBe(0);
    const { file, events, people } = JSON.parse(stdout);
    expect({ file, people }).toEqual({ file: 'log.jsonl', people: 0 });
    const written = readFileSync(join(folder.path, 'log.jsonl'), 'utf8').trimEnd().split('\n');
    expect(written).toHaveLength(events + 2);
    const nowhere = await ask('export', '--output', 'no/such/folder/log.jsonl');
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain('--output');
  });
});

describe('verify', () => {
  it('answers yes with 0, and no with 1 and the first broken place', async () => {
    await ask('import', 'outcomes.csv');
    const sound = await ask('verify', '--json');
    expect(sound.code).toBe(0);
    expect(JSON.parse(sound.stdout)).toMatchObject({ valid: true, firstBroken: null });

    const db = new DatabaseSync(join(folder.path, 'var/timeline.db'));
    for (const { name } of db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      .all()) {
      db.exec(`DROP TRIGGER ${String(name)}`);
    }
    db.exec(`UPDATE events SET event = replace(event, 'inadequate', 'good') WHERE position = 2`);
    db.close();
    const broken = await ask('verify', '--json');
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.stdout)).toMatchObject({ valid: false });
    const page = await ask('verify');
    expect(page.code).toBe(1);
    expect(page.stdout).toContain('First broken place');
  });

  it('warns where the log and the state beside it are not of one store', async () => {
    await ask('import', 'outcomes.csv');
    await ask('notices');
    const warned = async () => JSON.parse((await ask('verify', '--json')).stdout).warnings;
    expect(await warned()).toEqual([]);
    const db = new DatabaseSync(join(folder.path, 'var/timeline.db'));
    db.exec("UPDATE meta SET value = '00000000-0000-4000-8000-000000000000'");
    db.close();
    expect(await warned()).toEqual([expect.stringContaining('was written for the store')]);
    expect((await ask('verify')).stdout).toContain('was written for the store');
  });
});

describe('start', () => {
  it('imports the shipped record, shows the picture and what to type next, and knows it the second time', async () => {
    const first = await ask('start', '--store', 'sqlite:start.db');
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
    for (const words of [
      'Quarantined       0',
      'England',
      'reaches to',
      'Past the window',
      'not a failing of the authority',
      'What to type next',
    ]) {
      expect(first.stdout).toContain(words);
    }
    // what to type works where the person stands
    const help = /^ *(\S.*timeline help)$/m.exec(first.stdout)?.[1] ?? '';
    expect(spawnSync('sh', ['-c', help], { cwd: folder.path, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('standing'),
    });
    // and asks the store that was begun
    const asks = first.stdout.split('\n').filter((line) => /^ *\S*timeline \w/.test(line));
    expect(asks.length).toBeGreaterThan(5);
    for (const line of asks.slice(0, -1)) expect(line).toMatch(/ --store sqlite:start\.db$/);
    const again = await ask('start', '--store', 'sqlite:start.db', '--json');
    const { reinspection, ...told } = JSON.parse(again.stdout);
    expect(told).toMatchObject({ held: true, imported: null });
    const rows = JSON.parse((await ask('due', '--json', '--store', 'sqlite:start.db')).stdout);
    for (const status of ['overdue', 'due', 'window_open', 'in_progress']) {
      const of = rows.filter(
        (row: { activity: string; status: string }) =>
          row.activity === 'graded_inspection' && row.status === status,
      );
      const { certain, may_be_under_way, beyond_record } = reinspection[status];
      expect(certain + may_be_under_way + beyond_record).toBe(of.length);
    }
  });
});
