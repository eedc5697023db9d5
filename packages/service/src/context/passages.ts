import type { DocumentStore } from '@monitoring-timeline/core/documents';
import { linesAtPlaces } from '@monitoring-timeline/ingest';
import type { PassageReader } from '@monitoring-timeline/projections';
import { LRUCache } from 'lru-cache';

/** Lines before and after a passage. */
const surrounding = 1;
/** Places that are remembered: what a document says at one never changes. */
const kept = 2000;

type Lines = Awaited<ReturnType<PassageReader>>[number];

/**
 * What kept documents say at places, each read once for all who ask. Documents are read one after the other: each takes a thread and
 * its memory, however many ask.
 */
export function passagesOf(documents: DocumentStore): PassageReader {
  const told = new LRUCache<string, Lines>({ max: kept });
  let last: Promise<unknown> = Promise.resolve();

  async function read(sha256: string, locators: readonly string[]): Promise<readonly Lines[]> {
    const found = new Map(
      locators.map((locator) => [locator, told.get(`${sha256} ${locator}`)] as const),
    );
    const unread = [...found].filter(([, lines]) => !lines).map(([locator]) => locator);
    if (unread.length > 0) {
      const passages = await linesAtPlaces(documents, sha256, unread, surrounding);
      for (const [index, locator] of unread.entries()) {
        const lines = passages[index] ?? [];
        found.set(locator, lines);
        // a document that is not kept may be brought in later
        if (lines.length > 0) told.set(`${sha256} ${locator}`, lines);
      }
    }
    return locators.map((locator) => found.get(locator) ?? []);
  }

  return (sha256, locators) => {
    // what is remembered waits for nobody
    if (locators.every((locator) => told.has(`${sha256} ${locator}`)))
      return read(sha256, locators);
    const own = last.then(() => read(sha256, locators));
    last = own.catch(() => undefined);
    return own;
  };
}
