import type { Condition, ListedAuthority } from '@monitoring-timeline/projections';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import {
  type At,
  areaText,
  coordinatesText,
  counted,
  dateText,
  gradeText,
  regionText,
} from './words.ts';

export interface ListHeading extends At {
  readonly conditions: readonly Condition[];
  readonly region: string | undefined;
  readonly neighboursOf: string | undefined;
  /** What else was asked for, in words. */
  readonly also?: readonly string[];
}

/** Authorities in a standing as a page for a person, alphabetical. */
export function showList(
  rows: readonly ListedAuthority[],
  heading: ListHeading,
  terminal: Terminal,
): void {
  const { conditions, region, neighboursOf, also = [] } = heading;
  const moved = rows.some((row) => row.moved);
  const page = new Page(terminal);
  page.title(
    [
      regionText(region),
      neighboursOf && `statistical neighbours of ${neighboursOf}`,
      ...conditions.map(({ area, grade }) => `${areaText(area)}: ${gradeText(grade)}`),
      ...also,
    ]
      .filter(Boolean)
      .join('; '),
  );
  page.text(`${coordinatesText(heading)}. ${counted(rows.length, 'authority', 'authorities')}.`);
  if (rows.length > 0) {
    page.blank().table(
      [
        { head: 'Authority', gives: true },
        { head: 'Overall' },
        ...conditions.flatMap(({ area }) => [{ head: areaText(area) }, { head: 'Since' }]),
        ...(moved ? [{ head: 'Moved', gives: true }] : []),
      ],
      rows.map(({ authority, status, overall, grades, moved: moves }) => [
        authority.name,
        status === 'not_inspected' ? 'not inspected' : overall === null ? '-' : gradeText(overall),
        ...grades.flatMap(({ grade, since, covers }) => [
          `${gradeText(grade)}${covers && covers.length > 1 ? ' (one grade for several areas)' : ''}`,
          dateText(since),
        ]),
        ...(moves
          ? [
              moves
                .map(
                  ({ area, from, to }) =>
                    `${areaText(area)}: ${gradeText(from)} to ${gradeText(to)}`,
                )
                .join('; '),
            ]
          : []),
      ]),
    );
  }
  page.write();
}
