import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
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
  /** `content` are the bytes where they lie in no file. @throws DocumentUnreadable */
  of(path: string, sha256: string, content?: Uint8Array): Promise<DocumentText>;
  /** Ends the readers of PDF pages. */
  close(): Promise<void>;
}

/** Lets bytes be read as a file, which is gone afterwards. */
async function withFileOf<T>(
  name: string,
  content: Uint8Array,
  read: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'timeline-text-'));
  try {
    const path = join(folder, name);
    await writeFile(path, content, { mode: 0o600 });
    return await read(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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
    async of(path, sha256, content) {
      const { documentText } = await import('./read-document.ts');
      const read = async (at: string): Promise<DocumentText> => {
        const format = await formatOf(at);
        const type = isMediaType(format) ? format : 'text/plain';
        return documentText(at, sha256, type, reader);
      };
      try {
        return await (content ? withFileOf(basename(path), content, read) : read(path));
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
