import type { KindOfDocument, Recognition } from './kind.ts';
import { kindsOfDocument } from './kinds/index.ts';
import type { DocumentText } from './model.ts';

/** A document that scores less for every kind is not recognised. */
export const leastScore = 0.5;

export interface Recognised {
  readonly kind: KindOfDocument;
  readonly recognition: Recognition;
}

/** The kind that a document is most surely of; undefined where it is of none. Of two alike the one listed first is taken. */
export function recogniseDocument(
  document: DocumentText,
  kinds: readonly KindOfDocument[] = kindsOfDocument,
): Recognised | undefined {
  let best: Recognised | undefined;
  for (const kind of kinds) {
    const recognition = kind.recognise(document);
    if (recognition.score < leastScore) continue;
    if (!best || recognition.score > best.recognition.score) best = { kind, recognition };
  }
  return best;
}
