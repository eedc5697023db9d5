export { correctFact, holdingNow, type RepairOptions } from './correct-fact.ts';
export type { ByHand, ByHandResult } from './entry.ts';
export { EntryRefused, UnknownEvent } from './errors.ts';
export { type FoundClaim, findClaim, type WhereToLook } from './find-claim.ts';
export {
  type CorrectablePlace,
  correctionsFrom,
  type PrintedLeft,
  placesOf,
  printedLeft,
} from './places.ts';
export { type Correction, parseCorrections } from './read-corrections.ts';
export { recordFact } from './record-fact.ts';
export type { RepairCause } from './repair-source.ts';
export { type Retraction, retractFact } from './retract-fact.ts';
export { undoLast } from './undo.ts';
