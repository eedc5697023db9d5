import type { Drawn, DrawSettings } from '../documents/draw-out.ts';
import type { KindOfDocument } from '../documents/kind.ts';
import type { DocumentText, MediaType } from '../documents/model.ts';
import { readHtml } from '../readers/html.ts';
import type { ReadLimits } from '../readers/limits.ts';
import { defaultPdfLimits, type PdfLimits } from '../readers/pdf-limits.ts';
import { readText } from '../readers/text.ts';
import { drawDocument, readPdf } from './pdf.ts';
import type { ReaderPool } from './pool.ts';

export interface DocumentSettings extends DrawSettings {
  readonly limits: ReadLimits;
  /** Kinds of document that are understood; the shipped ones, read beside this thread, unless given. */
  readonly kinds?: readonly KindOfDocument[] | undefined;
  readonly pdf?: PdfLimits | undefined;
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
  settings: Pick<DocumentSettings, 'limits' | 'pdf' | 'pool'>,
): Promise<DocumentText> {
  switch (mediaType) {
    case 'application/pdf':
      return readPdf(path, sha256, await settings.pool(), settings.pdf ?? defaultPdfLimits);
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
    return drawOut(await documentText(path, sha256, mediaType, settings), settings, kinds);
  }
  const order = { sha256, mediaType, limits, today, published };
  return drawDocument(path, order, await settings.pool(), settings.pdf ?? defaultPdfLimits);
}
