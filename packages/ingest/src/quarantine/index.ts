export type { Acceptance } from './accept.ts';
export { acceptQuarantined, type DecisionResult, rejectQuarantined } from './decide.ts';
export type { Deciding } from './deciding.ts';
export { type Edit, parseEdit } from './edit.ts';
export { AlreadyDecided, UnknownQuarantined } from './errors.ts';
export { type HowAccepted, howAccepted, waysToAccept } from './how.ts';
export { withNames } from './names.ts';
export {
  linesAround,
  linesAtPlaces,
  passageOfQuarantined,
  type QuarantinePassage,
} from './passage.ts';
export { type Doubt, doubtAbout } from './plausibility.ts';
export { asClaim, type Disagreeing, type Proposed, type Side } from './proposed.ts';
export {
  type Decision,
  findQuarantined,
  type QuarantineItem,
  type QuarantineStatus,
  type Queue,
  readQuarantine,
} from './queue.ts';
export type { QuarantinedItem } from './raise.ts';
export {
  type ClaimShown,
  type QuarantineRow,
  type QuarantineShown,
  rowOf,
  type SideShown,
  shownOf,
} from './shown.ts';
