import type { AuditRule } from '../place.ts';
import {
  beyondTheRecordNothingIsCertain,
  cycleFollowsTheTable,
  nobodyVanishes,
  noFalseAlarm,
  suspensionStopsClocks,
} from './due.ts';
import { gradeFollowsTheTable, sinceFollowsTheTable } from './since.ts';
import { strandsStand } from './strands.ts';

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
];
