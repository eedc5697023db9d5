import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { authorityKey, createDirectory, extend } from '@monitoring-timeline/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawOut } from '../documents/draw-out.ts';
import { linesOfDocument } from '../documents/model.ts';
import { defaultLimits } from '../readers/limits.ts';
import { UnreadableFile } from '../readers/lines.ts';
import { defaultPdfLimits, type PdfLimits } from '../readers/pdf-limits.ts';
import { pdfLines, pdfOf } from '../testing/pdf.ts';
import { catalog, font, page, pages, rawPdf } from '../testing/raw-pdf.ts';
import { drawDocument, readPdf } from './pdf.ts';
import { createReaderPool, type ReaderPool } from './pool.ts';

const prose = Array.from(
  { length: 6 },
  (_, index) => `Line ${index + 1} of a page that tells how children are helped in this place.`,
);
const whole = pdfOf([pdfLines(['Judgement | Grade', 'Overall effectiveness | Good', ...prose])]);

let folder: string;
let pool: ReaderPool;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timeline-pdf-'));
  pool = createReaderPool(defaultPdfLimits, 2);
});

afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true, force: true });
});

async function readBytes(bytes: Uint8Array, limits: PdfLimits = defaultPdfLimits, own = pool) {
  const path = join(folder, `${Math.random()}.pdf`);
  await writeFile(path, bytes);
  return readPdf(path, '0'.repeat(64), own, limits);
}

async function reasonOf(bytes: Uint8Array, limits?: PdfLimits, own?: ReaderPool): Promise<string> {
  try {
    await readBytes(bytes, limits, own);
  } catch (error) {
    if (error instanceof UnreadableFile) return error.reason;
    throw error;
  }
  return 'read';
}

/** Runs something with a pool of its own limits. */
async function limited<T>(
  limits: Partial<PdfLimits>,
  work: (pool: ReaderPool, limits: PdfLimits) => Promise<T>,
) {
  const all = { ...defaultPdfLimits, ...limits };
  const own = createReaderPool(all, 1);
  try {
    return await work(own, all);
  } finally {
    await own.close();
  }
}

describe('the text of a PDF', () => {
  it('is lines with their cells and places, in points from the top left corner', async () => {
    const document = await readBytes(whole);
    const [, second] = linesOfDocument(document);
    expect(document).toMatchObject({ paged: true, source: { mediaType: 'application/pdf' } });
    expect(second).toMatchObject({
      page: 1,
      number: 2,
      text: 'Overall effectiveness\tGood',
      x: 70,
    });
    expect(second?.items.map(({ text, x }) => [text, x])).toEqual([
      ['Overall effectiveness', 70],
      ['Good', 340],
    ]);
    expect(second?.y).toBeCloseTo(842 - (742 - 14.5), 1);
  });

  it('is the same each time it is read', async () => {
    const [one, two] = await Promise.all([readBytes(whole), readBytes(whole)]);
    expect(one?.pages).toEqual(two?.pages);
  });

  it('has its running heads and page numbers marked, but not the title on the first page', async () => {
    const page = (number: number) => [
      { text: 'A report on services', x: 70, y: 810 },
      ...pdfLines(prose.map((line) => `${line} ${'again '.repeat(number)}`)),
      { text: String(number), x: 500, y: 30 },
    ];
    const document = await readBytes(pdfOf([page(1), page(2), page(3)]));
    const furniture = document.pages.map(({ lines }) =>
      lines.filter((line) => line.furniture).map(({ text }) => text),
    );
    expect(furniture).toEqual([
      ['1'],
      ['A report on services', '2'],
      ['A report on services', '3'],
    ]);
  });
});

