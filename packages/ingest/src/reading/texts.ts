import { isTimelineError, TimelineError } from '@monitoring-timeline/core';
import { type DocumentText, isMediaType } from '../documents/model.ts';
import { formatOf } from '../readers/format.ts';
import { defaultLimits } from '../readers/limits.ts';
import { UnreadableFile } from '../readers/lines.ts';
import { defaultPdfLimits } from '../readers/pdf-limits.ts';
import { openReaders } from './open-readers.ts';
import type { ReaderPool } from './pool.ts';

/** A document whose text is asked for cannot be read as one. */
export class DocumentUnreadable extends TimelineError {
  readonly code = 'DocumentUnreadable';
}

/** Gives the text of files with its places, for whoever shows what was drawn out of them. */
export interface DocumentTexts {
  /** @throws DocumentUnreadable */
  of(path: string, sha256: string): Promise<DocumentText>;
  /** Ends the readers of PDF pages. */
  close(): Promise<void>;
}

/** Opens the texts of files; readers of PDF pages are started with the first PDF. */
export function openDocumentTexts(): DocumentTexts {
  let pool: Promise<ReaderPool> | undefined;
  const reader = {
    limits: defaultLimits,
    pdf: defaultPdfLimits,
    pool() {
      pool ??= openReaders(1);
      return pool;
    },
  };
  return {
    async of(path, sha256) {
      const { documentText } = await import('./read-document.ts');
      try {
        const format = await formatOf(path);
        const type = isMediaType(format) ? format : 'text/plain';
        return await documentText(path, sha256, type, reader);
      } catch (error) {
        if (isTimelineError(error)) throw error;
        if (!(error instanceof UnreadableFile) && !(error as NodeJS.ErrnoException).code)
          throw error;
        throw new DocumentUnreadable(
          `${path} cannot be shown: ${error instanceof Error ? error.message : String(error)}`,
          { path },
        );
      }
    },
    async close() {
      await (await pool)?.close();
    },
  };
}
