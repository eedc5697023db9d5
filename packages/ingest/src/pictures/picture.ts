import { hash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClaimEvent, TimelineError } from '@monitoring-timeline/core';
import type { DocumentId, DocumentStore } from '@monitoring-timeline/core/documents';
import type { Box } from '../documents/model.ts';
import { placeOf } from '../documents/place.ts';
import { formatOf } from '../readers/format.ts';
import { UnreadableFile } from '../readers/lines.ts';
import { openReaders } from '../reading/open-readers.ts';
import { PassageNotFound } from '../reading/passage.ts';
import type { ReaderPool } from '../reading/pool.ts';
import type { TextRecognition } from '../recognition/recognition.ts';
import type { PictureCache } from './cache.ts';
import type { Picture, PictureOrder } from './draw-page.ts';
import { boxesOn, type Lines } from './marked-lines.ts';

/** Pixels for each point of a page: the least and the most that are drawn, and what is drawn unless asked otherwise. */
export const scales = {
  /** The smallest that may be asked for. */
  least: 0.25,
  /** The largest that may be asked for. */
  most: 4,
  /** Drawn where none is asked for. */
  usual: 1.5,
} as const;

/** Most pixels of one picture: a page of A4 at the largest scale has eight million. */
export const mostPixels = 16_000_000;

/** A page of a kept document, or a passage on it. */
export interface PictureWanted {
  /** From 1; the page on which the first passage begins unless given. */
  readonly page?: number | undefined;
  /** Locators of the passages that are marked, as events have them: `page 3, line 12 to 14`. Those on other pages are left out. */
  readonly locators?: readonly string[] | undefined;
  /** Pixels for each point of the page, 0.25 to 4. Default 1.5. */
  readonly scale?: number | undefined;
  /** The whole page, or only so much of its height as the passages take. Default: the page. */
  readonly part?: PictureOrder['part'] | undefined;
}

/** What drawing a picture may draw on. */
export interface PictureOptions {
  /** The reader that draws, where many pictures are made; else one is started and ended. */
  readonly pool?: ReaderPool | undefined;
  /** Where pictures that were made are kept. */
  readonly cache?: PictureCache | undefined;
  /**
   * What recognises the text of pages that are pictures, by which their lines are found again. Without it such a page is drawn whole
   * and without marks.
   */
  readonly recognition?: TextRecognition | undefined;
}

/** The document has no pages that could be drawn, or the picture would be too large. */
export class NoPicture extends TimelineError {
  readonly code = 'NoPicture';
}

/** Another way of drawing makes other pictures: raised, none that was made before is shown. */
const drawing = 1;

/**
 * A page of a kept PDF as a PNG, with passages marked on it, drawn in a thread of its own whose limits of time and memory hold.
 * @throws NoPicture; PassageNotFound where it has no such page or passage; DocumentNotFound, DocumentDamaged, InvalidDocumentId
 */
export async function pictureOf(
  documents: DocumentStore,
  sha256: DocumentId,
  wanted: PictureWanted,
  { pool, cache, recognition }: PictureOptions = {},
): Promise<Uint8Array> {
  const order = orderOf(sha256, wanted);
  // what is no longer kept is no longer shown
  const bytes = await documents.get(sha256);
  const key = hash(
    'sha256',
    JSON.stringify([drawing, sha256, order, ...(recognition ? ['recognised'] : [])]),
    'hex',
  );
  const made = await cache?.get(key);
  if (made) return made;
  const folder = await mkdtemp(join(tmpdir(), 'timeline-picture-'));
  let own: ReaderPool | undefined;
  try {
    const path = join(folder, 'document');
    await writeFile(path, bytes);
    if ((await formatOf(path)) !== 'application/pdf') throw withoutPages(sha256);
    if (!pool) own = await openReaders(1);
    const { png } = await drawn(path, order, (pool ?? own) as ReaderPool, recognition);
    await cache?.put(key, png);
    return png;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const { reason, message } = error;
    const missing = reason === 'no_such_page' || reason === 'no_such_passage';
    const told = `Document ${sha256} cannot be shown: ${message}`;
    throw missing
      ? new PassageNotFound(told, { sha256, reason })
      : new NoPicture(told, { sha256, reason });
  } finally {
    await own?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A page with its passages marked. On one that is a picture their lines are recognised again, as they were when it was imported. */
async function drawn(
  path: string,
  order: PictureOrder,
  pool: ReaderPool,
  recognition: TextRecognition | undefined,
): Promise<Picture> {
  const picture = await pool.pictureOf(path, order);
  const { page, marked } = order;
  if (!recognition || marked.length === 0 || picture.boxes.length > 0) return picture;
  const { pictureToRead, recognisedOn } = await import('../recognition/pages.ts');
  let boxes: readonly Box[];
  try {
    const read = await recognisedOn(await pictureToRead(path, page, pool), page, recognition);
    boxes = boxesOn(read.lines, page, marked);
  } catch (error) {
    // the page itself can be shown, whatever keeps its text from being recognised
    if (error instanceof UnreadableFile) return picture;
    throw error;
  }
  return boxes.length > 0 ? pool.pictureOf(path, { ...order, marked: [], boxes }) : picture;
}

/** @throws PassageNotFound where a locator names no lines of a page; NoPicture where it names lines of a document without pages */
function orderOf(sha256: DocumentId, wanted: PictureWanted): PictureOrder {
  const { scale = scales.usual, part = 'page', locators = [] } = wanted;
  const places = locators.map((locator): Lines => {
    const place = placeOf(locator);
    if (place?.of !== 'lines') {
      throw new PassageNotFound(
        `Document ${sha256} has no passage "${locator}" on a page. Places on pages read like "page 3, line 12" or "page 3, line 12 to 14".`,
        { sha256, locator },
      );
    }
    if (place.page === undefined) throw withoutPages(sha256);
    return place;
  });
  const page = wanted.page ?? places[0]?.page ?? 1;
  const marked = places.filter((place) => (place.page ?? 1) <= page && page <= lastPage(place));
  if (marked.length === 0 && places.length > 0 && wanted.page === undefined) {
    throw withoutPages(sha256);
  }
  return { page, scale, marked, part, pixels: mostPixels };
}

function lastPage({ page = 1, toPage = page }: Lines): number {
  return toPage;
}

function withoutPages(sha256: DocumentId): NoPicture {
  return new NoPicture(
    `Document ${sha256} is no PDF, so it has no pages to be shown. Ask for the lines of the passage instead.`,
    { sha256 },
  );
}

/** The locators of all that an event says of its document, its own first. Rows of tables and remarks about the file are among them. */
export function locatorsOf(event: ClaimEvent): readonly string[] {
  const found: string[] = [];
  const own = event.source.locator;
  // a compiled row names its table before its place
  if (own !== undefined) found.push(own.replace(/^table [^,]+, /, ''));
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (name === 'locator' && typeof member === 'string') found.push(member);
      else look(member);
    }
  };
  look(event.data);
  return [...new Set(found)];
}

/** What is drawn of an event: all that it was read from, on the page where its own passage begins. */
export function passageWanted(event: ClaimEvent): PictureWanted {
  const locators = locatorsOf(event);
  const onPages = locators.filter((locator) => locator.startsWith('page '));
  return { locators: onPages.length > 0 ? onPages : locators };
}
