import { type Area, areas, gradeOrNot } from '@monitoring-timeline/core';
import type { Column } from './column.ts';

/** Grades that an area can show, and the three ways of having none. */
export const gradeValues = [...gradeOrNot, 'not_read'] as const;

/** Where the meaning of the words about grades is written. */
export const gradeRule = 'docs/concepts.md: claims, matching, precedence, "No grade"';

/** What a row is about, where it is about one area. */
export const areaColumn: Column<{ readonly area: Area }> = {
  name: 'area',
  type: 'code',
  meaning: 'What was judged, across frameworks.',
  values: areas,
  of: ({ area }) => area,
};
