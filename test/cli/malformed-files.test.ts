import { appendFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quarantineStream } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answered, temporaryFolder, timeline } from '../support/command.ts';

const header = 'authority,role,in_post_since,report_published';
const norfolk = 'Norfolk,dcs,2017-10,2018-01-19';
const kent = 'Kent,dcs,2016-10,2018-01-19';
const surrey = 'Surrey,dcs,2015-10,2018-01-19';
const table = (...rows: readonly string[]): string => `${[header, ...rows].join('\n')}\n`;

interface Malformed {
  readonly title: string;
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly reason: string;
  /** The place inside the file; null where it is the file as a whole. */
  readonly locator: string | null;
  /** What the message names. */
  readonly words: readonly string[];
}

const malformed: readonly Malformed[] = [
  {
    title: 'a quote that never closes',
    name: 'stray-quote.csv',
    content: table('Kent,"dcs,2017-10,2018-01-19'),
    reason: 'malformed_csv',
    locator: 'row 2',
    words: ['line 2', 'quote'],
  },
  {
    title: 'more cells than columns',
    name: 'ragged.csv',
    content: table(`${kent},more`),
    reason: 'too_many_cells',
    locator: 'row 2',
    words: ['5 cells', '4 columns'],
  },
  {
    title: 'a row without a cell that must be filled',
    name: 'short.csv',
    content: table('Kent,dcs,2017-10'),
    reason: 'empty_cell',
    locator: 'row 2, column report_published',
    words: ['report_published'],
  },
  {
    title: 'a missing column',
    name: 'missing-column.csv',
    content: 'authority,role,report_published\nKent,dcs,2018-01-19\n',
    reason: 'missing_column',
    locator: 'row 1',
    words: ['leadership_in_post', 'in_post_since'],
  },
  {
    title: 'columns that nobody knows',
    name: 'colours.csv',
    content: 'colour,size\nred,3\n',
    reason: 'not_recognised',
    locator: 'row 1',
    words: ['colour, size', 'outcomes'],
  },
  {
    title: 'another encoding',
    name: 'latin1.csv',
    content: Buffer.from(table(kent, 'Caf\u00e9,dcs,2017-10,2018-01-19'), 'latin1'),
    reason: 'wrong_encoding',
    locator: 'line 3',
    words: ['UTF-8', 'line 3'],
  },
  {
    title: 'bytes that are no text',
    name: 'binary.csv',
    content: new Uint8Array(4096).map((_, index) => index % 7),
    reason: 'not_text',
    locator: null,
    words: ['not a text'],
  },
  {
    title: 'an archive that is no workbook',
    name: 'broken.ods',
    content: 'PK\u0003\u0004 and nothing more',
    reason: 'not_recognised',
    locator: null,
    words: ['OpenDocument'],
  },
  {
    title: 'nothing',
    name: 'empty.csv',
    content: '',
    reason: 'empty_file',
    locator: null,
    words: ['empty'],
  },
  {
    title: 'a line that is half a JSON document',
    name: 'half.jsonl',
    content: '{"id":"1","type":\n',
    reason: 'malformed_json',
    locator: 'line 1',
    words: ['JSON'],
  },
];

/** Files with one line of 200 MB each; nothing of that size is held in memory here either. */
function writeEndless(folder: string): void {
  const piece = 'x'.repeat(8 * 1024 * 1024);
  for (const [name, before, after] of [
    ['endless.csv', `${header}\n`, `\n${surrey}\n`],
    ['endless.jsonl', '{"id":"', '\n'],
  ] as const) {
    const path = join(folder, name);
    writeFileSync(path, before);
    for (let mb = 0; mb < 200; mb += 8) appendFileSync(path, piece);
    appendFileSync(path, after);
  }
}

interface Waiting {
  readonly file: string;
  readonly reason: string;
  readonly locator: string | null;
  readonly message: string;
  readonly id: string;
}

