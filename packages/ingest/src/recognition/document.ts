import type { DocumentSource, DocumentText, TextPage } from '../documents/model.ts';

/** A document of pictures, as it was recognised. */
export interface Recognised {
  readonly pages: readonly TextPage[];
  /** How sure the program was of its words, from 0 to 100. */
  readonly sure: number;
}

/** What was recognised on the pages of a file, as its text. */
export function recognisedDocument(
  file: string,
  { sha256, mediaType }: Omit<DocumentSource, 'file'>,
  { pages }: Recognised,
): DocumentText {
  return { source: { file, sha256, mediaType }, paged: true, pages };
}
