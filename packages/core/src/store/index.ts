export type { StoreOptions } from './append.ts';
export {
  CheckpointOfAnotherHistory,
  checkpointAt,
  checkpointOf,
  isOfHistory,
  positionOfCheckpoint,
  positionWritten,
} from './checkpoint.ts';
export { type Copied, type CopyOptions, type CopyProgress, CopyRefused, copyLog } from './copy.ts';
export * from './errors.ts';
export * from './event-store.ts';
export { chainHashOf, contentHashOf, headHashAfter, noHash } from './integrity.ts';
export * from './recorded-ahead.ts';
export { checkWholeLog } from './restore.ts';
export {
  type BrokenPlace,
  type Verifiable,
  type Verification,
  type VerifyOptions,
  verifyLog,
  verifyStore,
} from './verify.ts';
