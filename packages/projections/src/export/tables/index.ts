import type { ExportTable } from '../table.ts';
import { boardTable, dueTable } from './due.ts';
import { commitmentsTable, interventionsTable, leadershipTable } from './governed.ts';
import { coverageTable, eventsTable, historyTable, noticesTable } from './recorded.ts';
import { areasTable, listTable, standingTable } from './standing.ts';
import { indicatorsTable, pointsTable, trajectoryTable } from './trajectory.ts';
import { activityTable, findingsTable, pictureTable, themesTable } from './visited.ts';

/** Every table that can be exported. */
export const exportTables: readonly ExportTable[] = [
  eventsTable,
  standingTable,
  areasTable,
  trajectoryTable,
  pointsTable,
  dueTable,
  boardTable,
  listTable,
  pictureTable,
  activityTable,
  findingsTable,
  leadershipTable,
  themesTable,
  indicatorsTable,
  interventionsTable,
  commitmentsTable,
  coverageTable,
  historyTable,
  noticesTable,
];

export const exportTableNames: readonly string[] = exportTables.map(({ name }) => name);

/** A table by its name. */
export function exportTable(name: string): ExportTable | undefined {
  return exportTables.find((one) => one.name === name);
}
