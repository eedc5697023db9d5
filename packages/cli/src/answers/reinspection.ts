import type { DueCertainty, DueRow, DueStatus } from '@monitoring-timeline/projections';

/** Statuses of a next graded inspection that a first look at a country is told of. */
export const reinspectionStatuses = [
  'overdue',
  'due',
  'window_open',
  'in_progress',
] as const satisfies readonly DueStatus[];
export type ReinspectionStatus = (typeof reinspectionStatuses)[number];

/** How many authorities' next graded inspection stands where, and how surely. */
export type ReinspectionPicture = Readonly<
  Record<ReinspectionStatus, Readonly<Record<DueCertainty, number>>>
> & {
  /** How far the record of graded inspections reaches. */
  readonly recordTo: string | null;
};

/** Counts authorities, each once under a status, from the clocks of graded inspections. */
export function reinspectionPicture(rows: readonly DueRow[]): ReinspectionPicture {
  const next = rows.filter(({ activity }) => activity === 'graded_inspection');
  const count = (status: DueStatus, certainty: DueCertainty): number =>
    new Set(
      next
        .filter((row) => row.status === status && row.certainty === certainty)
        .map(({ authority }) => authority.key),
    ).size;
  const counts = (status: DueStatus): Readonly<Record<DueCertainty, number>> => ({
    certain: count(status, 'certain'),
    may_be_under_way: count(status, 'may_be_under_way'),
    beyond_record: count(status, 'beyond_record'),
  });
  return {
    overdue: counts('overdue'),
    due: counts('due'),
    window_open: counts('window_open'),
    in_progress: counts('in_progress'),
    recordTo: next[0]?.recordTo ?? null,
  };
}