describe('import of a folder in which almost every file is malformed', () => {
  const folder = temporaryFolder();
  let outcome: Answered;
  let quarantined: readonly Waiting[] = [];
  const of = (name: string): readonly Waiting[] =>
    quarantined.filter(({ file }) => file === join('given', name));

  beforeAll(async () => {
    const given = join(folder.path, 'given');
    mkdirSync(join(given, 'empty-folder'), { recursive: true });
    mkdirSync(join(given, 'folder.csv'));
    for (const { name, content } of malformed) writeFileSync(join(given, name), content);
    writeFileSync(join(given, 'folder.csv', 'good.csv'), table(norfolk));
    writeFileSync(join(given, 'marked.csv'), `\ufeff${table(kent)}`);
    symlinkSync('nowhere', join(given, 'dangling.csv'));
    writeEndless(given);
    outcome = await timeline(folder.path, 'import', 'given', '--json');
    quarantined = JSON.parse(outcome.stdout).quarantined;
  });
  afterAll(() => folder.remove());

  it('ends with 1, and one document on standard output says what became of all of it', () => {
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code: 1, stderr: '' });
    expect(quarantined).toHaveLength(malformed.length + 3);
  });

  it.each(malformed)(
    'holds $title in quarantine, with file, place and reason',
    ({ name, reason, locator, words }) => {
      const [item, ...others] = of(name);
      expect(others).toEqual([]);
      expect(item).toMatchObject({ reason, locator });
      for (const word of words) expect(item?.message).toContain(word);
    },
  );

  it('refuses a line of 200 MB alone, in a table and in JSON lines', () => {
    expect(of('endless.csv')).toMatchObject([{ reason: 'record_too_long', locator: 'row 2' }]);
    const [line, ...others] = of('endless.jsonl');
    expect(others).toEqual([]);
    expect(line).toMatchObject({ locator: 'line 1' });
    expect(line?.message).toContain('longer than');
  });

  it('tells of a name in the folder that leads nowhere', () => {
    expect(of('dangling.csv')).toMatchObject([{ reason: 'unreadable', locator: null }]);
  });

  it('takes everything else: the file in a folder, the file with a byte order mark, the row after the endless one', async () => {
    const store = await openSqliteStore(join(folder.path, 'var/timeline.db'));
    for (const stream of ['authority-norfolk', 'authority-kent', 'authority-surrey']) {
      expect(await store.readStream(stream), stream).toHaveLength(1);
    }
    const kept = await store.readStream(quarantineStream);
    expect(new Set(kept.map(({ event }) => event.id))).toEqual(
      new Set(quarantined.map(({ id }) => id)),
    );
    await store.close();
  });

  it('keeps of a bad row what was given, and leaves the files alone', async () => {
    const store = await openSqliteStore(join(folder.path, 'var/timeline.db'));
    const kept = await store.readStream(quarantineStream);
    await store.close();
    const ragged = kept.find(({ event }) => event.id === of('ragged.csv')[0]?.id);
    expect(ragged?.event.data).toMatchObject({ given: { authority: 'Kent' } });
    for (const { name, content } of malformed) {
      const bytes = readFileSync(join(folder.path, 'given', name));
      expect(bytes.equals(Buffer.from(content)), name).toBe(true);
    }
  });

  it('done again keeps nothing twice, and tells a person file, place and remedy', async () => {
    const { code, stdout, stderr } = await timeline(folder.path, 'import', 'given');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const text = stdout.replaceAll(/\s+/g, ' ');
    for (const { file, locator, message } of quarantined) {
      expect(text).toContain(`${[file, locator].filter(Boolean).join(', ')}: ${message}`);
    }
    const store = await openSqliteStore(join(folder.path, 'var/timeline.db'));
    expect(await store.readStream(quarantineStream)).toHaveLength(quarantined.length);
    await store.close();
  });
});

describe('import of one path', () => {
  it('that leads nowhere ends with 2, and of one that is neither file nor folder with 1', async () => {
    const folder = temporaryFolder();
    const nowhere = await timeline(folder.path, 'import', 'nowhere.csv', '--store', 'memory:');
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain('nowhere.csv');
    const device = await timeline(folder.path, 'import', '/dev/zero', '--store', 'memory:');
    expect(device.code).toBe(1);
    expect(device.stdout).toContain('/dev/zero: It is neither a file nor a folder');
    folder.remove();
  });
});
