import { mkdir, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Box, DocumentTexts, FileReading } from '@monitoring-timeline/ingest';
import { fieldsOf, listedFieldsOf } from '../reading/fields.ts';

/** Where on its pages stands what was drawn out of a document, by page. */
function boxesByPage({ document }: FileReading): ReadonlyMap<number, readonly Box[]> {
  const pages = new Map<number, Box[]>();
  if (!document) return pages;
  for (const reading of [document.reading, ...(document.reading.enclosed ?? [])]) {
    for (const { read } of [...fieldsOf(reading), ...listedFieldsOf(reading)]) {
      for (const box of read.locators.flatMap(({ boxes = [] }) => boxes)) {
        const on = pages.get(box.page) ?? [];
        pages.set(box.page, on);
        on.push(box);
      }
    }
  }
  return pages;
}

/**
 * Draws each page on which something was read, with that marked, into a folder: `NAME.HASH.page-3.png`, HASH being the beginning of the
 * file's SHA-256. Documents without pages have none. Answers what was written.
 * @throws DocumentUnreadable
 */
export async function drawReadings(
  readings: readonly FileReading[],
  texts: DocumentTexts,
  folder: string,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const written: string[] = [];
  for (const reading of readings) {
    const { file, sha256 = '', content } = reading;
    const name = `${basename(file, extname(file))}.${sha256.slice(0, 8)}`;
    for (const [page, boxes] of [...boxesByPage(reading)].sort(([a], [b]) => a - b)) {
      const path = join(folder, `${name}.page-${page}.png`);
      await writeFile(path, await texts.picture(file, page, boxes, content));
      written.push(path);
    }
  }
  return written;
}
