import type { AuditRule } from '../place.ts';
import {
  beyondTheRecordNothingIsCertain,
  cycleFollowsTheTable,
  nobodyVanishes,
  noFalseAlarm,
  suspensionStopsClocks,
} from './due.ts';
import { expectedWhereInadequate, interventionsAgree, noneContradicted } from './interventions.ts';
import { directorsNotOvertaken, noChairOfEndedBoards, oldTellingsStandApart } from './posts.ts';
import { gradeFollowsTheTable, sinceFollowsTheTable } from './since.ts';
import { strandsStand } from './strands.ts';
import { themesLapse, toldWithWhatWasKnown } from './told.ts';

/** Every rule that the whole record is held to. */
export const auditRules: readonly AuditRule[] = [
  gradeFollowsTheTable,
  sinceFollowsTheTable,
  strandsStand,
  cycleFollowsTheTable,
  suspensionStopsClocks,
  beyondTheRecordNothingIsCertain,
  nobodyVanishes,
  noFalseAlarm,
  interventionsAgree,
  noneContradicted,
  expectedWhereInadequate,
  directorsNotOvertaken,
  noChairOfEndedBoards,
  oldTellingsStandApart,
  themesLapse,
  toldWithWhatWasKnown,
];
