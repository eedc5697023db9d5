import { cellGap, type TextRun, wordGap } from './pdf-layout.ts';
import { type OpenPdf, type Pdfium, thenCleared } from './pdfium.ts';
import { Refused } from './refused.ts';
import { RunText } from './run-text.ts';
import { type Upright, uprightOf } from './upright.ts';

/** A page as it is looked at: turned upright, in points from its top left corner. */
export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly TextRun[];
}

/** Room for what PDFium writes at once: six floats or four doubles. */
const room = 32;

/**
 * The text of one page in runs of one base line and size, parted where they leave a gap, without the blanks at their ends.
 * `index` is that of the page, from 0.
 * @throws Refused where the page cannot be read or has more runs than `most`
 */
export function pageRuns({ pdfium, document }: OpenPdf, index: number, most: number): PdfPage {
  const { call } = pdfium;
  const page = call.FPDF_LoadPage(document, index);
  if (page === 0) {
    throw new Refused(
      'damaged_pdf',
      `Page ${index + 1} of the PDF is damaged and cannot be read. Fetch it again.`,
    );
  }
  const read = (): PdfPage => {
    const upright = uprightOf(pdfium, page);
    const text = call.FPDFText_LoadPage(page);
    const runs = thenCleared(
      () => pdfium.lent(room, (place) => new Runs(pdfium, text, place, upright).all()),
      () => call.FPDFText_ClosePage(text),
    );
    if (runs.length > most) {
      throw new Refused(
        'too_much_text',
        `Page ${index + 1} holds ${runs.length} runs of text; at most ${most} are read.`,
      );
    }
    return { width: upright.width, height: upright.height, runs };
  };
  return thenCleared(read, () => call.FPDF_ClosePage(page));
}

const blank = 0x20;
/** What PDFium gives for a hyphen that parts a word at the end of a line. */
const parting = 2;
/** What stands for a character whose font does not say which it is, as a symbol font would have it: alone it is the mark of a list. */
const unsaid = 0xf0b7;
const hyphen = 0x2d;
const none = -1;
/** Parts of the type: how far a run may begin before the one before it ends, and how far a character stands from what it is printed over. */
const overlap = 0.3;
const noGap = 0.02;
/** Points by which characters of one base line may differ in it. */
const sameLine = 0.05;
/** The slope from which text does not run from left to right. */
const slanted = 0.1;

const round = (value: number): number => Math.round(value * 10) / 10;

/** A run that may go on; its text is gathered beside it. */
interface OpenRun {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Its last character that is no blank. */
  last: number;
}

/** Puts the characters of a page together to runs, in the order of PDFium. */
class Runs {
  readonly #pdfium: Pdfium;
  readonly #text: number;
  /** Where PDFium writes what it is asked for. */
  readonly #place: number;
  readonly #upright: Upright;
  readonly #runs: TextRun[] = [];
  /** The text object of the character before, the size of its type, and whether it runs from left to right. */
  #object = 0;
  #size = 0;
  #level = true;
  #run: OpenRun | undefined;
  readonly #shown = new RunText();
  /** The first blank of the document since the last character of the run. */
  #blank = none;
  /** Whether the next character may stand apart from the one before. */
  #apart = false;
  /** Where the character looked at last stands. */
  #x = 0;
  #y = 0;

  constructor(pdfium: Pdfium, text: number, place: number, upright: Upright) {
    this.#pdfium = pdfium;
    this.#text = text;
    this.#place = place;
    this.#upright = upright;
  }

