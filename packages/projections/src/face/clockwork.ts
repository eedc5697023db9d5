import { type Directory, type EpochDay, england, type Position } from '@monitoring-timeline/core';
import type { RecordSource } from '../engine/record-source.ts';
import { type DueOf, dueSeen } from '../notices/seen.ts';
import type { Policy } from '../policy/schema.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
import { nextChangeDay } from '../record/change-days.ts';
import { type DueContext, dueOf } from '../views/reinspection/due.ts';
import { nextTurningDay } from '../views/turning.ts';

/** What the clocks of authorities are read with; the national record is the one that is in memory. */
export interface Clockwork {
  context(): DueContext;
  /** The next day on which anything about an authority can change by time alone: a fact comes true, a clock moves, or a telling grows old. */
  nextDay(record: AuthorityRecord, today: EpochDay, upTo?: Position): EpochDay | undefined;
  /** The clocks of an authority as notices need them. */
  readonly dueSeen: DueOf;
}

export function createClockwork(
  records: RecordSource,
  policy: Policy,
  directory: Directory,
): Clockwork {
  const context = (): DueContext => ({ policy, directory, national: records.cached(england) });
  return {
    context,
    nextDay(record, today, upTo) {
      if (record.authority === england) return nextChangeDay(record, today);
      return nextTurningDay(record, { asOf: today, knownAt: today, upTo }, context());
    },
    dueSeen: (record, at) => dueOf(record, at, context(), { whole: true }).map(dueSeen),
  };
}
