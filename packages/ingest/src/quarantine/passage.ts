import { isTimelineError } from '@monitoring-timeline/core';
import type { DocumentStore } from '@monitoring-timeline/core/documents';
import { type PassageLine, passagesOf } from '../reading/passage.ts';
import type { QuarantineItem } from './queue.ts';

/** The words that something in quarantine is about: as its document has them, else as they were given. */
export interface QuarantinePassage {
  /** Whose words they are: those of the kept document, or the row or passage as it was read. */
  readonly from: 'document' | 'given';
  /** In the order of the document, or the cells of the row in theirs. */
  readonly lines: readonly PassageLine[];
}

/** Codes of errors by which a passage is not to be had, and the question none the worse. */
const without = new Set(['DocumentNotFound', 'DocumentDamaged', 'PassageNotFound']);

const surrounding = 2;
const longestGiven = 4000;

/**
 * The lines around places of a kept document, which is read once for all of them; none where the document or the place is not
 * there.
 */
export async function linesAtPlaces(
  documents: DocumentStore,
  sha256: string,
  locators: readonly string[],
  context = surrounding,
): Promise<readonly (readonly PassageLine[])[]> {
  try {
    // a compiled row names its table before its place
    const places = locators.map((locator) => locator.replace(/^table [^,]+, /, ''));
    return await passagesOf(documents, sha256, places, { context });
  } catch (error) {
    if (isTimelineError(error) && without.has((error as { code?: string }).code ?? '')) {
      return locators.map(() => []);
    }
    throw error;
  }
}

/** The lines around a place of a kept document; undefined where the document or the place is not there. */
export async function linesAround(
  documents: DocumentStore,
  sha256: string | undefined,
  locator: string | undefined,
  context = surrounding,
): Promise<readonly PassageLine[] | undefined> {
  if (sha256 === undefined || locator === undefined) return undefined;
  const [lines = []] = await linesAtPlaces(documents, sha256, [locator], context);
  return lines.length > 0 ? lines : undefined;
}

/** The passage of one thing in quarantine; undefined where it is about a whole file, or about claims in the log. */
export async function passageOfQuarantined(
  { sha256, locator, given }: QuarantineItem,
  documents: DocumentStore,
): Promise<QuarantinePassage | undefined> {
  const lines = await linesAround(documents, sha256, locator);
  if (lines) return { from: 'document', lines };
  if (given === undefined || given === null) return undefined;
  const rows =
    typeof given === 'object'
      ? Object.entries(given).map(([place, value]) => ({ place, text: textOf(value) }))
      : [{ place: locator ?? '', text: textOf(given) }];
  return { from: 'given', lines: rows.map((row) => ({ ...row, marked: [] })) };
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.slice(0, longestGiven);
}
