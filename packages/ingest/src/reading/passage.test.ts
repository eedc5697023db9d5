import { createMemoryDocumentStore } from '@monitoring-timeline/core/documents';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showLocators } from '../documents/model.ts';
import { placeOf, within } from '../documents/place.ts';
import { pdfLines, pdfOf } from '../testing/pdf.ts';
import { passageOf } from './passage.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Enough text for a page that is no picture. */
const filler = 'Inspectors looked at what the authority does for children and families here.';

async function kept(content: Uint8Array) {
  const documents = createMemoryDocumentStore();
  return { documents, sha256: await documents.put(content) };
}

describe('a passage of a kept document', () => {
  it('is read again from the pages of a PDF, with the lines around it', async () => {
    const pages = [
      pdfLines(Array.from({ length: 6 }, () => filler)),
      pdfLines(['First', 'Second', 'Third']),
    ];
    const { documents, sha256 } = await kept(pdfOf(pages));
    expect(await passageOf(documents, sha256, 'page 2, line 2')).toEqual({
      sha256,
      lines: [
        { place: 'page 2, line 1', text: 'First', marked: [] },
        { place: 'page 2, line 2', text: 'Second', marked: [{ from: 0, to: 6 }] },
        { place: 'page 2, line 3', text: 'Third', marked: [] },
      ],
      // the size of the type about the base line, as wide as the word
      boxes: [{ page: 2, x: 70, y: 104.2, width: 40.7, height: 13.4 }],
    });
  });

  it('runs over the end of a page where its locator does', async () => {
    const { documents, sha256 } = await kept(
      pdfOf([pdfLines(['b']), pdfLines(['c', ...Array.from({ length: 6 }, () => filler)])]),
    );
    const { lines } = await passageOf(documents, sha256, 'page 1, line 1 to page 2, line 1', {
      context: 0,
    });
    expect(lines.map(({ text }) => text)).toEqual(['b', 'c']);
  });

  it('marks the spans of a field where it is asked by them', async () => {
    const { documents, sha256 } = await kept(bytes('Dear Ann\n\nOn 3 May 2026 we came.\n'));
    const spans = [{ page: 1, line: 3, from: 3, to: 13 }];
    const { lines } = await passageOf(documents, sha256, spans, { context: 0 });
    expect(lines).toEqual([
      { place: 'line 3', text: 'On 3 May 2026 we came.', marked: [{ from: 3, to: 13 }] },
    ]);
  });

  it('is a row of a table, with its cell where the locator names the column', async () => {
    const { documents, sha256 } = await kept(bytes('authority,end_date\nKent,soon\nNorfolk,\n'));
    const { lines } = await passageOf(documents, sha256, 'row 2, column end_date', { context: 0 });
    expect(lines).toEqual([{ place: 'row 2', text: 'Kent | soon', marked: [{ from: 7, to: 11 }] }]);
  });

  it('is a line of a file of events', async () => {
    const { documents, sha256 } = await kept(bytes('{"a":1}\n{"b":2}\n'));
    const { lines } = await passageOf(documents, sha256, 'line 2', { context: 0 });
    expect(lines.map(({ text }) => text)).toEqual(['{"b":2}']);
  });

  it('has no lines where the locator is about the file as a whole', async () => {
    const { documents, sha256 } = await kept(bytes('anything'));
    expect((await passageOf(documents, sha256, 'file')).lines).toEqual([]);
  });

  it.each(['line 9', 'somewhere', 'row 12'])(
    'is refused where the document has no place "%s"',
    async (locator) => {
      const { documents, sha256 } = await kept(bytes('One line of text.'));
      await expect(passageOf(documents, sha256, locator)).rejects.toMatchObject({
        code: 'PassageNotFound',
      });
    },
  );

  it('says why a document gives no passage', async () => {
    const { documents, sha256 } = await kept(bytes('%PDF-1.7\nnothing of the kind'));
    await expect(passageOf(documents, sha256, 'page 1, line 1')).rejects.toThrow('cannot be read');
  });

  it('is not to be had of a document that nobody kept', async () => {
    const { documents } = await kept(bytes('one'));
    await expect(passageOf(documents, '0'.repeat(64), 'line 1')).rejects.toMatchObject({
      code: 'DocumentNotFound',
    });
  });
});

describe('a locator for people', () => {
  const locator = fc.record({
    page: fc.integer({ min: 1, max: 90 }),
    line: fc.integer({ min: 1, max: 80 }),
    from: fc.constant(0),
    to: fc.constant(5),
  });

  it('is read back as a place that holds the first and the last of its lines', () => {
    fc.assert(
      fc.property(locator, locator, fc.boolean(), (one, other, paged) => {
        const [a, b] = paged ? [one, other] : [one, other].map((at) => ({ ...at, page: 1 }));
        const [first, last] = [a, b].sort(
          (x, y) => (x?.page ?? 0) - (y?.page ?? 0) || (x?.line ?? 0) - (y?.line ?? 0),
        );
        if (!first || !last) throw new Error('two were given');
        const place = placeOf(showLocators({ paged }, [first, last]));
        if (place?.of !== 'lines') throw new Error('not a place of lines');
        expect([within(place, first), within(place, last)]).toEqual([true, true]);
        expect(within(place, { page: last.page, line: last.line + 1 })).toBe(false);
        expect(within(place, { page: first.page, line: first.line - 1 })).toBe(false);
      }),
    );
  });
});
