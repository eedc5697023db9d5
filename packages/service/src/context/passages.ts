import type { DocumentStore } from '@monitoring-timeline/core/documents';
import { linesAtPlaces } from '@monitoring-timeline/ingest';
import type { PassageReader } from '@monitoring-timeline/projections';
import { LRUCache } from 'lru-cache';

/** Lines before and after a passage. */
const surrounding = 1;
/** Places that are remembered: what a document says at one never changes. */
const kept = 2000;

type Lines = Awaited<ReturnType<PassageReader>>[number];

/** What kept documents say at places, each read once for all who ask. */
export function passagesOf(documents: DocumentStore): PassageReader {
  const told = new LRUCache<string, Lines>({ max: kept });
  return async (sha256, locators) => {
    const nameOf = (locator: string): string => `${sha256} ${locator}`;
    const unread = locators.filter((locator) => !told.has(nameOf(locator)));
    const read = new Map<string, Lines>();
    if (unread.length > 0) {
      const passages = await linesAtPlaces(documents, sha256, unread, surrounding);
      for (const [index, lines] of passages.entries()) {
        const name = nameOf(unread[index] ?? '');
        read.set(name, lines);
        // a document that is not kept may be brought in later
        if (lines.length > 0) told.set(name, lines);
      }
    }
    return locators.map((locator) => read.get(nameOf(locator)) ?? told.get(nameOf(locator)) ?? []);
  };
}
