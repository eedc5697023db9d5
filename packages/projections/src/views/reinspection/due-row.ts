import type { DueRow } from '../../answers/due.ts';

/** What a row says whatever the day is. */
export type FixedPart = Pick<
  DueRow,
  | 'rule'
  | 'version'
  | 'label'
  | 'basis'
  | 'owedBy'
  | 'activity'
  | 'anchor'
  | 'opens'
  | 'due'
  | 'closes'
  | 'suspensions'
  | 'expects'
  | 'underWay'
  | 'met'
  | 'period'
  | 'verified'
  | 'source'
  | 'because'
>;