  all(): readonly TextRun[] {
    // asked of every character
    const { FPDFText_GetTextObject: objectOf, FPDFText_GetUnicode: codeOf } = this.#pdfium.call;
    const text = this.#text;
    const count = this.#pdfium.call.FPDFText_CountChars(text);
    for (let index = 0; index < count; index += 1) {
      const object = objectOf(text, index);
      // what belongs to no object was put in by PDFium between two
      if (object === 0) continue;
      if (object !== this.#object) this.#begin(index, object);
      const code = codeOf(text, index);
      if (code === blank) this.#takeBlank(index);
      else this.#take(index, code);
    }
    this.#end();
    return this.#runs;
  }

  #begin(index: number, object: number): void {
    const { call } = this.#pdfium;
    const place = this.#place;
    // a run at a slant is its object and no more
    if (!this.#level) this.#end();
    call.FPDFText_GetMatrix(this.#text, index, place);
    const view = this.#pdfium.view();
    const [a, b] = [view.getFloat32(place, true), view.getFloat32(place + 4, true)];
    const [c, d] = [view.getFloat32(place + 8, true), view.getFloat32(place + 12, true)];
    const { x, y } = this.#upright;
    const along = x(a, b) - x(0, 0);
    const down = y(a, b) - y(0, 0);
    const level = along > 0 && Math.abs(down) <= slanted * along;
    if (!level) this.#end();
    this.#level = level;
    this.#size = round(call.FPDFText_GetFontSize(this.#text, index) * Math.hypot(c, d));
    this.#object = object;
    this.#apart = true;
  }

  #takeBlank(index: number): void {
    const put = this.#pdfium.call.FPDFText_IsGenerated(this.#text, index) === 1;
    if (!put && this.#blank === none) this.#blank = index;
    this.#apart = true;
  }

  #take(index: number, code: number): void {
    if (this.#apart) {
      this.#look(index);
      if (this.#run && !this.#goesOn(this.#run)) this.#end();
      this.#apart = false;
    }
    if (this.#run) this.#run.last = index;
    else {
      this.#endBlank();
      this.#run = { x: this.#x, y: this.#y, size: this.#size, last: index };
    }
    this.#shown.add(this.#meant(index, code));
    this.#blank = none;
  }

  /** Whether a run goes on where the character looked at stands; puts a blank in where that is a word apart. */
  #goesOn(run: OpenRun): boolean {
    const size = this.#size;
    if (!this.#level) {
      if (this.#blank !== none) this.#shown.add(blank);
      return true;
    }
    if (run.size !== size || Math.abs(run.y - this.#y) > sameLine) return false;
    const gap = this.#x - this.#right(run.last);
    if (gap < -overlap * size || gap > cellGap * size) return false;
    if (gap > wordGap * size || (this.#blank !== none && !this.#printedOver())) {
      this.#shown.add(blank);
    }
    return true;
  }

  /** Whether the character looked at stands where the blank before it does: then the blank was put there by mistake. */
  #printedOver(): boolean {
    const [x, y] = [this.#x, this.#y];
    this.#look(this.#blank);
    const apart = x - this.#x;
    [this.#x, this.#y] = [x, y];
    return apart <= noGap * this.#size;
  }

  /** The code point that a character is meant as. */
  #meant(index: number, code: number): number {
    const { call } = this.#pdfium;
    if (call.FPDFText_HasUnicodeMapError(this.#text, index) === 1) return unsaid;
    return code === parting && call.FPDFText_IsHyphen(this.#text, index) === 1 ? hyphen : code;
  }

  #end(): void {
    const run = this.#run;
    if (run) {
      this.#run = undefined;
      const { x, y, size } = run;
      const text = this.#shown.taken();
      if (text !== '') this.#push(text, x, y, Math.max(0, this.#right(run.last) - x), size);
    }
    this.#endBlank();
  }

  /** Notes a blank that stands beside a run, which parts it from the next. */
  #endBlank(): void {
    if (this.#blank === none) return;
    const [x, y] = [this.#x, this.#y];
    this.#look(this.#blank);
    this.#push(' ', this.#x, this.#y, 0, this.#size);
    this.#blank = none;
    [this.#x, this.#y] = [x, y];
  }

  #push(text: string, x: number, y: number, width: number, height: number): void {
    const blank = text.trim() === '';
    this.#runs.push({ text, x: round(x), y: round(y), width: round(width), height, blank });
  }

  #look(index: number): void {
    const place = this.#place;
    this.#pdfium.call.FPDFText_GetCharOrigin(this.#text, index, place, place + 8);
    const view = this.#pdfium.view();
    const x = view.getFloat64(place, true);
    const y = view.getFloat64(place + 8, true);
    this.#x = this.#upright.x(x, y);
    this.#y = this.#upright.y(x, y);
  }

  /** Where a character ends: with what follows it where the page is not turned, else as far as it is drawn. */
  #right(index: number): number {
    const { call } = this.#pdfium;
    const place = this.#place;
    const { turned, x } = this.#upright;
    if (!turned && this.#level) {
      call.FPDFText_GetLooseCharBox(this.#text, index, place);
      return x(this.#pdfium.view().getFloat32(place + 8, true), 0);
    }
    call.FPDFText_GetCharBox(this.#text, index, place, place + 8, place + 16, place + 24);
    const view = this.#pdfium.view();
    const [left, right] = [view.getFloat64(place, true), view.getFloat64(place + 8, true)];
    const [bottom, top] = [view.getFloat64(place + 16, true), view.getFloat64(place + 24, true)];
    return Math.max(x(left, bottom), x(right, top));
  }
}
