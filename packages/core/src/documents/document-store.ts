import { hash } from 'node:crypto';
import { TimelineError } from '../errors.ts';

/** SHA-256 of a document's bytes in lower-case hex: its only name. */
export type DocumentId = string;

/** Largest document that is taken where the store was not told otherwise, in bytes. */
export const defaultMaxBytes = 64 * 1024 * 1024;

/** What a document store may be told. */
export interface DocumentStoreOptions {
  /** Largest document that is taken, in bytes. */
  readonly maxBytes?: number;
}

/**
 * The bytes of documents, kept beside the log under their own hash. Facts never depend on it, passages do. Its
 * promises are the contract suite in `test/contract`.
 */
export interface DocumentStore {
  /**
   * Keeps the bytes and gives their name; the same bytes twice are kept once.
   * @throws DocumentTooLarge
   */
  put(bytes: Uint8Array): Promise<DocumentId>;
  /**
   * The bytes of that name, exactly.
   * @throws DocumentNotFound, DocumentDamaged, InvalidDocumentId
   */
  get(id: DocumentId): Promise<Uint8Array>;
  /** Whether a document of that name was kept. @throws InvalidDocumentId */
  has(id: DocumentId): Promise<boolean>;
  /** Removes the bytes of that name; false where there are none. @throws InvalidDocumentId */
  remove(id: DocumentId): Promise<boolean>;
}

/** The document is larger than the store takes; nothing was kept. */
export class DocumentTooLarge extends TimelineError {
  readonly code = 'DocumentTooLarge';

  constructor(bytes: number, maxBytes: number) {
    super(
      `The document has ${bytes} bytes, more than the ${maxBytes} that this store takes. Raise the limit or split the document.`,
      { bytes, maxBytes },
    );
  }
}

/** No document of that name was ever put here. */
export class DocumentNotFound extends TimelineError {
  readonly code = 'DocumentNotFound';

  constructor(id: DocumentId) {
    super(`No document ${id} is kept here. Import the document again to show its passages.`, {
      id,
    });
  }
}

/** The bytes under that name are not those that were put there. */
export class DocumentDamaged extends TimelineError {
  readonly code = 'DocumentDamaged';

  constructor(id: DocumentId, found: DocumentId) {
    super(
      `Document ${id} is damaged: what is kept under its name hashes to ${found}. Import the document again to repair it.`,
      { id, found },
    );
  }
}

/** The text cannot be the name of any document. */
export class InvalidDocumentId extends TimelineError {
  readonly code = 'InvalidDocumentId';

  constructor(id: string) {
    super(`"${id}" is not a document's name: give its SHA-256 in 64 lower-case hex digits.`, {
      id,
    });
  }
}

/** Name of a document with these bytes. */
export function documentIdOf(bytes: Uint8Array): DocumentId {
  return hash('sha256', bytes, 'hex');
}

/** @throws InvalidDocumentId unless the text is a SHA-256 in lower-case hex */
export function checkDocumentId(id: string): void {
  if (!/^[0-9a-f]{64}$/.test(id)) throw new InvalidDocumentId(id);
}

/** @throws DocumentTooLarge */
export function checkSize(bytes: Uint8Array, maxBytes: number): void {
  if (bytes.byteLength > maxBytes) throw new DocumentTooLarge(bytes.byteLength, maxBytes);
}

/** The bytes, where they have their name. @throws DocumentDamaged where not */
export function verified(id: DocumentId, bytes: Uint8Array): Uint8Array {
  const found = documentIdOf(bytes);
  if (found !== id) throw new DocumentDamaged(id, found);
  return bytes;
}
