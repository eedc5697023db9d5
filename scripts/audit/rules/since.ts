import type { AuditRule, Place } from '../place.ts';
import { gradeIn, outBy } from '../reckoning/reports.ts';

/** Walks back from the latest row that grades the area to where another grade was given: by plain rows, not by the engine. */
function reckonedSince(
  { authority, day }: Place,
  area: string,
): { readonly grade: string; readonly since: string } | undefined {
  let found: { grade: string; since: string } | undefined;
  for (const row of outBy(authority, day).toReversed()) {
    const grade = gradeIn(row, area);
    if (grade === undefined) continue;
    if (found && found.grade !== grade) break;
    found = { grade, since: row.published };
  }
  return found;
}

/** A grade of the standing has stood since the report that the rows of the table give, combined grades included. */
export const sinceFollowsTheTable: AuditRule = {
  says: 'every grade has stood since the first report of its unbroken run, combined care grades included',
  *wrong(place) {
    const { overall, areas } = place.standing;
    for (const [area, shown] of [['overall', overall] as const, ...Object.entries(areas)]) {
      if (!shown?.since) continue;
      const reckoned = reckonedSince(place, area);
      if (reckoned === undefined || reckoned.grade !== shown.grade) continue;
      if (reckoned.since !== shown.since) {
        yield `${area} ${shown.grade} since ${shown.since}, by the table since ${reckoned.since}`;
      }
      for (const [covered, since] of Object.entries(shown.sinceOf ?? {})) {
        const own = reckonedSince(place, covered);
        if (own && own.since !== since) {
          yield `${covered} under a combined grade since ${since}, by the table since ${own.since}`;
        }
      }
    }
  },
};

/** The grade itself is the table's, but where a later edition of the statistics corrected one. */
export const gradeFollowsTheTable: AuditRule = {
  says: 'every grade is that of the latest report out by then that judged the area',
  *wrong(place) {
    for (const [area, shown] of Object.entries(place.standing.areas)) {
      const reckoned = reckonedSince(place, area);
      if (shown.grade === 'not_read' || !reckoned) continue;
      if (reckoned.grade !== shown.grade) {
        yield `${area} ${shown.grade}, by the table ${reckoned.grade}`;
      }
    }
  },
};
