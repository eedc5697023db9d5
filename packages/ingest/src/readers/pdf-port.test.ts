import { extractTextItems, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { pdfLines, pdfOf } from '../testing/pdf.ts';
import { pdfReader } from './pdf-port.ts';

/** More runs than the halves of pdf.js hand over at once, on two pages. */
const lines = Array.from({ length: 40 }, (_, index) => `Line ${index} of the page`);
const pdf = pdfOf([pdfLines(lines), pdfLines(lines.toReversed())]);

describe('a reader of one PDF within a thread', () => {
  it('gives every run of text with its place, as pdf.js alone does', async () => {
    const reader = await pdfReader();
    const document = await getDocumentProxy(pdf.slice(), { worker: reader, verbosity: 0 });
    const { items } = await extractTextItems(document);
    await document.loadingTask.destroy();
    reader.destroy();
    const alone = await extractTextItems(pdf.slice());
    expect(items).toEqual(alone.items);
    expect(items.flat().filter(({ str }) => str.startsWith('Line'))).toHaveLength(80);
  });

  it('tells what is wrong with a file that is no PDF', async () => {
    const reader = await pdfReader();
    const opening = getDocumentProxy(new Uint8Array(1000), { worker: reader, verbosity: 0 });
    await expect(opening).rejects.toMatchObject({ name: 'InvalidPDFException' });
    reader.destroy();
  });
});
