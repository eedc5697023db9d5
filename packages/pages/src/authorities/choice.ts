import type { BoardRow, Standing, Trajectory } from '@monitoring-timeline/projections';

/** The answers about one authority that make up its row. */
export interface RowAnswers {
  readonly board: BoardRow;
  readonly standing: Standing;
  readonly trajectory: Trajectory;
}

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

const passes: Readonly<Record<Filter, (row: RowAnswers) => boolean>> = {
  inadequate: ({ board }) =>
    board.standing.overall === 'inadequate' || board.standing.inadequateAreas.length > 0,
  declining: ({ board }) =>
    board.trajectory.label === 'declining' || board.trajectory.declined.length > 0,
  priorityAction: ({ board }) => board.priorityActions.length > 0,
  past: ({ board }) =>
    board.due.some(({ status }) => status === 'overdue' || status === 'not_known'),
};

/** Rows that pass every filter, in the order asked for; equals stay alphabetical. */
export function chosen(
  rows: readonly RowAnswers[],
  wanted: readonly Filter[],
  sort: Sort,
): readonly RowAnswers[] {
  const left = rows.filter((row) => wanted.every((name) => passes[name](row)));
  const byName = left.toSorted((a, b) =>
    a.board.authority.name.localeCompare(b.board.authority.name, 'en'),
  );
  const dated = (of: (row: RowAnswers) => string | null, latestFirst: boolean) =>
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
      return dated(({ board }) => board.standing.published, true);
    case 'last':
      return byName.toSorted(
        (a, b) => (b.board.lastActivity?.daysAgo ?? -1) - (a.board.lastActivity?.daysAgo ?? -1),
      );
    case 'due':
      return dated((row) => nextOf(row)?.due ?? nextOf(row)?.opens ?? null, false);
  }
}

/** The clock of the next graded inspection. */
export function nextOf({ board }: RowAnswers): BoardRow['due'][number] | undefined {
  return board.due.find(({ activity }) => activity === 'graded_inspection');
}
