import { basename } from 'node:path';
import type { Directory } from '@monitoring-timeline/core';
import type { FileReading } from '../proposal.ts';
import { readHtml } from '../readers/html.ts';
import type { ReadLimits } from '../readers/limits.ts';
import { readPdf } from '../readers/pdf.ts';
import { defaultPdfLimits, type PdfLimits } from '../readers/pdf-limits.ts';
import type { PdfPool } from '../readers/pool.ts';
import { readText } from '../readers/text.ts';
import { kindsOfDocument } from './kinds/index.ts';
import type { DocumentText, MediaType } from './model.ts';
import { PeopleNamed, proposalsOf } from './proposals.ts';
import { recogniseDocument } from './recognise.ts';

export interface DocumentSettings {
  readonly directory: Directory;
  /** Today as an ISO day. */
  readonly today: string;
  /** Publication day of a document that prints none, as the caller knows it. */
  readonly published?: string | undefined;
  readonly limits: ReadLimits;
  readonly pdf?: PdfLimits | undefined;
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

type Drawn = Pick<FileReading, 'kind' | 'proposals' | 'problems' | 'people' | 'document'>;

/** What a text says: its kind, all that was drawn out of it, and the claims that become of that. */
export function drawOut(document: DocumentText, settings: Omit<DocumentSettings, 'pool'>): Drawn {
  const found = recogniseDocument(document);
  if (!found) {
    const known = kindsOfDocument.map(({ kind }) => kind.replaceAll('_', ' ')).join(', ');
    const message = `It is no document of a kind known here: ${known}.`;
    const problems = [{ reason: 'not_recognised', message }];
    return { kind: 'unrecognised', proposals: [], problems, people: [] };
  }
  const people = new PeopleNamed();
  const { directory, today, published } = settings;
  const { file, sha256 } = document.source;
  const reading = found.kind.extract(document, {
    directory,
    today,
    file: basename(file),
    published,
    person: (name) => people.id(name),
  });
  const origin = { file, sha256, paged: document.paged, directory, today, published };
  const { proposals, problems } = proposalsOf(reading, origin, people);
  return {
    kind: reading.kind,
    proposals,
    problems,
    people: people.all(),
    document: { reading, paged: document.paged },
  };
}

/** Reads one document. @throws UnreadableFile with the reason, where there is no text to be had */
export async function readDocument(
  path: string,
  sha256: string,
  mediaType: MediaType,
  settings: DocumentSettings,
): Promise<Drawn> {
  return drawOut(await documentText(path, sha256, mediaType, settings), settings);
}
