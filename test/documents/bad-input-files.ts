import { deflateSync } from 'node:zlib';
import { pdfLines, pdfOf } from '../../packages/ingest/src/testing/pdf.ts';
import { catalog, font, page, pages, rawPdf } from '../../packages/ingest/src/testing/raw-pdf.ts';
import { contentOf, workbookOfXml, zipOf } from '../support/zip.ts';

/** A file made to harm its reader, and the reasons for which it may wait in quarantine. */
export interface BadFile {
  readonly title: string;
  readonly name: string;
  readonly reasons: readonly string[];
  content(): Uint8Array | string;
}

const prose = Array.from(
  { length: 8 },
  (_, index) => `Line ${index + 1} of a page that tells how children are helped in this place.`,
);

/** So many zeros, deflated; twice where a filter stands on a filter. */
function bomb(megabytes: number): Uint8Array {
  return deflateSync(Buffer.alloc(megabytes * 1024 * 1024, 0x20), { level: 1 });
}

const table = (more: string): string =>
  contentOf(`<table:table table:name="A">${more}</table:table>`);

/** Reasons of a PDF whose objects cannot be followed; PDFium mends what it can. */
const broken = ['damaged_pdf', 'image_only', 'too_many_pages', 'truncated'];
const exhausting = [...broken, 'too_much_memory', 'too_slow', 'too_much_text'];

