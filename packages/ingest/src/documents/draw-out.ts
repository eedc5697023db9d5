import { basename } from 'node:path';
import { codeWords, type Directory } from '@monitoring-timeline/core';
import type { FileReading } from '../proposal.ts';
import { identifiableChild, isDocumentAboutChild, refusedForChild } from './about-a-child.ts';
import { PeopleNamed } from './document-builder.ts';
import type { KindOfDocument } from './kind.ts';
import { kindsOfDocument } from './kinds/index.ts';
import type { DocumentText } from './model.ts';
import { withBoxes } from './placed.ts';
import { proposalsOf } from './proposals.ts';
import { recogniseDocument } from './recognise.ts';
import { asked, guessed } from './recognised.ts';
import { withinProof } from './rules/proven.ts';

/** What is known of a document beside its text. */
export interface DrawSettings {
  readonly directory: Directory;
  /** Today as an ISO day. */
  readonly today: string;
  /** Publication day of a document that prints none, as the caller knows it. */
  readonly published?: string | undefined;
  /** Where its text was recognised on pictures: how sure that is, from 0 to 100. */
  readonly sure?: number | undefined;
}

/** The part of a file's reading that comes of its text; plain data, so that a thread can hand it over. */
export type Drawn = Pick<
  FileReading,
  'kind' | 'proposals' | 'problems' | 'people' | 'document' | 'foreign'
>;

/** A paper about one child is no document of ours, and nobody's to decide. */
const aboutChild: Drawn = {
  kind: 'unrecognised',
  proposals: [],
  problems: [{ reason: identifiableChild, message: refusedForChild }],
  people: [],
  foreign: true,
};

/** What a text says: its kind, all that was drawn out of it, and the claims that become of that. */
export function drawOut(
  document: DocumentText,
  settings: DrawSettings,
  kinds: readonly KindOfDocument[] = kindsOfDocument,
): Drawn {
  if (isDocumentAboutChild(document, settings.directory)) return aboutChild;
  const found = recogniseDocument(document, kinds);
  if (!found) {
    const known = kinds.map(({ kind }) => codeWords(kind)).join(', ');
    const message = `It is no document of a kind known here: ${known}.`;
    const problems = [{ reason: 'not_recognised', message }];
    return { kind: 'unrecognised', proposals: [], problems, people: [] };
  }
  const people = new PeopleNamed();
  const { directory, today, published } = settings;
  const { file, sha256 } = document.source;
  const extracted = found.kind.extract(document, {
    directory,
    today,
    file: basename(file),
    published,
    person: (name) => people.id(name),
  });
  const reading = withinProof(extracted);
  const origin = { file, sha256, paged: document.paged, directory, today, published };
  const read = proposalsOf(reading, origin, people);
  const { sure } = settings;
  const { proposals, problems } = sure === undefined ? read : asked(read, sure);
  const placed = withBoxes(sure === undefined ? reading : guessed(reading), document);
  return {
    kind: reading.kind,
    proposals,
    problems,
    people: people.all(),
    document: { reading: placed, paged: document.paged },
  };
}
