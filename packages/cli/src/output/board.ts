import { codeWords } from '@monitoring-timeline/core';
import type { BoardRow } from '@monitoring-timeline/projections';
import type { Terminal } from '../call/terminal.ts';
import { certaintyText } from './due.ts';
import { Page } from './page.ts';
import {
  type At,
  areaText,
  coordinatesText,
  counted,
  dateText,
  gradeText,
  spanText,
} from './words.ts';

/** The board as a page for a person: one row an authority, alphabetical. */
export function showBoard(
  rows: readonly BoardRow[],
  { where, ...at }: At & { readonly where: string },
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(`${where}: board`);
  page.text(
    `${coordinatesText({ ...at, recordTo: rows[0]?.recordTo })}. ${counted(rows.length, 'authority', 'authorities')}.`,
  );
  page.blank().table(
    [
      { head: 'Authority', gives: true, weight: 2 },
      { head: 'Standing', gives: true, weight: 2 },
      { head: 'Published' },
      { head: 'Trajectory', gives: true },
      { head: 'Last contact', gives: true, weight: 2 },
      { head: 'Next inspection', gives: true, weight: 2 },
    ],
    rows.map((row) => [
      row.authority.name,
      standingText(row),
      dateText(row.standing.published),
      codeWords(row.trajectory.label),
      lastText(row),
      nextText(row),
    ]),
  );
  page
    .blank()
    .text(
      "A wait is the inspectorate's calendar, not a failing of the authority. --json has every clock.",
    );
  page.write();
}

function standingText({ standing: { status, overall, inadequateAreas } }: BoardRow): string {
  if (status === 'not_inspected') return 'not inspected';
  const grade =
    overall === null || overall === 'not_reported' ? 'no overall grade' : gradeText(overall);
  const inadequate = inadequateAreas.map((area) => areaText(area).toLowerCase()).join(', ');
  return inadequate === '' || overall === 'inadequate'
    ? grade
    : `${grade}; inadequate: ${inadequate}`;
}

function lastText({ lastActivity, priorityActions }: BoardRow): string {
  const urgent = priorityActions.map(
    ({ kind, published }) =>
      `priority action: ${codeWords(kind ?? 'visit')} letter of ${dateText(published)}`,
  );
  if (!lastActivity) return 'none on record';
  const { activity, kind, start, end, published } = lastActivity;
  const what = activity === 'visit' ? `${codeWords(kind ?? '')} visit`.trim() : 'inspection';
  return [...urgent, `${what}, ${spanText(start, end) ?? dateText(published)}`].join('; ');
}

function nextText({ nextActivity, due }: BoardRow): string {
  if (nextActivity) return `announced for ${spanText(nextActivity.start, nextActivity.end)}`;
  const row = due.find(({ activity }) => activity === 'graded_inspection');
  if (!row) return '-';
  const sure = row.certainty === 'certain' ? '' : ` (${certaintyText(row.certainty)})`;
  return `${codeWords(row.status)}${sure}${row.due ? `, usual point ${dateText(row.due)}` : ''}`;
}
