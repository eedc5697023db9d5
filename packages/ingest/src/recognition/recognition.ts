import { TimelineError } from '@monitoring-timeline/core';

/** Reads the text of a picture of a page. */
export interface TextRecognition {
  /**
   * The words of a picture (PNG), as tab-separated values of Tesseract.
   * @throws RecognitionFailed
   */
  wordsIn(png: Uint8Array): Promise<string>;
}

/** No program that recognises text is installed. */
export class RecognitionMissing extends TimelineError {
  readonly code = 'RecognitionMissing';
}

/** The program that recognises text failed on a page, or took too long. */
export class RecognitionFailed extends Error {
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}
