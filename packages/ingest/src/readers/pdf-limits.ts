/** How much of one PDF is read before it is refused. */
export interface PdfLimits {
  readonly fileBytes: number;
  readonly pages: number;
  /** Runs of text on one page. */
  readonly pageItems: number;
  /** Characters of the whole document. */
  readonly chars: number;
  /** Processor time for one file in milliseconds, after which its worker is ended; sixty times that where it only waits. */
  readonly milliseconds: number;
  /** So much more for each megabyte of a table or of a file of events. */
  readonly millisecondsPerMegabyte: number;
  /** Most that one worker may hold in megabytes, on its heap and again beside it, beyond which it is ended. */
  readonly megabytes: number;
}

/** The largest report on record has 90 pages and 4 MB; these leave room and stop what is made to exhaust the reader. */
export const defaultPdfLimits: PdfLimits = {
  fileBytes: 64 * 1024 * 1024,
  pages: 500,
  pageItems: 50_000,
  chars: 5_000_000,
  milliseconds: 5000,
  millisecondsPerMegabyte: 5000,
  megabytes: 192,
};
