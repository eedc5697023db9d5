import type { DocumentStore } from '@monitoring-timeline/core/documents';
import { linesAround } from '@monitoring-timeline/ingest';
import type { PassageReader } from '@monitoring-timeline/projections';
import { LRUCache } from 'lru-cache';

/** Lines before and after a passage. */
const surrounding = 1;
/** Places that are remembered: what a document says at one never changes. */
const kept = 2000;

/** What kept documents say at a place, read once for all who ask. */
export function passagesOf(documents: DocumentStore): PassageReader {
  const told = new LRUCache<string, NonNullable<Awaited<ReturnType<PassageReader>>>>({ max: kept });
  return async (sha256, locator) => {
    const place = `${sha256} ${locator}`;
    const before = told.get(place);
    if (before) return before;
    const lines = await linesAround(documents, sha256, locator, surrounding);
    if (lines) told.set(place, lines);
    return lines;
  };
}