describe('what a PDF says', () => {
  const letter = pdfOf([
    pdfLines([
      '12 March 2019',
      'Dear Director',
      "Focused visit to Newhaven Test children's services",
      'This letter summarises the findings of a focused visit to Newhaven Test on 19 and 20 February 2019.',
      ...prose,
    ]),
  ]);
  const order = {
    sha256: '0'.repeat(64),
    mediaType: 'application/pdf',
    limits: defaultLimits,
    today: '2026-11-21',
  } as const;
  const directory = extend(createDirectory(), [
    { kind: 'established', key: authorityKey('newhaven-test'), name: 'Newhaven Test' },
  ]);

  it('is drawn out in the thread as it would be out of its pages, with the authorities given', async () => {
    const path = join(folder, 'letter.pdf');
    await writeFile(path, letter);
    const own = createReaderPool(defaultPdfLimits, 1, directory);
    try {
      const drawn = await drawDocument(path, order, own, defaultPdfLimits);
      const document = await readPdf(path, order.sha256, own, defaultPdfLimits);
      expect(drawn.kind).toBe('focused_visit_letter');
      expect(drawn.document?.reading.authority?.value.key).toBe('newhaven-test');
      expect(drawn).toEqual(drawOut(document, { directory, ...order }));
      // each place of a field is a rectangle of its page, the claims know nothing of it
      const [place] = drawn.document?.reading.days?.locators ?? [];
      expect(place?.boxes).toMatchObject([{ page: 1, height: 13.4 }]);
      expect(place?.boxes?.[0]?.x).toBeGreaterThan(70);
      expect(JSON.stringify(drawn.proposals)).not.toContain('boxes');
    } finally {
      await own.close();
    }
    // whoever has its thread next has other authorities
    const next = createReaderPool(defaultPdfLimits, 1);
    try {
      const drawn = await drawDocument(path, order, next, defaultPdfLimits);
      expect(drawn.problems.map(({ reason }) => reason)).toContain('unknown_authority');
    } finally {
      await next.close();
    }
  });

  it('names no authority that only another directory has', async () => {
    const path = join(folder, 'unknown.pdf');
    await writeFile(path, letter);
    const drawn = await drawDocument(path, order, pool, defaultPdfLimits);
    expect(drawn.document?.reading.authority).toBeUndefined();
    expect(drawn.problems.map(({ reason }) => reason)).toContain('unknown_authority');
  });
});

describe('a PDF that cannot be read', () => {
  it('because it breaks off, holds no text, is locked or damaged has that for its reason', async () => {
    const locked = pdfOf(
      [pdfLines(prose)],
      `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >> /ID [<00> <00>]`,
    );
    expect(await reasonOf(whole.slice(0, whole.length - 400))).toBe('truncated');
    expect(await reasonOf(pdfOf([[], []]))).toBe('image_only');
    expect(await reasonOf(locked)).toBe('encrypted');
    expect(
      await reasonOf(new TextEncoder().encode('%PDF-1.4\nnothing here\nstartxref\n0\n%%EOF')),
    ).toBe('damaged_pdf');
  });

  it('because it has too many pages or is too large is refused', async () => {
    const pages = pdfOf([pdfLines(prose), pdfLines(prose), pdfLines(prose)]);
    await limited({ pages: 2 }, async (own, limits) => {
      expect(await reasonOf(pages, limits, own)).toBe('too_many_pages');
    });
    await limited({ fileBytes: 100 }, async (own, limits) => {
      expect(await reasonOf(pages, limits, own)).toBe('too_large');
    });
  });

  it('in the time given is left, and the next file is read all the same', async () => {
    // the system counts a thread's work in steps of some milliseconds: a file of one page can be read within a step
    const long = pdfOf(Array.from({ length: 200 }, () => pdfLines(prose)));
    await limited({ milliseconds: 0.01 }, async (own, limits) => {
      expect(await reasonOf(long, limits, own)).toBe('too_slow');
      expect(await reasonOf(long, limits, own)).toBe('too_slow');
    });
    expect(await reasonOf(whole)).toBe('read');
  });

  it('for the work in it ends its reader in the midst of a page, and the next file is read all the same', async () => {
    const work = deflateSync(Buffer.from('q Q '.repeat(4_000_000)));
    const slow = rawPdf([
      catalog,
      `<< /Type /Pages /Count 40 /Kids [${'3 0 R '.repeat(40)}] >>`,
      page(),
      { head: '/Filter /FlateDecode', stream: work },
      font,
    ]);
    await limited({ milliseconds: 500 }, async (own, limits) => {
      expect(await reasonOf(slow, limits, own)).toBe('too_slow');
    });
    expect(await reasonOf(whole)).toBe('read');
  });

  it('for the memory it needs ends its reader, and the next file is read by another', async () => {
    const bomb = deflateSync(Buffer.alloc(80 * 1024 * 1024, 0x20));
    const large = rawPdf([
      catalog,
      pages,
      page(),
      { head: '/Filter /FlateDecode', stream: bomb },
      font,
    ]);
    await limited({ megabytes: 64 }, async (own, limits) => {
      expect(await reasonOf(large, limits, own)).toBe('too_much_memory');
      expect(await reasonOf(whole, limits, own)).toBe('read');
    });
  });

  it('because reading has ended is refused', async () => {
    const own = createReaderPool(defaultPdfLimits, 1);
    await own.close();
    expect(await reasonOf(whole, defaultPdfLimits, own)).toBe('not_read');
  });
});
