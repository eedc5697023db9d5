export * from './by-hand/index.ts';
export type { KindOfDocument } from './documents/kind.ts';
export {
  type Box,
  type DocumentText,
  type Locator,
  passageAt,
  showLocator,
  showLocators,
  type TextLine,
} from './documents/model.ts';
export { type Place, placeOf } from './documents/place.ts';
export * from './documents/reading.ts';
export { InvalidPublished } from './errors.ts';
export {
  type ImportOptions,
  type ImportProgress,
  type ImportResult,
  importPaths,
} from './import.ts';
export { defaultSettleMs, type WatchOptions, watchFolder } from './intake/watch-folder.ts';
export * from './pictures/index.ts';
export * from './proposal.ts';
export * from './quarantine/index.ts';
export { defaultLimits, type ReadLimits } from './readers/limits.ts';
export { type Found, filesUnder, NoSuchPath } from './readers/walk.ts';
export { openReaders } from './reading/open-readers.ts';
export {
  type Passage,
  type PassageLine,
  PassageNotFound,
  type PassageOptions,
  passageOf,
  passagesOf,
} from './reading/passage.ts';
export type { ReaderPool } from './reading/pool.ts';
export { type Paths, type ReadOptions, readPaths } from './reading/read-paths.ts';
export { type DocumentTexts, DocumentUnreadable, openDocumentTexts } from './reading/texts.ts';
export { RecognitionMissing, type TextRecognition } from './recognition/recognition.ts';
export { findTesseract, openTesseract } from './recognition/tesseract.ts';
export type { TableKind } from './tables/context.ts';
