import { readFile } from 'node:fs/promises';
import { getDocumentProxy } from 'unpdf';
import type { TextPage } from '../documents/model.ts';
import { withFurniture } from './furniture.ts';
import { linesOfRuns, type PdfItem, runsOf } from './pdf-layout.ts';
import type { PdfLimits } from './pdf-limits.ts';
import { unmeantCharacters } from './plain-characters.ts';

/** Why a PDF is not read; crosses from a thread as its reason and message. */
export class Refused extends Error {
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

/** Pages whose text is asked for before their turn: a page waits for the unpacking of its streams, and others go on meanwhile. */
const pagesAhead = 4;

interface RawPage {
  readonly view: readonly number[];
  readonly items: readonly PdfItem[];
}

async function rawPage(pdf: Pdf, number: number): Promise<RawPage> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  const { view } = page;
  page.cleanup();
  return { view, items: items as readonly PdfItem[] };
}

/** The pages of a document from first to last, a few of them begun before their turn. */
async function* rawPages(pdf: Pdf): AsyncGenerator<RawPage> {
  const begun: Promise<RawPage>[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    while (begun.length < pagesAhead && number + begun.length <= pdf.numPages) {
      const page = rawPage(pdf, number + begun.length);
      // a failure is told when its turn comes
      page.catch(() => undefined);
      begun.push(page);
    }
    yield await (begun.shift() as Promise<RawPage>);
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
  for await (const { view, items } of rawPages(pdf)) {
    const number = pages.length + 1;
    if (items.length > limits.pageItems) {
      throw new Refused(
        'too_much_text',
        `Page ${number} holds ${items.length} runs of text; at most ${limits.pageItems} are read.`,
      );
    }
    const [left = 0, bottom = 0, right = 0, top = 0] = view;
    const lines = linesOfRuns(runsOf(items, view), number);
    for (const line of lines) chars += line.text.length;
    if (chars > limits.chars) {
      throw new Refused(
        'too_much_text',
        `The PDF holds more than ${limits.chars} characters of text, which no report does.`,
      );
    }
    pages.push({ number, width: right - left, height: top - bottom, lines });
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

/**
 * The pages of a PDF with their lines, its furniture marked.
 * @throws Refused with the reason
 */
export async function pdfPages(path: string, limits: PdfLimits): Promise<readonly TextPage[]> {
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
