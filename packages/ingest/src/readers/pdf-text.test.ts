import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog, font, page, pages, rawPdf } from '../testing/raw-pdf.ts';
import { defaultPdfLimits } from './pdf-limits.ts';
import { pdfPages } from './pdf-text.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-pdf-text-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Enough of a text for a page that is no picture. */
const filler = Array.from(
  { length: 4 },
  (_, at) =>
    `BT /F1 12 Tf 70 ${400 - at * 15} Td (Inspectors looked at what the authority does for its children.) Tj ET`,
).join('\n');

/** The one page of a PDF with these operators on it, above some filler. */
async function pageOf(content: string, more = '', fonts: readonly string[] = [font]) {
  const path = join(folder, `${Math.random()}.pdf`);
  const stream = { head: '', stream: Buffer.from(`${content}\n${filler}`, 'latin1') };
  await writeFile(
    path,
    rawPdf([catalog, pages, page(`/Contents 4 0 R ${more}`), stream, ...fonts]),
  );
  const [only] = await pdfPages(path, defaultPdfLimits);
  if (!only) throw new Error('it has one page');
  return only;
}

async function firstLine(content: string, more?: string, fonts?: readonly string[]) {
  const { lines } = await pageOf(content, more, fonts);
  return lines[0];
}

describe('the lines of a page', () => {
  it('have the size of the type, however it is set', async () => {
    const set = await firstLine('BT /F1 1 Tf 18 0 0 18 70 700 Tm (A title) Tj ET');
    const scaled = await firstLine('q 2 0 0 2 0 0 cm BT /F1 9 Tf 35 350 Td (A title) Tj ET Q');
    expect(set).toMatchObject({ text: 'A title', x: 70, y: 142, height: 18 });
    expect(scaled).toEqual(set);
  });

  it('join what is shown piece by piece, and part words that are set apart without a blank', async () => {
    const line = await firstLine(
      'BT /F1 12 Tf 70 700 Td [(Insp) 20 (ection) -250 (of) -300 (K) 30 (ent)] TJ ET',
    );
    expect(line?.text).toBe('Inspection of Kent');
    expect(line?.items).toHaveLength(1);
  });

  it('part the cells of a table that one operator shows', async () => {
    const line = await firstLine(
      'BT /F1 12 Tf 70 700 Td [(Overall effectiveness ) -9000 (Good)] TJ ET',
    );
    expect(line?.items.map(({ text }) => text)).toEqual(['Overall effectiveness', 'Good']);
    expect(line?.items[1]?.x).toBeCloseTo(70 + 114.7 + 108, 0);
  });

  it('have no blank before what is printed over it', async () => {
    const line = await firstLine(
      'BT /F1 12 Tf 70 700 Td (skilled) Tj ( ) Tj ET BT /F1 12 Tf 103.3 700 Td (, committed) Tj ET',
    );
    expect(line?.text).toBe('skilled, committed');
  });

  it('keep the hyphen of a word that goes on in the next', async () => {
    const { lines } = await pageOf(
      'BT /F1 12 Tf 70 700 Td (they were well-) Tj ET BT /F1 12 Tf 70 685 Td (trained and seen) Tj ET',
    );
    expect(lines.slice(0, 2).map(({ text }) => text)).toEqual([
      'they were well-',
      'trained and seen',
    ]);
  });

  it('are those of the page as it is looked at, where it says that it is turned', async () => {
    const upright = await pageOf('BT /F1 12 Tf 70 700 Td (A title of the report) Tj ET');
    // a page of the same size that lies on its side, its text with it
    const lying = (a: string, box: string, turn: number) =>
      pageOf(
        `BT /F1 12 Tf ${a} Tm (A title of the report) Tj ET`,
        `/MediaBox [${box}] /Rotate ${turn}`,
      );
    const quarter = await lying('0 1 -1 0 142 70', '0 0 842 595', 90);
    const half = await lying('-1 0 0 -1 525 142', '0 0 595 842', 180);
    const three = await lying('0 -1 1 0 700 525', '0 0 842 595', 270);
    for (const { width, height, lines } of [quarter, half, three]) {
      expect({ width, height }).toEqual({ width: 595, height: 842 });
      const line = lines.find(({ text }) => text === 'A title of the report');
      const [title] = upright.lines;
      expect(line).toMatchObject({ x: title?.x, y: title?.y, height: 12 });
      expect(Math.abs((line?.width ?? 0) - (title?.width ?? 0))).toBeLessThan(1.5);
    }
  });

  it('begin at the corner of the part that is shown', async () => {
    const line = await firstLine(
      'BT /F1 12 Tf 170 700 Td (A title) Tj ET',
      '/CropBox [100 100 500 800]',
    );
    expect(line).toMatchObject({ x: 70, y: 100 });
  });

  it('are not broken up by what runs upwards at the side', async () => {
    const { lines } = await pageOf('BT /F1 12 Tf 0 1 -1 0 40 600 Tm (Draft of May) Tj ET');
    expect(lines.map(({ text }) => text)).toContain('Draft of May');
  });

  it('have the mark of a list for a character whose font does not say which it is', async () => {
    const symbols =
      '<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [7 0 R] >>';
    const descendant =
      '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>';
    const fonts = [font, symbols, descendant];
    const both = '/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >>';
    const marked = 'BT /F2 12 Tf 70 700 Td <0083> Tj ET BT /F1 12 Tf 90 700 Td (see more) Tj ET';
    expect((await firstLine(marked, both, fonts))?.text).toMatch(/^\u2022[\t ]see more$/);
    const much = `BT /F2 12 Tf 70 700 Td <${'0083'.repeat(40)}> Tj ET`;
    await expect(pageOf(much, both, fonts)).rejects.toMatchObject({ reason: 'unreadable_text' });
  });
});
