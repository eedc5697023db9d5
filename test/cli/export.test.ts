import { execFileSync } from 'node:child_process';
import {
  createReadStream,
  existsSync,
  lstatSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { CloudEvent } from 'cloudevents';
import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, timeline } from '../support/command.ts';
import { outcomes } from './small-record.ts';

const folder = temporaryFolder();
const ask = (...args: readonly string[]) => timeline(folder.path, ...args);
const read = (name: string) => readFileSync(join(folder.path, name), 'utf8');

beforeAll(async () => {
  folder.write('outcomes.csv', outcomes);
  folder.write('people.jsonl', '{"person":"p-0123456789abcdef0123","name":"Some Body"}\n');
  const { code, stderr } = await ask('import', 'outcomes.csv', 'people.jsonl', '--json');
  if (code !== 0) throw new Error(stderr);
});
afterAll(() => {
  folder.remove();
});

describe('export as CloudEvents', () => {
  it('writes lines that the library of CloudEvents takes, and that import makes the same log of', async () => {
    const { code, stdout, stderr } = await ask('export', '--format', 'cloudevents');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const line of lines) expect(() => new CloudEvent(line, true)).not.toThrow();
    expect(new Set(lines.map(({ source, id }) => `${source} ${id}`)).size).toBe(lines.length);
    expect(lines[0].data.licence).toContain('Open Government Licence');
    expect(lines.at(-1)).toMatchObject({
      type: 'monitoring-timeline.End',
      data: { end: { events: lines.length - 3 } },
    });
    expect(lines.at(-2)).toMatchObject({
      type: 'monitoring-timeline.Person',
      data: { name: 'Some Body' },
    });

    folder.write('log.cloudevents.jsonl', stdout);
    const taken = await ask(
      'import',
      'log.cloudevents.jsonl',
      '--store',
      'sqlite:copy.db',
      '--json',
    );
    expect({ code: taken.code, quarantined: JSON.parse(taken.stdout).quarantined }).toEqual({
      code: 0,
      quarantined: [],
    });
    const verified = async (...where: readonly string[]) =>
      JSON.parse((await ask('verify', '--json', ...where)).stdout);
    const own = await verified();
    // commitments to names are made with a secret of each register: their hash is its own
    const people = { ...own.people, hash: expect.stringMatching(/^[0-9a-f]{64}$/) };
    expect(await verified('--store', 'sqlite:copy.db')).toEqual({ ...own, people });
    const copy = await ask('export', '--store', 'sqlite:copy.db');
    expect(copy.stdout).toBe((await ask('export')).stdout);
  });

  it('that were changed on the way are not taken, and a line that is no CloudEvent is named', async () => {
    const { stdout } = await ask('export', '--format', 'cloudevents', '--no-people');
    const changed = stdout.replace('"grade":"inadequate"', '"grade":"good"');
    expect(changed).not.toBe(stdout);
    folder.write('changed.jsonl', changed);
    folder.write(
      'bare.jsonl',
      '{"specversion":"0.3","id":"a","source":"b","type":"c","data":{}}\n',
    );
    const bad = await ask(
      'import',
      'changed.jsonl',
      'bare.jsonl',
      '--store',
      'sqlite:bad.db',
      '--json',
    );
    expect(bad.code).toBe(1);
    const { quarantined, appended } = JSON.parse(bad.stdout);
    expect(appended).toBe(0);
    expect(quarantined.map(({ reason }: { reason: string }) => reason).toSorted()).toEqual([
      'content_altered',
      'damaged_export',
      'invalid_claim',
    ]);
    const [, , { message }] = quarantined.toSorted(
      (a: { reason: string }, b: { reason: string }) => (a.reason < b.reason ? -1 : 1),
    );
    expect(message).toContain('specversion');
  });
});

