import type { AuditRule } from '../place.ts';
import { outBy } from '../reckoning/reports.ts';

const judgedStrands = new Set(['SLAC', 'CPI', 'TLAC']);

/** Before the single inspection framework each strand stands at its own latest grade. */
export const strandsStand: AuditRule = {
  says: 'under SLAC, CPI and TLAC each strand stands at the grade of the latest report that judged it',
  *wrong({ authority, day, standing }) {
    const rows = outBy(authority, day);
    if (!judgedStrands.has(rows.at(-1)?.framework ?? '')) return;
    if (standing.overall !== null) yield `an overall grade of ${standing.overall.grade}`;
    for (const strand of ['help_and_protection', 'children_in_care'] as const) {
      const row = rows.findLast(
        ({ framework, grades }) => judgedStrands.has(framework) && grades.has(strand),
      );
      const shown = standing.areas[strand];
      if (row?.grades.get(strand) !== shown?.grade) {
        yield `${strand} ${shown?.grade ?? 'absent'}, by the table ${row?.grades.get(strand) ?? 'absent'}`;
      }
    }
  },
};
