export * from './across/board.ts';
export { type AuthorityChoice, chosenAuthorities } from './across/chosen-authorities.ts';
export * from './across/commitments.ts';
export * from './across/condition.ts';
export * from './across/findings.ts';
export * from './across/list.ts';
export * from './across/regions-meant.ts';
export * from './activity.ts';
export type { ViewContext } from './authority.ts';
export * from './explain/explain.ts';
export * from './explain/parts.ts';
export * from './history.ts';
export * from './interventions/interventions-history.ts';
export * from './leadership/changes.ts';
export * from './leadership/leadership-history.ts';
export { type Answers, type AnswersContext, answersOf } from './learnt/answers.ts';
export {
  type Changes,
  changesBetween,
  composeChanges,
  type TextChange,
} from './learnt/changes.ts';
export * from './learnt/diff.ts';
export * from './learnt/hindsight.ts';
export * from './learnt/replay.ts';
export * from './picture/coverage.ts';
export * from './picture/picture.ts';
export * from './picture/published-table.ts';
export * from './picture/reconcile.ts';
export { compareDue, type DueMove } from './reinspection/compare.ts';
export * from './reinspection/due.ts';
export {
  asksForALook,
  type CalendarStatus,
  type DueCertainty,
  type DueStatus,
  dueStatuses,
} from './reinspection/status-codes.ts';
export * from './standing/standing.ts';
export * from './standing/state.ts';
export * from './themes.ts';
export { stands } from './told/told.ts';
export { stateWords, toldWords } from './told/told-words.ts';
export * from './trajectory/indicator-series.ts';
export type { Direction, TrajectoryOptions } from './trajectory/points.ts';
export * from './trajectory/spells.ts';
export * from './trajectory/trajectory.ts';
