import { readHtml } from '../readers/html.ts';
import type { ReadLimits } from '../readers/limits.ts';
import { drawDocument, readPdf } from '../readers/pdf.ts';
import { defaultPdfLimits, type PdfLimits } from '../readers/pdf-limits.ts';
import type { PdfPool } from '../readers/pool.ts';
import { readText } from '../readers/text.ts';
import type { Drawn, DrawSettings } from './draw-out.ts';
import type { DocumentText, MediaType } from './model.ts';

export interface DocumentSettings extends DrawSettings {
  readonly limits: ReadLimits;
  readonly pdf?: PdfLimits | undefined;
  /** Its directory is that of these settings. */
  readonly pool: () => Promise<PdfPool>;
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
    default:
      return readText(path, sha256, settings.limits);
  }
}

/** Reads one document. @throws UnreadableFile with the reason, where there is no text to be had */
export async function readDocument(
  path: string,
  sha256: string,
  mediaType: MediaType,
  settings: DocumentSettings,
): Promise<Drawn> {
  const { today, published, limits } = settings;
  const order = { sha256, mediaType, limits, today, published };
  return drawDocument(path, order, await settings.pool(), settings.pdf ?? defaultPdfLimits);
}
