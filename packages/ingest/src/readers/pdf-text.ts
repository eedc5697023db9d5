import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { TextPage } from '../documents/model.ts';
import { withFurniture } from './furniture.ts';
import { linesOfRuns } from './pdf-layout.ts';
import type { PdfLimits } from './pdf-limits.ts';
import { pageRuns } from './pdf-runs.ts';
import { type OpenPdf, withPdf } from './pdfium.ts';
import { unmeantCharacters } from './plain-characters.ts';
import { Refused } from './refused.ts';

/** Least number of letters for a document to count as text. */
const leastLetters = 200;
/** The part of unmeant characters from which a text is not what the document says. */
const mostUnmeant = 0.02;

/** Bytes at the end of a file among which its end stands. */
const tailBytes = 4096;

/** The end of a whole file names its table of objects; without it some of the file is missing. */
function checkWhole(path: string): void {
  const file = openSync(path, 'r');
  try {
    const tail = Buffer.alloc(tailBytes);
    const from = Math.max(0, fstatSync(file).size - tailBytes);
    const length = readSync(file, tail, 0, tailBytes, from);
    if (/%%EOF|startxref/.test(tail.toString('latin1', 0, length))) return;
  } finally {
    closeSync(file);
  }
  throw new Refused(
    'truncated',
    'The PDF breaks off before its end, so parts of it are missing. Fetch it again and give the whole file.',
  );
}

function pagesOf(pdf: OpenPdf, limits: PdfLimits): readonly TextPage[] {
  const count = pdf.pdfium.call.FPDF_GetPageCount(pdf.document);
  if (count <= 0) {
    throw new Refused(
      'damaged_pdf',
      'The PDF is damaged: it has no page that can be read. Fetch it again.',
    );
  }
  if (count > limits.pages) {
    throw new Refused(
      'too_many_pages',
      `The PDF has ${count} pages; at most ${limits.pages} are read. Split it and give the parts.`,
    );
  }
  const pages: TextPage[] = [];
  let chars = 0;
  for (let index = 0; index < count; index += 1) {
    const { width, height, runs } = pageRuns(pdf, index, limits.pageItems);
    const lines = linesOfRuns(runs, index + 1);
    for (const line of lines) chars += line.text.length;
    if (chars > limits.chars) {
      throw new Refused(
        'too_much_text',
        `The PDF holds more than ${limits.chars} characters of text, which no report does.`,
      );
    }
    pages.push({ number: index + 1, width, height, lines });
  }
  return pages;
}

function lettersIn(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

function checkText(pages: readonly TextPage[]): void {
  const lines = pages.flatMap((page) => page.lines);
  const unmeant = lines.reduce((sum, { text }) => sum + unmeantCharacters(text), 0);
  let letters = 0;
  for (const { text } of lines) {
    letters += lettersIn(text);
    // where every letter is meant, it is enough that there are some
    if (unmeant === 0 && letters >= leastLetters) return;
  }
  if (letters + unmeant < leastLetters) {
    throw new Refused(
      'image_only',
      'The PDF holds hardly any text: its pages are pictures. Give one with text, or give it with --ocr, which recognises what the pictures say.',
    );
  }
  if (unmeant > (letters + unmeant) * mostUnmeant) {
    throw new Refused(
      'unreadable_text',
      'The fonts of the PDF do not say which letters they show, so its text cannot be trusted. Give another copy.',
    );
  }
}

/**
 * The pages of a PDF with their lines, its furniture marked.
 * @throws Refused with the reason
 */
export async function pdfPages(path: string, limits: PdfLimits): Promise<readonly TextPage[]> {
  checkWhole(path);
  const pages = await withPdf(path, limits.megabytes, (pdf) => pagesOf(pdf, limits));
  checkText(pages);
  return withFurniture(pages);
}
