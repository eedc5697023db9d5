/** How much of a file is read before it is refused; sizes in bytes. Memory stays within a few times the record limit. */
export interface ReadLimits {
  /** A whole file; larger ones are refused unread. */
  readonly fileBytes: number;
  /** One record of a table or one line of JSON, in UTF-16 units. */
  readonly recordChars: number;
  /** One cell of a record, in UTF-16 units. */
  readonly cellChars: number;
  /** Cells of one record. */
  readonly cells: number;
  /** What a compressed spreadsheet may hold once inflated. */
  readonly inflatedBytes: number;
  /** Rows of one sheet that hold anything. */
  readonly sheetRows: number;
  /** Rows of all sheets together, blank ones aside. */
  readonly workbookRows: number;
  /** How deep the elements of a workbook may stand in each other. */
  readonly depth: number;
  /** Characters of a plain text or a page of HTML. */
  readonly textChars: number;
  /** Bad rows of one file, beyond which it is refused as a whole. */
  readonly problems: number;
}

/** What is read unless told otherwise: files of 512 MiB, records of a million characters, 500,000 rows of a workbook. */
export const defaultLimits: ReadLimits = {
  fileBytes: 512 * 1024 * 1024,
  recordChars: 1024 * 1024,
  cellChars: 64 * 1024,
  cells: 1000,
  inflatedBytes: 128 * 1024 * 1024,
  sheetRows: 200_000,
  workbookRows: 500_000,
  depth: 100,
  textChars: 5_000_000,
  problems: 10_000,
};
