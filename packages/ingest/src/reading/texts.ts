import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isTimelineError, TimelineError } from '@monitoring-timeline/core';
import { type Box, type DocumentText, isMediaType } from '../documents/model.ts';
import { mostPixels, scales } from '../pictures/picture.ts';
import { formatOf } from '../readers/format.ts';
import { defaultLimits } from '../readers/limits.ts';
import { UnreadableFile } from '../readers/lines.ts';
import { defaultPdfLimits } from '../readers/pdf-limits.ts';
import type { TextRecognition } from '../recognition/recognition.ts';
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
  /** A page of a PDF as a PNG, with rectangles on it marked. @throws DocumentUnreadable */
  picture(
    path: string,
    page: number,
    boxes: readonly Box[],
    content?: Uint8Array,
  ): Promise<Uint8Array>;
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

/** @throws DocumentUnreadable where the work cannot read the file */
async function tellingOf<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isTimelineError(error)) throw error;
    if (!(error instanceof UnreadableFile) && !(error as NodeJS.ErrnoException).code) throw error;
    throw new DocumentUnreadable(
      `${path} cannot be shown: ${error instanceof Error ? error.message : String(error)}`,
      { path },
    );
  }
}

/** Opens the texts of files; readers of PDF pages are started with the first PDF. */
export function openDocumentTexts(recognition?: TextRecognition): DocumentTexts {
  let pool: Promise<ReaderPool> | undefined;
  const reader = {
    limits: defaultLimits,
    pdf: defaultPdfLimits,
    recognition,
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
      return tellingOf(path, () =>
        content ? withFileOf(basename(path), content, read) : read(path),
      );
    },
    async picture(path, page, boxes, content) {
      const order = { page, boxes, scale: scales.usual, marked: [], part: 'page' } as const;
      const draw = async (at: string): Promise<Uint8Array> =>
        (await (await reader.pool()).pictureOf(at, { ...order, pixels: mostPixels, fit: true }))
          .png;
      return tellingOf(path, () =>
        content ? withFileOf(basename(path), content, draw) : draw(path),
      );
    },
    async close() {
      await (await pool)?.close();
    },
  };
}