describe('export of a view', () => {
  it('takes the format from the name of the file, and writes beside CSV what its columns mean', async () => {
    const { code, stdout } = await ask(
      'export',
      '--view',
      'standing',
      '--as-of',
      '2018-07-26',
      '--authority',
      'sunderland, 315',
      '--output',
      'standing.csv',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ file: 'standing.csv', view: 'standing', rows: 2 });
    // what Excel on Windows knows UTF-8 by, and what other programs pass over
    expect(read('standing.csv').startsWith('\ufeff')).toBe(true);
    const [merton, row] = parse(read('standing.csv'), { columns: true, bom: true }) as Record<
      string,
      string
    >[];
    expect(merton?.authority).toBe('merton');
    expect(row).toMatchObject({
      authority: 'sunderland',
      overall: 'inadequate',
      published: '2018-07-25',
      as_of: '2018-07-26',
    });
    const described = JSON.parse(read('standing.csv-metadata.json'));
    expect(described.tableSchema.columns.map(({ name }: { name: string }) => name)).toEqual(
      Object.keys(row!),
    );
    expect(described['dc:rights']).toContain('Open Government Licence');
  });

  const posix = skippedBecause(
    process.platform === 'win32' ? 'Windows has no named pipes' : undefined,
  );
  const linux = skippedBecause(
    process.platform === 'linux' ? undefined : 'only Linux has /dev/full',
  );

  it('writes into a named pipe, and puts no file in its place', posix, async () => {
    execFileSync('mkfifo', [join(folder.path, 'pipe')]);
    const taken = text(createReadStream(join(folder.path, 'pipe')));
    const asked = ['export', '--view', 'standing', '--format', 'csv'] as const;
    expect((await ask(...asked, '--output', 'pipe')).code).toBe(0);
    expect(await taken).toBe((await ask(...asked)).stdout);
    expect(lstatSync(join(folder.path, 'pipe')).isFIFO()).toBe(true);
    expect(existsSync(join(folder.path, 'pipe-metadata.json'))).toBe(false);
  });

  it('leaves a device that takes nothing a device', linux, async () => {
    symlinkSync('/dev/full', join(folder.path, 'full'));
    const { code, stderr } = await ask('export', '--format', 'jsonl', '--output', 'full', '--json');
    expect({ code, error: JSON.parse(stderr).error.code }).toEqual({
      code: 3,
      error: 'DiskFull',
    });
    expect(statSync(join(folder.path, 'full')).isCharacterDevice()).toBe(true);
  });

  it('writes the file that a link leads to, and leaves the link', posix, async () => {
    folder.write('led-to.jsonl', 'before');
    symlinkSync('led-to.jsonl', join(folder.path, 'link.jsonl'));
    expect((await ask('export', '--output', 'link.jsonl')).code).toBe(0);
    expect(read('led-to.jsonl')).toBe((await ask('export')).stdout);
    expect(lstatSync(join(folder.path, 'link.jsonl')).isSymbolicLink()).toBe(true);
  });

  it('puts every table into a folder', async () => {
    const { code, stdout } = await ask(
      'export',
      '--view',
      'all',
      '--format',
      'parquet',
      '--output',
      'tables',
      '--json',
    );
    expect(code).toBe(0);
    const written = JSON.parse(stdout) as { file: string; rows: number }[];
    expect(written.length).toBeGreaterThan(15);
    for (const { file } of written) expect(existsSync(join(folder.path, file))).toBe(true);
  });

  it.each([
    [['--view', 'nonsense'], 'standing'],
    [['--format', 'cloudevents', '--view', 'due'], '--format csv'],
    [['--view', 'all'], '--output'],
    [['--view', 'due', '--json'], '--output'],
    [['--as-of', '2020-01-01'], '--view history'],
    [['--region', 'London'], '--view events'],
    [['--view', 'events', '--as-of', '2020-01-01'], '--view history'],
    [['--view', 'picture', '--authority', 'merton'], '--authority means nothing'],
    [['--view', 'due', '--region', 'Mars'], 'London'],
    [['--view', 'due', '--authority', 'merton,england'], 'England is no authority'],
    [['--view', 'due', '--authority', 'merton,atlantis'], 'atlantis'],
    [['--view', 'due', '--output', 'no/such/folder/x.csv'], '--output'],
  ])('is refused with what to write instead: %j', async (args, advice) => {
    const { code, stdout, stderr } = await ask('export', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(advice);
  });

  it('says what every column means', async () => {
    const { stdout } = await ask('export', '--dictionary', '--json');
    const { tables } = JSON.parse(stdout);
    expect(tables.map(({ name }: { name: string }) => name)).toContain('standing');
    expect((await ask('export', '--dictionary')).stdout).toContain('# Data dictionary');
  });
});

describe('calendar', () => {
  it('writes the deadlines of one authority as a file that calendar programs read', async () => {
    const alarm = ['--alarm', 'P7D'];
    const { code, stderr } = await ask('calendar', 'sunderland', '--output', 'own.ics', ...alarm);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'Wrote Inspections: Sunderland to own.ics.\n',
    });
    const calendar = new ICAL.Component(ICAL.parse(read('own.ics')));
    const entries = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    expect(entries.length).toBeGreaterThan(0);
    for (const { summary } of entries) expect(summary).toContain('Sunderland');
    expect(read('own.ics')).toContain('TRIGGER;RELATED=START:-P7D');
  });

  it.each([
    [['sunderland', '--region', 'London'], 'not both'],
    [['--as-of', '2020-01-01'], '`due`'],
    [['--json'], 'due --json'],
    [['--region', 'Mars'], 'north-east'],
    [['england'], 'due'],
    [['--alarm', 'soon'], '--alarm P7D'],
  ])('is refused with what to write instead: %j', async (args, advice) => {
    const { code, stdout, stderr } = await ask('calendar', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const told = args.includes('--json') ? `${stdout}${stderr}` : stderr;
    expect(told).toContain(advice);
  });
});
