export { type Clock, systemClock } from '@monitoring-timeline/core';
export type * from './answers/index.ts';
export * from './asking/index.ts';
export * from './coordinates.ts';
export { authorityOfStream } from './engine/authority-of-stream.ts';
export { Breath, unhurried } from './engine/breath.ts';
export { loadDirectory } from './engine/directory.ts';
export { DueIndex } from './engine/due-index.ts';
export type { Lag } from './engine/lag.ts';
export { type LogReach, logReach } from './engine/log-reach.ts';
export type { Rebuild, RebuiltDifference } from './engine/rebuild.ts';
export { RecordSource } from './engine/record-source.ts';
export { openSnapshots } from './engine/snapshots.ts';
export { createVirtualClock, type VirtualClock } from './engine/virtual-clock.ts';
export type { Asking, AskOptions } from './face/asking.ts';
export type { NoticePage, Notices } from './face/notices.ts';
export { ofWhole, rowSchema } from './live/answers-at.ts';
export { type Checkpoint, sameCheckpoint } from './live/checkpoint.ts';
export { schedulerOf } from './live/clock-scheduler.ts';
export { conflateMap } from './live/conflate-map.ts';
export { aborted, followPages, type Paged } from './live/follow-pages.ts';
export type { LogMove } from './live/moved.ts';
export { pull } from './live/pull.ts';
export { changesOf, type RowChange, type WatchedRows } from './live/rows.ts';
export type { Step, WatchedAnswer, Watches, Watching, WatchOptions } from './live/watch.ts';
export { authoritiesWanted, type NoticeInterest, wantsNotice } from './notices/interest.ts';
export { byWeight, type NoticeKind, type NoticeWeight, noticeKinds } from './notices/kinds.ts';
export type { Notice } from './notices/notice.ts';
export * from './policy/index.ts';
export type { Projection } from './projections/fold.ts';
export { type ProjectionDefinition, projection } from './projections/projection.ts';
export { interestMeant, interestWords } from './questions/interest-words.ts';
export { AuthorityRecord } from './record/authority-record.ts';
export type { GradedReport } from './record/graded-report.ts';
export { Knowledge } from './record/knowledge.ts';
export * from './timeline.ts';
export * from './views/across/board.ts';
export { type AuthorityChoice, chosenAuthorities } from './views/across/chosen-authorities.ts';
export * from './views/across/commitments.ts';
export * from './views/across/findings.ts';
export * from './views/across/list.ts';
export * from './views/activity.ts';
export type { ViewContext } from './views/authority.ts';
export * from './views/explain/explain.ts';
export * from './views/explain/parts.ts';
export * from './views/history.ts';
export * from './views/interventions/history.ts';
export * from './views/leadership/changes.ts';
export * from './views/leadership/history.ts';
export { type Answers, type AnswersContext, answersOf } from './views/learnt/answers.ts';
export {
  type Change,
  type Changes,
  changesBetween,
  composeChanges,
} from './views/learnt/changes.ts';
export * from './views/learnt/diff.ts';
export * from './views/learnt/replay.ts';
export * from './views/picture/coverage.ts';
export * from './views/picture/picture.ts';
export * from './views/picture/published-table.ts';
export * from './views/picture/reconcile.ts';
export { compareDue, type DueMove } from './views/reinspection/compare.ts';
export * from './views/reinspection/due.ts';
export {
  asksForALook,
  type CalendarStatus,
  type DueCertainty,
  type DueStatus,
  dueStatuses,
} from './views/reinspection/status-codes.ts';
export * from './views/standing/standing.ts';
export * from './views/standing/state.ts';
export * from './views/themes.ts';
export { stands } from './views/told/told.ts';
export { stateWords, toldWords } from './views/told/words.ts';
export * from './views/trajectory/indicator-series.ts';
export type { Direction, TrajectoryOptions } from './views/trajectory/points.ts';
export * from './views/trajectory/spells.ts';
export * from './views/trajectory/trajectory.ts';
