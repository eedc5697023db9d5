import { type EpochDay, earliestDay } from '@monitoring-timeline/core';
import type { Coordinates } from '../coordinates.ts';
import type { LastingKind } from '../policy/telling.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
import { nextChangeDay } from '../record/change-days.ts';
import { type DueContext, nextDueDay } from './reinspection/due.ts';
import { nextTellingDay } from './told/turning.ts';

/**
 * The next day after the one asked about on which any answer about an authority can differ by time alone: a fact comes true, a clock
 * moves, or a telling grows old (of all that lasts, or of some kinds). Undefined for never. It may name a day on which nothing changes after all; it never passes one over.
 */
export function nextTurningDay(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: DueContext,
  lasting?: readonly LastingKind[],
): EpochDay | undefined {
  const { asOf } = coordinates;
  const days = [
    nextChangeDay(record, asOf),
    nextDueDay(record, coordinates, context),
    nextTellingDay(record, asOf, context.policy, lasting),
  ].filter((day) => day !== undefined);
  return days.length === 0 ? undefined : earliestDay(...days);
}
