/**
 * What questions answer with. Each type is made from a schema, which `@monitoring-timeline/projections/answers` has beside it: for
 * whoever checks, describes or lays out an answer.
 */
export type {
  ActivityShown,
  ActivityTold,
  ActivityView,
  LastContact,
} from './activity.ts';
export type {
  Answer,
  ReadonlyDeep,
} from './answer.ts';
export type { AuthorityListed } from './authorities.ts';
export type { BoardRow } from './board.ts';
export type {
  Commitment,
  CommitmentStatus,
} from './commitments.ts';
export type {
  AuthorityShown,
  DisagreementShown,
  Evidence,
  Lag,
  SpanOfMonths,
  SpeaksOf,
  StandingGrade,
  Successor,
} from './common.ts';
export type {
  ComparedArea,
  ComparedGradeShown,
  ComparedPair,
  Comparison,
  ComparisonNote,
  Peers,
} from './compare.ts';
export type { CoverageSpan } from './coverage.ts';
export type {
  AnswerChange,
  AuthorityDiff,
  Diff,
  DiffPart,
  DiffSummary,
  EventChange,
  EventChangeKind,
  SummaryChange,
} from './diff.ts';
export type {
  DueRow,
  Met,
  UnderWay,
} from './due.ts';
export type {
  ExplainedAnswer,
  ExplainedEvent,
  Explanation,
  PassageLine,
  RuleStated,
} from './explanation.ts';
export type {
  FindingShown,
  FindingTopic,
  ThemeFound,
} from './findings.ts';
export type {
  Hindsight,
  HindsightSpan,
  HindsightStep,
} from './hindsight.ts';
export type { HistoryEntry } from './history.ts';
export type {
  IndicatorPoint,
  IndicatorSeries,
} from './indicators.ts';
export type {
  Delivery,
  DeliveryStage,
  ExpectedIntervention,
  Intervention,
  InterventionsHistory,
  StandingIntervention,
} from './interventions.ts';
export type {
  LastKnownHolder,
  LeadershipChange,
  LeadershipHistory,
  PostConflict,
  PostHolder,
  Tenure,
  Turnover,
} from './leadership.ts';
export type {
  ListedAuthority,
  ListedGrade,
  MovedGrade,
} from './list.ts';
export type { IssuedNotice } from './notices.ts';
export type {
  AreaCounts,
  CellDifference,
  Picture,
  PictureGroup,
  PublishedComparison,
} from './picture.ts';
export type {
  ReconciledCell,
  ReconciledRow,
  Reconciliation,
} from './reconciliation.ts';
export type {
  InadequateSpell,
  Relapse,
  Spell,
  Spells,
  TimeAtGrade,
} from './spells.ts';
export type {
  AreaGrade,
  AwaitedReport,
  MentionedReport,
  ReportShown,
  Standing,
} from './standing.ts';
export type {
  Theme,
  ThemeOccasion,
  ThemeSeen,
  Themes,
} from './themes.ts';
export type {
  Today,
  TodayAuthority,
  TodayChange,
} from './today.ts';
export type {
  LastTold,
  Told,
  ToldState,
} from './told.ts';
export type {
  AreaTrajectory,
  StandingInShort,
  Trajectory,
  TrajectoryLabel,
  TrajectoryPoint,
  TrajectorySummary,
  VisitBetween,
} from './trajectory.ts';
export type {
  VisitShown,
  VisitsSince,
} from './visits.ts';
