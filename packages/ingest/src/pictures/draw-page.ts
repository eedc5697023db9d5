import type { Box } from '../documents/model.ts';
import { linesOfRuns } from '../readers/pdf-layout.ts';
import { pageRuns } from '../readers/pdf-runs.ts';
import { type OpenPdf, thenCleared } from '../readers/pdfium.ts';
import { Refused } from '../readers/refused.ts';
import { boxesOn, type Lines } from './marked-lines.ts';
import { pngOf } from './png.ts';

/** What of a document is drawn. */
export interface PictureOrder {
  /** From 1. */
  readonly page: number;
  /** Pixels for each point of the page. */
  readonly scale: number;
  /** The passages that are marked on it. */
  readonly marked: readonly Lines[];
  /** Whether the whole page is drawn, or only so much of its height as the marked passages take. */
  readonly part: 'page' | 'passage';
  /** Rectangles that are marked beside them, whichever page they stand on. */
  readonly boxes?: readonly Box[] | undefined;
  /** Most pixels of a picture. */
  readonly pixels: number;
  /** Whether a page that has more of them is drawn smaller. Default: it is refused. */
  readonly fit?: boolean | undefined;
}

/** A page as a picture. */
export interface Picture {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels for each point of the page, as it was drawn. */
  readonly scale: number;
  /** How many the document has. */
  readonly pages: number;
  /** Where the marked passages stand on the page. */
  readonly boxes: readonly Box[];
  readonly png: Uint8Array<ArrayBuffer>;
}

/** What of a page is drawn, in pixels of the whole page. */
interface Frame {
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Points above and below a passage that are drawn with it. */
const around = 30;
/** Points by which a mark reaches over its box. */
const reach = 1.5;
/** Part of the light that a mark lets through: blue, green, red. Black on it stays black. */
const marker: readonly [number, number, number] = [0x66, 0xe6, 0xff];
const white = 0xffffffff;

/**
 * Draws a page with its passages marked.
 * @throws Refused `no_such_page`, `no_such_passage`, `too_large`; what `pageRuns` refuses
 */
export function drawPage(pdf: OpenPdf, order: PictureOrder): Picture {
  const { pdfium, document } = pdf;
  const { call } = pdfium;
  const { page: number, marked, pixels: most } = order;
  const count = call.FPDF_GetPageCount(document);
  if (number < 1 || number > count) {
    throw new Refused(
      'no_such_page',
      `The document has ${count} pages: there is no page ${number}.`,
    );
  }
  const { width, height, runs } = pageRuns(pdf, number - 1, Number.POSITIVE_INFINITY);
  const scale = order.fit
    ? Math.min(order.scale, 0.999 * Math.sqrt(most / (width * height)))
    : order.scale;
  const given = (order.boxes ?? []).filter(({ page }) => page === number);
  const found = marked.length === 0 ? [] : boxesOn(linesOfRuns(runs, number), number, marked);
  const boxes = [...given, ...found];
  // of a picture of a page the lines are not known: all of it is shown
  if (marked.length > 0 && boxes.length === 0 && runs.length > 0) {
    throw new Refused('no_such_passage', `Page ${number} has no line of that number.`);
  }
  const whole = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const frame =
    order.part === 'passage' && boxes.length > 0
      ? frameOf(boxes, scale, whole)
      : { top: 0, ...whole };
  if (frame.width < 1 || frame.height < 1 || frame.width * frame.height > most) {
    throw new Refused(
      'too_large',
      `A picture of ${frame.width} by ${frame.height} pixels is not made: at most ${most} pixels are drawn. Ask for a smaller scale.`,
    );
  }
  const drawn = pixelsOf(pdf, number - 1, frame, whole.height);
  for (const box of boxes) mark(drawn, frame, box, scale);
  const png = pngOf(frame.width, frame.height, drawn);
  return { width: frame.width, height: frame.height, scale, pages: count, boxes, png };
}

function frameOf(
  boxes: readonly Box[],
  scale: number,
  whole: { readonly width: number; readonly height: number },
): Frame {
  const top = Math.min(...boxes.map(({ y }) => y)) - around;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + around;
  const from = Math.max(0, Math.floor(top * scale));
  const to = Math.min(whole.height, Math.ceil(bottom * scale));
  return { top: from, width: whole.width, height: to - from };
}

/** The pixels of a frame, four bytes each: blue, green, red and one that says nothing. */
function pixelsOf(
  { pdfium, document }: OpenPdf,
  index: number,
  { top, width, height }: Frame,
  wholeHeight: number,
): Uint8Array {
  const { call } = pdfium;
  const page = call.FPDF_LoadPage(document, index);
  return thenCleared(
    () => {
      const bitmap = call.FPDFBitmap_Create(width, height, 0);
      if (bitmap === 0) {
        throw new Refused(
          'too_much_memory',
          'There is no memory for the picture. Ask for a smaller scale.',
        );
      }
      return thenCleared(
        () => {
          call.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white);
          call.FPDF_RenderPageBitmap(bitmap, page, 0, -top, width, wholeHeight, 0, 0);
          const from = call.FPDFBitmap_GetBuffer(bitmap);
          const stride = call.FPDFBitmap_GetStride(bitmap);
          // of 32 bits a pixel, rows stand one behind the other
          return new Uint8Array(pdfium.view().buffer, from, stride * height).slice();
        },
        () => call.FPDFBitmap_Destroy(bitmap),
      );
    },
    () => call.FPDF_ClosePage(page),
  );
}

/** Lays a colour over a box, as a marker pen would. */
function mark(pixels: Uint8Array, { top, width, height }: Frame, box: Box, scale: number): void {
  const left = Math.max(0, Math.floor((box.x - reach) * scale));
  const right = Math.min(width, Math.ceil((box.x + box.width + reach) * scale));
  const first = Math.max(0, Math.floor(box.y * scale) - top);
  const last = Math.min(height, Math.ceil((box.y + box.height) * scale) - top);
  for (let y = first; y < last; y += 1) {
    for (let at = (y * width + left) * 4; at < (y * width + right) * 4; at += 4) {
      for (let part = 0; part < 3; part += 1) {
        pixels[at + part] = ((pixels[at + part] ?? 0) * (marker[part] ?? 0)) / 0xff;
      }
    }
  }
}
