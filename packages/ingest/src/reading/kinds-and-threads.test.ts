import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { day, inspected, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import type { KindOfDocument } from '../documents/kind.ts';
import { importPaths } from '../import.ts';
import type { FileReading } from '../proposal.ts';
import { eachRow, type TableKind } from '../tables/context.ts';
import { csv, inFolder, now, readText } from '../testing/files.ts';
import { odsBook, odsSheet, xlsxBook } from '../testing/workbooks.ts';

const source = {
  publisher: 'A team',
  rank: 'secondary',
  title: 'Our list of visits',
  assertedBy: 'analyst',
} as const;

/** A table that only this test knows. */
const ourVisits: TableKind = {
  kind: 'our_visits',
  required: [['who'], ['seen on']],
  open: (_header, context) =>
    eachRow(context, (builder, row) => {
      const day = row.requiredDay('seen on');
      builder.add({
        type: 'VisitCarriedOut',
        authority: context.authority(row.required('who'), day).key,
        occurred: { precision: 'day', from: day },
        known: { from: day, basis: 'assumed' },
        source,
        data: { kind: 'monitoring' },
      });
    }),
};

/** A note that only this test knows. */
const ourNote: KindOfDocument = {
  kind: 'other',
  examples: [],
  recognise: (document) => ({
    score: document.pages[0]?.lines[0]?.text === 'Our note' ? 1 : 0,
    because: 'it says so',
  }),
  extract: () => ({
    kind: 'other',
    problems: [{ reason: 'our_question', message: 'Who wrote it?', locators: [] }],
  }),
};

describe('kinds from outside', () => {
  it('are read beside the shipped ones, tables and documents', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'ours.csv'), csv('who,seen on', 'Kent,2026-01-05'));
      await writeFile(join(folder, 'note.txt'), 'Our note\nof a day\n');
      await writeFile(
        join(folder, 'theirs.csv'),
        csv('authority,role,in_post_since,report_published', 'Kent,dcs,2017-10,2018-01-19'),
      );
      const [store, people] = [createMemoryStore(), createMemoryPeopleRegister()];
      const options = { store, people, now, kinds: [ourNote], tables: [ourVisits] };
      const result = await importPaths([folder], options);
      expect(result).toMatchObject({ files: 3, recognised: 3, appended: 2 });
      expect(result.quarantined.map(({ reason }) => reason)).toContain('our_question');
      const kent = await store.readStream('authority-kent');
      expect(kent.map(({ event }) => event.type)).toEqual(['VisitCarriedOut', 'LeadershipChanged']);
    });
  });
});

const header = ['authority', 'role', 'in_post_since', 'report_published'];
const rowOf = (index: number): string[] => [
  'Kent',
  'dcs',
  `20${10 + (index % 8)}-0${1 + (index % 9)}`,
  '2026-01-19',
];
const many = Array.from({ length: 1500 }, (_, index) => rowOf(index));

