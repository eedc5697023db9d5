export * from './by-hand/index.ts';
export {
  type DocumentText,
  type Locator,
  passageAt,
  showLocator,
  showLocators,
  type TextLine,
} from './documents/model.ts';
export * from './documents/reading.ts';
export { InvalidPublished } from './errors.ts';
export {
  type ImportOptions,
  type ImportProgress,
  type ImportResult,
  importPaths,
  type QuarantinedItem,
} from './import.ts';
export * from './proposal.ts';
export { type ReadOptions, readPaths } from './read.ts';
export { defaultLimits, type ReadLimits } from './readers/limits.ts';
export { NoSuchPath } from './readers/walk.ts';
