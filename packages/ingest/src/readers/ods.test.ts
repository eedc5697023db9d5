import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { claims, readText } from '../testing/files.ts';
import { xlsxBook } from '../testing/workbooks.ts';

const areas = [
  'Overall effectiveness',
  'Impact of leaders',
  'Experiences and progress of children who need help and protection',
  'Experiences and progress of children in care',
  'Experiences and progress of care leavers',
];
const header = ['Web link', 'Local authority name', 'Ofsted region', 'Inspection date', ...areas];
const kent = ['Link', 'Kent', 'South East', '@2022-05-09', 'Good', 'Good', 'Good', 'Good', ''];

function cell(text: string): string {
  if (text === '') return '<table:table-cell/>';
  const value = text.startsWith('@')
    ? `office:value-type="date" office:date-value="${text.slice(1)}T00:00:00"`
    : 'office:value-type="string"';
  const shown = text.startsWith('@') ? 'a day' : text;
  const paragraphs = shown
    .split('\n')
    .map((line) => `<text:p><text:span>${line}</text:span></text:p>`);
  return `<table:table-cell ${value}><office:annotation><text:p>a remark</text:p></office:annotation>${paragraphs.join('')}</table:table-cell>`;
}

function sheet(name: string, rows: readonly (readonly string[])[]): string {
  const body = rows.map(
    (cells) =>
      `<table:table-row>${cells.map(cell).join('')}<table:table-cell table:number-columns-repeated="16370"/></table:table-row>`,
  );
  const rest =
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>';
  return `<table:table table:name="${name}">${body.join('')}${rest}</table:table>`;
}

function workbook(...sheets: readonly string[]): Uint8Array {
  const names = ['office', 'table', 'text'].map(
    (prefix) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${prefix}:1.0"`,
  );
  const xml = `<?xml version="1.0"?><office:document-content ${names.join(' ')}><office:body><office:spreadsheet>${sheets.join('')}</office:spreadsheet></office:body></office:document-content>`;
  return zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
    'content.xml': strToU8(xml),
  });
}

const coverRows = [
  ['Local authority inspection outcomes as at 31 March 2024'],
  ['Published on:', '@2024-08-30'],
  ['Period covered:', 'Inspections as at 31 March 2024, with a report published by 30 June 2024'],
];
const cover = sheet('Cover', coverRows);
const name = 'release.ods';

describe('a workbook of a statistical release', () => {
  it('states its publication day and edition on its cover, and its rows are read under title and remarks', async () => {
    const bytes = workbook(
      cover,
      sheet('Notes', [['A note']]),
      sheet('Inspections', [['A title'], ['A remark'], header, kent]),
    );
    const reading = await readText(bytes, { name });
    expect(reading.problems).toEqual([]);
    expect(reading.kind).toBe('statistical_release');
    const [report] = claims(reading, 'ReportPublished');
    expect(report?.source).toMatchObject({
      edition: '2024-03-31',
      published: '2024-08-30',
      locator: 'sheet Inspections, row 4',
    });
  });

  it('gives the same claim ids as the CSV of its sheet', async () => {
    const reading = await readText(workbook(cover, sheet('Inspections', [header, kent])), { name });
    const row = kent.map((text) => (text.startsWith('@') ? '09/05/2022' : text)).join(',');
    const twin = await readText(`${header.join(',')}\n${row}\n`, {
      name: 'ofsted_2024_latest.csv',
    });
    expect(reading.proposals.map(({ event }) => event.id)).toEqual(
      twin.proposals.map(({ event }) => event.id),
    );
    expect(reading.proposals).toHaveLength(2);
  });

  it('that is unknown to the list of releases is read by what its cover says', async () => {
    const next = cover.replaceAll('2024', '2026').replace('2026-08-30', '2026-09-03');
    const [report] = claims(
      await readText(workbook(next, sheet('Inspections', [header, kent])), { name }),
      'ReportPublished',
    );
    expect(report?.source).toMatchObject({ edition: '2026-03-31', published: '2026-09-03' });
  });

  it('without a cover that dates it goes to quarantine as a file', async () => {
    const { problems, proposals } = await readText(workbook(sheet('Inspections', [header, kent])), {
      name,
    });
    expect(proposals).toEqual([]);
    expect(problems.map(({ reason }) => reason)).toEqual(['release_without_publication_day']);
  });

  it('names the sheet in which no table, or one without a column, is found', async () => {
    const lacking = header.filter((column) => column !== 'Inspection date');
    const { problems } = await readText(
      workbook(cover, sheet('Extra', [['colour', 'size', 'weight']]), sheet('Wide', [lacking])),
      { name },
    );
    expect(problems.map(({ reason, locator }) => [reason, locator])).toContainEqual([
      'not_recognised',
      'sheet Extra',
    ]);
    expect(problems).toHaveLength(2);
  });

  it('of which a letter is not what was packed is refused, in either format', async () => {
    const plain = (rows: readonly (readonly string[])[]) =>
      rows.map((row) => row.map((one) => one.replace('@', '')));
    const books = {
      'release.ods': workbook(cover, sheet('Inspections', [header, kent])),
      'release.xlsx': await xlsxBook([
        { name: 'Cover', rows: plain(coverRows) },
        { name: 'Inspections', rows: plain([header, kent]) },
      ]),
    };
    for (const [name, book] of Object.entries(books)) {
      const stored = Buffer.from(zipSync(unzipSync(book), { level: 0 }));
      expect((await readText(stored, { name })).proposals, name).not.toEqual([]);
      const at = stored.indexOf('Kent');
      expect(at).toBeGreaterThan(0);
      stored.write('Bury', at);
      const { proposals, problems } = await readText(stored, { name });
      expect(proposals, name).toEqual([]);
      expect(problems.map(({ reason }) => reason)).toEqual(['damaged_workbook']);
    }
  });

  it('that is damaged, is another archive, or inflates beyond the limit is refused', async () => {
    const bytes = workbook(cover, sheet('Inspections', [header, kent]));
    const reason = async (content: Uint8Array, limits = {}) =>
      (await readText(content, { name, limits })).problems.map((problem) => problem.reason);
    const torn = bytes.slice();
    torn.fill(0xff, 300, 400);
    expect(await reason(torn)).toEqual(['damaged_workbook']);
    expect(await reason(bytes.slice(0, 700))).toEqual(['damaged_workbook']);
    expect(await reason(zipSync({ 'a.txt': strToU8('a') }))).toEqual(['not_recognised']);
    expect(await reason(bytes, { inflatedBytes: 1000 })).toEqual(['too_large']);
    expect(await reason(bytes, { sheetRows: 1 })).toEqual(['too_large']);
    expect(await reason(workbook('<table:table table:name="x"><broken></table:table>'))).toEqual([
      'damaged_workbook',
    ]);
  });
});
