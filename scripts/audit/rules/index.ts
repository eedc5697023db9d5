import type { AuditRule } from '../place.ts';
import {
  beyondTheRecordNothingIsCertain,
  cycleFollowsTheTable,
  nobodyVanishes,
  noFalseAlarm,
  suspensionStopsClocks,
} from './due.ts';
import { expectedWhereInadequate, interventionsAgree, noneContradicted } from './interventions.ts';
import { mentionsSetNothing } from './mentions.ts';
import { directorsNotOvertaken, noChairOfEndedBoards, oldTellingsStandApart } from './posts.ts';
import { gradeFollowsTheTable, sinceFollowsTheTable } from './since.ts';
import { causesInOrder, laterDocumentsSaySo, subjectsFollowLetters } from './sources.ts';
import { strandsStand } from './strands.ts';
import { themesLapse, toldWithWhatWasKnown } from './told.ts';

/** Every rule that the whole record is held to. */
export const auditRules: readonly AuditRule[] = [
  gradeFollowsTheTable,
  sinceFollowsTheTable,
  strandsStand,
  mentionsSetNothing,
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
  laterDocumentsSaySo,
  subjectsFollowLetters,
  causesInOrder,
];
