import type { BoardRow } from '@monitoring-timeline/projections';

/** What rows may be narrowed to, each with how a form calls it. */
export const filters = {
  inadequate: 'Any area inadequate',
  declining: 'Declining, or mixed with a decline',
  priorityAction: 'Areas for priority action',
  past: 'Past the window',
} as const;

export type Filter = keyof typeof filters;
export const filterNames = Object.keys(filters) as readonly Filter[];

/** By what rows may be sorted: never by grade, since nobody is ranked. */
export const sorts = ['name', 'published', 'last', 'due'] as const;
export type Sort = (typeof sorts)[number];

export const sortLabels: Readonly<Record<Sort, string>> = {
  name: 'Name',
  published: 'Latest report first',
  last: 'Longest without contact first',
  due: 'Next inspection, by the day',
};

const passes: Readonly<Record<Filter, (row: BoardRow) => boolean>> = {
  inadequate: (row) =>
    row.standing.overall === 'inadequate' || row.standing.inadequateAreas.length > 0,
  declining: (row) => row.trajectory.label === 'declining' || row.trajectory.declined.length > 0,
  priorityAction: (row) => row.priorityActions.length > 0,
  past: (row) => row.due.some(({ status }) => status === 'overdue' || status === 'not_known'),
};

/** Rows that pass every filter, in the order asked for; equals stay alphabetical. */
export function chosen(
  rows: readonly BoardRow[],
  wanted: readonly Filter[],
  sort: Sort,
): readonly BoardRow[] {
  const left = rows.filter((row) => wanted.every((name) => passes[name](row)));
  const byName = left.toSorted((a, b) => a.authority.name.localeCompare(b.authority.name, 'en'));
  const dated = (of: (row: BoardRow) => string | null, latestFirst: boolean) =>
    byName.toSorted((a, b) => {
      const [left, right] = [of(a), of(b)];
      if (left === right) return 0;
      if (left === null || right === null) return left === null ? 1 : -1;
      return left < right === latestFirst ? 1 : -1;
    });
  switch (sort) {
    case 'name':
      return byName;
    case 'published':
      return dated((row) => row.standing.published, true);
    case 'last':
      return byName.toSorted(
        (a, b) => (b.lastActivity?.daysAgo ?? -1) - (a.lastActivity?.daysAgo ?? -1),
      );
    case 'due':
      return dated((row) => nextOf(row)?.due ?? nextOf(row)?.opens ?? null, false);
  }
}

/** The clock of the next graded inspection. */
export function nextOf(row: BoardRow): BoardRow['due'][number] | undefined {
  return row.due.find(({ activity }) => activity === 'graded_inspection');
}
