import type { Drawn, DrawSettings } from '../documents/draw-out.ts';
import type { KindOfDocument } from '../documents/kind.ts';
import type { DocumentText, MediaType } from '../documents/model.ts';
import { readHtml } from '../readers/html.ts';
import type { ReadLimits } from '../readers/limits.ts';
import { UnreadableFile } from '../readers/lines.ts';
import { defaultPdfLimits, type PdfLimits } from '../readers/pdf-limits.ts';
import { readText } from '../readers/text.ts';
import { type Recognised, recognisedDocument } from '../recognition/document.ts';
import { recognisePages } from '../recognition/pages.ts';
import type { TextRecognition } from '../recognition/recognition.ts';
import { drawDocument, readPdf } from './pdf.ts';
import type { ReaderPool } from './pool.ts';

export interface DocumentSettings extends DrawSettings {
  readonly limits: ReadLimits;
  /** Kinds of document that are understood; the shipped ones, read beside this thread, unless given. */
  readonly kinds?: readonly KindOfDocument[] | undefined;
  readonly pdf?: PdfLimits | undefined;
  /** What recognises the text of PDFs that hold pictures; without it they are refused as `image_only`. */
  readonly recognition?: TextRecognition | undefined;
  /** Its directory is that of these settings. */
  readonly pool: () => Promise<ReaderPool>;
}

/**
 * The text of a document with its places.
 * @throws UnreadableFile with the reason, where there is no text to be had
 */
export async function documentText(
  path: string,
  sha256: string,
  mediaType: MediaType,
  settings: Pick<DocumentSettings, 'limits' | 'pdf' | 'pool' | 'recognition'>,
): Promise<DocumentText> {
  switch (mediaType) {
    case 'application/pdf': {
      const pool = await settings.pool();
      return recognisedElse(
        path,
        settings,
        () => readPdf(path, sha256, pool, settings.pdf ?? defaultPdfLimits),
        (recognised) => recognisedDocument(path, { sha256, mediaType }, recognised),
      );
    }
    case 'text/html':
      return readHtml(path, sha256, settings.limits);
    case 'text/plain':
      return readText(path, sha256, settings.limits);
    default: {
      // what is unpacked may be made to exhaust its reader
      const pool = await settings.pool();
      const pages = await pool.pagesOf(path, { sha256, mediaType, limits: settings.limits });
      return { source: { file: path, sha256, mediaType }, paged: false, pages };
    }
  }
}

/** What is read of a file, or made of what its pictures say where it holds nothing else and somebody asked for that. */
async function recognisedElse<T>(
  path: string,
  { pool, recognition }: Pick<DocumentSettings, 'pool' | 'recognition'>,
  read: () => Promise<T>,
  made: (recognised: Recognised) => T | Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const pictures = error instanceof UnreadableFile && error.reason === 'image_only';
    if (!pictures || !recognition) throw error;
    return made(await recognisePages(path, await pool(), recognition));
  }
}

/** Reads one document. @throws UnreadableFile with the reason, where there is no text to be had */
export async function readDocument(
  path: string,
  sha256: string,
  mediaType: MediaType,
  settings: DocumentSettings,
): Promise<Drawn> {
  const { today, published, limits, kinds } = settings;
  if (kinds) {
    const { drawOut } = await import('../documents/draw-out.ts');
    return recognisedElse(
      path,
      settings,
      async () => {
        const plain = { ...settings, recognition: undefined };
        return drawOut(await documentText(path, sha256, mediaType, plain), settings, kinds);
      },
      (recognised) => {
        const document = recognisedDocument(path, { sha256, mediaType }, recognised);
        return drawOut(document, { ...settings, sure: recognised.sure }, kinds);
      },
    );
  }
  const order = { sha256, mediaType, limits, today, published };
  const pool = await settings.pool();
  const draw = (recognised?: Recognised) =>
    drawDocument(path, { ...order, recognised }, pool, settings.pdf ?? defaultPdfLimits);
  return recognisedElse(path, settings, draw, draw);
}
