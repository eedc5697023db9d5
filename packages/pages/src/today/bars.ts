import {
  type Area,
  areaLabels,
  areas,
  type GradeOrNot,
  gradeLabels,
} from '@monitoring-timeline/core';
import type { Picture } from '@monitoring-timeline/projections';
import { scaleLinear } from 'd3-scale';
import type { Links } from '../links/links.ts';
import { gradeText } from '../words/grades.ts';

/** From the best to the worst; adequate stands where requires improvement does today. */
const order = ['outstanding', 'good', 'adequate', 'requires_improvement', 'inadequate'] as const;

/** Units of the drawing, which is as wide as its place. */
const width = 600;

/** How the grades of every area are spread, as bars to look at and a table to read; each part opens the list behind it. */
export function barsOf(
  { areas: counted, authorities }: Picture,
  own: { readonly region?: string | undefined },
  links: Links,
) {
  const judged = areas.filter((area) => (counted[area]?.judged ?? 0) > 0);
  const shownGrades = order.filter((grade) =>
    judged.some((area) => (counted[area]?.counts[grade] ?? 0) > 0),
  );
  const x = scaleLinear([0, Math.max(1, authorities)], [0, width]);
  return {
    width,
    grades: shownGrades.map((grade) => ({ grade, text: gradeText(grade) })),
    rows: judged.map((area) => {
      const { counts, notGraded, combined } = counted[area]!;
      let before = 0;
      const parts = shownGrades.map((grade) => {
        const count = counts[grade] ?? 0;
        const from = before;
        before += count;
        return {
          grade,
          text: gradeText(grade),
          count,
          x: round(x(from)),
          width: round(x(count)),
          href: links.to('/authorities', { ...own, where: `${area}=${grade}` }),
        };
      });
      return {
        area,
        label: areaName(area),
        parts,
        without: Object.entries(notGraded).map(
          ([code, count]) => `${count} ${(gradeLabels[code as GradeOrNot] ?? code).toLowerCase()}`,
        ),
        joint: combined?.judged ?? 0,
      };
    }),
  };
}

function areaName(area: Area): string {
  return areaLabels[area];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