describe('a table of many rows', () => {
  it('is read in a thread to the same claims as row by row here, whatever its format', async () => {
    const few: string[] = [];
    for (let at = 0; at < many.length; at += 500) {
      const part = many.slice(at, at + 500).map((cells) => cells.join(','));
      const { proposals } = await readText(csv(header.join(','), ...part));
      few.push(...proposals.map(({ event }) => event.id));
    }
    const rows = [header, ...many];
    const text = csv(header.join(','), ...many.map((cells) => cells.join(',')));
    for (const [name, content] of [
      ['many.csv', text],
      ['many.ods', odsBook([odsSheet('Posts', rows)])],
      ['many.xlsx', await xlsxBook([{ name: 'Posts', rows }])],
    ] as const) {
      const reading = await readText(content, { name });
      expect(reading.problems, name).toEqual([]);
      expect(reading.kind, name).toBe('leadership_in_post');
      expect(
        reading.proposals.map(({ event }) => event.id),
        name,
      ).toEqual(few);
    }
  });

  it('keeps to the limits of a thread: what works too long or needs too much is left', async () => {
    const text = csv(header.join(','), ...many.map((cells) => cells.join(',')));
    const reasons = async (content: string | Uint8Array, name: string, pdf: object) =>
      (await readText(content, { name, pdf: { ...pdf, millisecondsPerMegabyte: 1 } })).problems.map(
        ({ reason }) => reason,
      );
    expect(await reasons(text, 'a.csv', { milliseconds: 1 })).toEqual(['too_slow']);
    const book = odsBook([odsSheet('Posts', [header, ...many])]);
    expect(await reasons(book, 'a.ods', { milliseconds: 1 })).toEqual(['too_slow']);
  });

  it('whose grades stand under a heading that is not known is not taken, also where claims came before', async () => {
    const rows = many.map((cells) => [...cells, 'Good'].join(','));
    const reading = await readText(csv([...header, 'how it was'].join(','), ...rows));
    expect(reading.proposals).toEqual([]);
    expect(reading.problems.map(({ reason }) => reason)).toEqual(['unknown_column']);
  });
});

/** Events that differ, in so many lines that they are read in a thread. */
const lines = Array.from({ length: 300 }, (_, at) =>
  JSON.stringify(
    inspected({
      days: day(`20${10 + (at % 12)}-0${1 + (at % 9)}-1${at % 10}`),
      source: sources.press,
      authority: 'kent',
    }),
  ),
);

describe('a file of many events', () => {
  const read = (text: string, options = {}) => readText(text, { name: 'a.jsonl', ...options });

  it('is read in a thread to the same claims, problems and people as line by line here', async () => {
    const mixed = lines.flatMap((line, at) => [
      line,
      ...(at % 50 === 0
        ? ['{', JSON.stringify({ person: `p-${`${at}`.padStart(20, '0')}`, name: 'Ada' })]
        : []),
    ]);
    const whole = await read(mixed.join('\n'));
    const parts: FileReading[] = [];
    for (let at = 0; at < mixed.length; at += 20)
      parts.push(await read(mixed.slice(at, at + 20).join('\n')));
    const ids = (readings: readonly FileReading[]) =>
      readings.flatMap(({ proposals }) => proposals.map(({ event }) => event.id));
    expect(ids([whole])).toEqual(ids(parts));
    expect(whole.people).toEqual(parts.flatMap(({ people }) => people));
    expect(whole.problems).toHaveLength(6);
    expect(whole.problems[1]).toMatchObject({ reason: 'malformed_json', locator: 'line 54' });
    expect(whole.kind).toBe('events');
  });

  it('keeps to the limit of time, and nothing of it is taken', async () => {
    const { proposals, problems } = await read(lines.join('\n'), {
      pdf: { milliseconds: 1, millisecondsPerMegabyte: 1 },
    });
    expect(problems.map(({ reason }) => reason)).toEqual(['too_slow']);
    expect(proposals).toEqual([]);
  });

  it.each([
    ['blank lines', `{${'\n'.repeat(400_000)}`, ['malformed_json']],
    ['one line without end', `{"a":"${'a'.repeat(1_200_000)}`, ['record_too_long']],
    ['very many bad lines', '{\n'.repeat(40_000), ['too_many_problems']],
  ])('that is made to exhaust its reader is told of: %s', async (_, text, reasons) => {
    const { problems } = await read(text);
    expect(problems.map(({ reason }) => reason)).toEqual(reasons);
  });
});

describe('an element of a workbook', () => {
  it('with attributes without number is no spreadsheet’s', async () => {
    const attributes = Array.from({ length: 5000 }, (_, index) => `table:a${index}="1"`).join(' ');
    const bytes = odsBook([odsSheet('Posts', [{ cells: header, attributes }])]);
    const { problems } = await readText(bytes, { name: 'a.ods' });
    expect(problems.map(({ reason }) => reason)).toEqual(['damaged_workbook']);
  });
});
