import type { TextPage } from '../documents/model.ts';
import type { Picture } from '../pictures/draw-page.ts';
import { withFurniture } from '../readers/furniture.ts';
import { UnreadableFile } from '../readers/lines.ts';
import type { ReaderPool } from '../reading/pool.ts';
import type { Recognised } from './document.ts';
import { RecognitionFailed, type TextRecognition } from './recognition.ts';
import { type RecognisedPage, recognisedLines } from './words.ts';

/** How fine pages are drawn for it: what Tesseract asks for. */
export const dotsAnInch = 300;

/** Most pages of one document: a council paper of pictures takes some seconds a page. */
const mostPages = 100;
/** Most pixels of one page: A4 has nine million. */
const mostPixels = 16_000_000;
/** Fewest words for a document to have text. */
const fewestWords = 20;

/**
 * The pages of a PDF that holds pictures, each drawn by the reader and its text recognised.
 * @throws UnreadableFile with the reason
 */
export async function recognisePages(
  path: string,
  pool: Pick<ReaderPool, 'pictureOf'>,
  recognition: TextRecognition,
): Promise<Recognised> {
  const pages: TextPage[] = [];
  let [count, words, sure] = [1, 0, 0];
  for (let number = 1; number <= count; number += 1) {
    const picture = await pictureToRead(path, number, pool);
    count = picture.pages;
    if (count > mostPages) {
      throw new UnreadableFile(
        'too_many_pages',
        `The PDF has ${count} pages of pictures; the text of at most ${mostPages} is recognised. Split it and give the parts.`,
      );
    }
    const { width, height, scale } = picture;
    const read = await recognisedOn(picture, number, recognition);
    words += read.words;
    sure += read.sure;
    pages.push({
      number,
      width: width / scale,
      height: height / scale,
      lines: read.lines,
    });
  }
  if (words < fewestWords) {
    throw new UnreadableFile(
      'image_only',
      'The PDF holds pictures on which no text was recognised. Give another copy, if it is a document.',
    );
  }
  return { pages: withFurniture(pages), sure: Math.round(sure / words) };
}

/** A page as fine as its text is recognised on it. @throws UnreadableFile with the reason */
export function pictureToRead(
  path: string,
  page: number,
  pool: Pick<ReaderPool, 'pictureOf'>,
): Promise<Picture> {
  const order = { page, scale: dotsAnInch / 72, marked: [], part: 'page' } as const;
  return pool.pictureOf(path, { ...order, pixels: mostPixels, fit: true });
}

/** The lines on a picture of a page, with their places in points. @throws UnreadableFile with the reason */
export async function recognisedOn(
  { png, scale }: Pick<Picture, 'png' | 'scale'>,
  page: number,
  recognition: TextRecognition,
): Promise<RecognisedPage> {
  return recognisedLines(await textOn(recognition, png), page, scale);
}

async function textOn(recognition: TextRecognition, png: Uint8Array): Promise<string> {
  try {
    return await recognition.wordsIn(png);
  } catch (error) {
    if (!(error instanceof RecognitionFailed)) throw error;
    throw new UnreadableFile(error.reason, error.message);
  }
}