export const badFiles: readonly BadFile[] = [
  {
    title: 'a PDF locked with a password',
    name: 'locked.pdf',
    reasons: ['encrypted'],
    content: () =>
      pdfOf(
        [pdfLines(prose)],
        `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >> /ID [<00> <00>]`,
      ),
  },
  {
    title: 'a PDF that breaks off',
    name: 'truncated.pdf',
    reasons: ['truncated'],
    content: () => pdfOf([pdfLines(prose)]).slice(0, -400),
  },
  {
    title: 'a PDF of pictures',
    name: 'pictures.pdf',
    reasons: ['image_only'],
    content: () => pdfOf([[], []]),
  },
  { title: 'nothing', name: 'nothing.pdf', reasons: ['empty_file'], content: () => '' },
  {
    title: 'a web page under the name of a PDF',
    name: 'page.pdf',
    reasons: ['html_in_pdf'],
    content: () => '<!DOCTYPE html>\n<html><body><p>Page not found</p></body></html>',
  },
  {
    title: 'a PDF of arrays 200,000 deep',
    name: 'deep.pdf',
    reasons: broken,
    content: () => rawPdf([catalog, pages, `${'['.repeat(200_000)}${']'.repeat(200_000)}`]),
  },
  {
    title: 'a PDF whose page inflates to 2 GB',
    name: 'bomb.pdf',
    reasons: exhausting,
    content() {
      const twice = deflateSync(deflateSync(Buffer.alloc(64 * 1024 * 1024, 0x20)));
      const head = '/Filter [/FlateDecode /FlateDecode]';
      const streams = Array.from({ length: 32 }, () => ({ head, stream: twice }));
      const contents = streams.map((_, index) => `${6 + index} 0 R`).join(' ');
      return rawPdf([catalog, pages, page(`/Contents [${contents}]`), '<< >>', font, ...streams]);
    },
  },
  {
    title: 'a PDF whose table of characters inflates to 400 MB',
    name: 'character-table.pdf',
    reasons: exhausting,
    content: () =>
      rawPdf([
        catalog,
        pages,
        page(),
        { head: '', stream: Buffer.from('BT /F1 12 Tf (text) Tj ET') },
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>',
        { head: '/Filter /FlateDecode', stream: bomb(400) },
      ]),
  },
  {
    title: 'a PDF that claims a million pages',
    name: 'claimed-pages.pdf',
    reasons: [...broken],
    content: () => rawPdf([catalog, '<< /Type /Pages /Count 1000000 /Kids [3 0 R] >>', page('')]),
  },
  {
    title: 'a PDF whose tree of pages goes in a circle',
    name: 'circle.pdf',
    reasons: broken,
    content: () =>
      rawPdf([
        catalog,
        '<< /Type /Pages /Count 3 /Kids [3 0 R 3 0 R 3 0 R] >>',
        '<< /Type /Pages /Count 3 /Parent 2 0 R /Kids [2 0 R 2 0 R] >>',
      ]),
  },
  {
    title: 'a PDF of references to themselves',
    name: 'itself.pdf',
    reasons: broken,
    content: () => rawPdf(['1 0 R', '2 0 R', '4 0 R', '3 0 R']),
  },
  {
    title: 'a PDF whose table of objects leads back to itself',
    name: 'xref-loop.pdf',
    reasons: broken,
    content() {
      const objects = [catalog, pages, page('')];
      const at = Buffer.from(rawPdf(objects)).lastIndexOf('xref\n0 ');
      return rawPdf(objects, `/Prev ${at}`);
    },
  },
  {
    title: 'a PDF with a string of 20 MB',
    name: 'string.pdf',
    // PDFium takes no more than 32,767 characters of a string, which is a text that nobody knows
    reasons: ['not_recognised'],
    content: () => {
      const stream = deflateSync(Buffer.from(`BT /F1 12 Tf (${'x'.repeat(20_000_000)}) Tj ET`));
      return rawPdf([catalog, pages, page(), { head: '/Filter /FlateDecode', stream }, font]);
    },
  },
  {
    title: 'a PDF whose font is noise of 8 MB',
    name: 'font.pdf',
    reasons: broken,
    content: () =>
      rawPdf([
        catalog,
        pages,
        page(),
        { head: '', stream: Buffer.from('BT /F1 12 Tf (text) Tj ET') },
        '<< /Type /Font /Subtype /TrueType /BaseFont /Odd /FontDescriptor 6 0 R >>',
        '<< /Type /FontDescriptor /FontName /Odd /Flags 4 /FontFile2 7 0 R >>',
        { head: '', stream: Buffer.alloc(8_000_000, 0xa5) },
      ]),
  },
  {
    title: 'a workbook that inflates to 300 MB',
    name: 'bomb.ods',
    reasons: ['too_large'],
    content: () => workbookOfXml(table(' '.repeat(300 * 1024 * 1024))),
  },
  {
    title: 'a workbook of elements 200,000 deep',
    name: 'deep.ods',
    reasons: ['damaged_workbook'],
    content: () => workbookOfXml(table('<table:table-row>'.repeat(200_000))),
  },
  {
    title: 'a workbook of a hundred sheets that repeat a row a million times',
    name: 'repeated.ods',
    reasons: ['too_large'],
    content() {
      const row =
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>';
      const sheet = (index: number) => `<table:table table:name="S${index}">${row}</table:table>`;
      return workbookOfXml(contentOf(Array.from({ length: 100 }, (_, at) => sheet(at)).join('')));
    },
  },
  {
    title: 'a workbook with a cell that is repeated a nonsensical number of times',
    name: 'nonsense.ods',
    reasons: ['damaged_workbook'],
    content: () =>
      workbookOfXml(
        table(
          '<table:table-row><table:table-cell table:number-columns-repeated="-3"><text:p>x</text:p></table:table-cell></table:table-row>',
        ),
      ),
  },
  {
    title: 'an archive of archives under the name of a workbook',
    name: 'archive.ods',
    reasons: ['not_recognised'],
    content: () => zipOf([{ name: 'inner.zip', content: zipOf([]) }]),
  },
  {
    title: 'a page of HTML of 100 MB, its elements 100,000 deep',
    name: 'deep.html',
    reasons: ['record_too_long', 'too_much_text'],
    content: () =>
      `<!doctype html><html>${'<div>'.repeat(100_000)}${'<p>words</p>\n'.repeat(8_000_000)}`,
  },
  {
    title: 'a page of HTML of a million tags that never end',
    name: 'open-tags.html',
    reasons: ['not_recognised', 'record_too_long'],
    content: () => `<!doctype html><html>${'<a title="\n'.repeat(300_000)}`,
  },
  {
    title: 'a text with one line of 200 MB',
    name: 'endless.txt',
    reasons: ['record_too_long'],
    content: () => Buffer.alloc(200 * 1024 * 1024, 0x78),
  },
  {
    title: 'a table of a million columns',
    name: 'wide.csv',
    reasons: ['record_too_long', 'cell_too_long'],
    content: () => `${'a,'.repeat(1_000_000)}a\n`,
  },
  {
    title: 'a line of JSON 400,000 deep',
    name: 'deep.jsonl',
    reasons: ['invalid_claim', 'malformed_json'],
    content: () => `{"id":${'['.repeat(400_000)}${']'.repeat(400_000)}}\n`,
  },
  {
    title: 'a name of odd characters',
    name: "odd '\u202e$(true);\n\u00e9\u{1f600}.txt",
    reasons: ['not_recognised'],
    content: () => 'Nothing that is known here.\n',
  },
];

/** A PDF that carries programs to be run when it is opened, and is a report for the rest. */
export function scriptedReport(marker: string, lines: readonly string[]): Uint8Array {
  const text = lines.map(
    (line, at) => `BT /F1 12 Tf 1 0 0 1 70 ${742 - at * 14.5} Tm (${line}) Tj ET`,
  );
  const script = `require\\('fs'\\).writeFileSync\\('${marker}', 'run'\\); app.alert\\('run'\\);`;
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS 6 0 R >> /AA << /WC 6 0 R >> /Names << /JavaScript << /Names [(a) 7 0 R] >> >> >>',
    pages,
    page('/Contents 4 0 R /AA << /O 7 0 R >>'),
    { head: '', stream: Buffer.from(text.join('\n')) },
    font,
    `(${script})`,
    `<< /S /JavaScript /JS (${script}) >>`,
  ]);
}
