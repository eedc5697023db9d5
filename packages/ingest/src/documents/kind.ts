import type { Directory } from '@monitoring-timeline/core';
import type { KindExample } from './examples.ts';
import type { DocumentText } from './model.ts';
import type { DocumentKind, DocumentReading } from './reading.ts';

/** What an extractor may ask beside the document itself. */
export interface ExtractContext {
  /** Every authority there is or was, by name, key and identifiers. */
  readonly directory: Directory;
  /** Today as an ISO day: what is dated later is not yet published. */
  readonly today: string;
  /** Name of the file, without its folder: evidence of the weakest kind. */
  readonly file: string;
  /** Publication day of a document that prints none, as the caller knows it. */
  readonly published?: string | undefined;
  /** The opaque id of a person, whose name goes to the register beside the log. */
  person(name: string): string;
}

/** How surely a document is of a kind. */
export interface Recognition {
  /** 0 (not at all) to 1 (it says so itself in its title). Below `leastScore` it is not taken. */
  readonly score: number;
  /** What it was told by, for people. */
  readonly because: string;
}

/**
 * One kind of document: its recogniser, its extractor and its examples. To add one: write `kinds/<kind>.ts` that exports a
 * `KindOfDocument`, and list it in `kinds/index.ts`; `docs/adding-a-document-kind.md` walks through one. `recognise` looks at titles
 * and set phrases only and is cheap; `extract` never throws for what a document says: what it cannot read is among the problems
 * of its reading. One test reads every example of every kind, and sees that no other kind claims it.
 */
export interface KindOfDocument {
  /** Small letters and underscores, other than that of any other kind: files of this kind are counted under it. */
  readonly kind: DocumentKind;
  /** One at least. */
  readonly examples: readonly KindExample[];
  /** How surely a document is of this kind. Asked of every document by every kind: the highest score takes it. */
  recognise(document: DocumentText): Recognition;
  /** Draws out what a document of this kind says. It never throws for what the document says. */
  extract(document: DocumentText, context: ExtractContext): DocumentReading;
}
