import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { getDocumentProxy } from 'unpdf';
import type { TextPage } from '../documents/model.ts';
import { withFurniture } from './furniture.ts';
import { linesOfRuns, type PdfItem, runsOf } from './pdf-layout.ts';
import type { PdfLimits } from './pdf-limits.ts';
import { unmeantCharacters } from './plain-characters.ts';

/** What the pool asks of a worker. */
export interface PdfOrder {
  readonly id: number;
  readonly path: string;
  readonly limits: PdfLimits;
}

/** What a worker answers: the pages, or why there are none. */
export type PdfAnswer =
  | { readonly id: number; readonly pages: readonly TextPage[] }
  | { readonly id: number; readonly reason: string; readonly message: string };

class Refused extends Error {
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Least number of letters for a document to count as text. */
const leastLetters = 200;
/** The part of unmeant characters from which a text is not what the document says. */
const mostUnmeant = 0.02;

/** The end of a whole file names its table of objects; without it some of the file is missing. */
function checkWhole(bytes: Uint8Array): void {
  const tail = new TextDecoder('latin1').decode(bytes.subarray(-4096));
  if (!/%%EOF|startxref/.test(tail)) {
    throw new Refused(
      'truncated',
      'The PDF breaks off before its end, so parts of it are missing. Fetch it again and give the whole file.',
    );
  }
}

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(bytes, {
      verbosity: 0,
      enableXfa: false,
      maxImageSize: 1_000_000,
      useSystemFonts: false,
    });
  } catch (error) {
    if ((error as Error).name === 'PasswordException') {
      throw new Refused(
        'encrypted',
        'The PDF is locked with a password. Give a copy that opens without one.',
      );
    }
    throw new Refused(
      'damaged_pdf',
      `The PDF is damaged and cannot be opened (${(error as Error).message.slice(0, 200)}). Fetch it again.`,
    );
  }
}

async function pagesOf(pdf: Pdf, limits: PdfLimits): Promise<TextPage[]> {
  if (pdf.numPages > limits.pages) {
    throw new Refused(
      'too_many_pages',
      `The PDF has ${pdf.numPages} pages; at most ${limits.pages} are read. Split it and give the parts.`,
    );
  }
  const pages: TextPage[] = [];
  let chars = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    if (items.length > limits.pageItems) {
      throw new Refused(
        'too_much_text',
        `Page ${number} holds ${items.length} runs of text; at most ${limits.pageItems} are read.`,
      );
    }
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
    const lines = linesOfRuns(runsOf(items as readonly PdfItem[], page.view), number);
    for (const line of lines) chars += line.text.length;
    if (chars > limits.chars) {
      throw new Refused(
        'too_much_text',
        `The PDF holds more than ${limits.chars} characters of text, which no report does.`,
      );
    }
    pages.push({ number, width: right - left, height: top - bottom, lines });
    page.cleanup();
  }
  return pages;
}

function checkText(pages: readonly TextPage[]): void {
  let letters = 0;
  let unmeant = 0;
  for (const { lines } of pages) {
    for (const { text } of lines) {
      letters += text.match(/\p{L}/gu)?.length ?? 0;
      unmeant += unmeantCharacters(text);
    }
  }
  if (letters + unmeant < leastLetters) {
    throw new Refused(
      'image_only',
      'The PDF holds hardly any text: its pages are pictures. Give one with text, for example from a text recognition program.',
    );
  }
  if (unmeant > (letters + unmeant) * mostUnmeant) {
    throw new Refused(
      'unreadable_text',
      'The fonts of the PDF do not say which letters they show, so its text cannot be trusted. Give another copy.',
    );
  }
}

async function read({ path, limits }: PdfOrder): Promise<readonly TextPage[]> {
  const bytes = new Uint8Array(await readFile(path));
  checkWhole(bytes);
  const pdf = await open(bytes);
  try {
    const pages = await pagesOf(pdf, limits);
    checkText(pages);
    return withFurniture(pages);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

parentPort?.on('message', async (order: PdfOrder) => {
  const { id } = order;
  let answer: PdfAnswer;
  try {
    answer = { id, pages: await read(order) };
  } catch (error) {
    answer =
      error instanceof Refused
        ? { id, reason: error.reason, message: error.message }
        : {
            id,
            reason: 'damaged_pdf',
            message: `The PDF cannot be read (${String((error as Error).message).slice(0, 200)}). Fetch it again.`,
          };
  }
  parentPort?.postMessage(answer);
});
