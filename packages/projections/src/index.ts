export { type Clock, systemClock } from '@monitoring-timeline/core';
export type * from './answers/types.ts';
export * from './asking/index.ts';
export * from './coordinates.ts';
export { authorityOfStream } from './engine/authority-of-stream.ts';
export { Breath, unhurried } from './engine/breath.ts';
export { loadDirectory } from './engine/directory.ts';
export { DueIndex } from './engine/due-index.ts';
export type { Lag } from './engine/lag.ts';
export { type LogReach, logReach } from './engine/log-reach.ts';
export type { OnPassedOver, PassedOver } from './engine/passed-over.ts';
export type { Rebuild, RebuiltDifference } from './engine/rebuild.ts';
export { RecordSource } from './engine/record-source.ts';
export { shippedFacts } from './engine/shipped-facts.ts';
export { openSnapshots } from './engine/snapshots.ts';
export { createVirtualClock, type VirtualClock } from './engine/virtual-clock.ts';
export { type Asking, type AskOptions, QuestionNameTaken } from './face/asking.ts';
export type { NoticePage, Notices } from './face/notices.ts';
export { ofWhole, rowSchema } from './live/answers-at.ts';
export type { Step } from './live/changes-since.ts';
export { type Checkpoint, sameCheckpoint } from './live/checkpoint.ts';
export { schedulerOf } from './live/clock-scheduler.ts';
export { conflateMap } from './live/conflate-map.ts';
export { aborted, followPages, type Paged } from './live/follow-pages.ts';
export type { LogMove } from './live/moved.ts';
export { pull } from './live/pull.ts';
export { changesOf, type RowChange, type WatchedRows } from './live/rows.ts';
export { takePages } from './live/take-pages.ts';
export type { WatchedAnswer, Watches, Watching, WatchOptions } from './live/watch.ts';
export { type ForeseenChange, foresee } from './notices/foresee.ts';
export { type NoticeInterest, wantsNotice } from './notices/interest.ts';
export { byWeight, type NoticeKind, type NoticeWeight, noticeKinds } from './notices/kinds.ts';
export type { Notice } from './notices/notice.ts';
export { presentForm } from './notices/present-form.ts';
export * from './policy/index.ts';
export type { Projection } from './projections/fold.ts';
export { type ProjectionDefinition, projection } from './projections/projection.ts';
export { interestMeant, interestWords } from './questions/interest-words.ts';
export {
  londonToday,
  openTimelineReader,
  type TimelineOptions,
  type TimelineReader,
} from './reader.ts';
export { AuthorityRecord } from './record/authority-record.ts';
export type { GradedReport } from './record/graded-report.ts';
export { Knowledge } from './record/knowledge.ts';
export * from './timeline.ts';
export { UnknownRegion } from './views/across/regions-meant.ts';
export type { PassageReader } from './views/explain/passages.ts';
export * from './views/index.ts';
