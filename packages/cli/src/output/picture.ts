import { authorityKey, codeWords, type Directory } from '@monitoring-timeline/core';
import type {
  AreaCounts,
  Picture,
  PictureGroup,
  PublishedComparison,
} from '@monitoring-timeline/projections';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import type { Column } from './table.ts';
import { areaText, coordinatesText, counted, dateText, gradeText } from './words.ts';

/** A picture as a page for a person. */
export function showPicture(shown: Picture, directory: Directory, terminal: Terminal): void {
  const page = new Page(terminal);
  addPicture(page, shown, directory);
  page.write();
}

/** Adds a picture to a page. */
export function addPicture(page: Page, shown: Picture, directory: Directory): void {
  const named = (key: string): string => directory.get(authorityKey(key))?.name ?? key;
  page.title(titleOf(shown));
  page.text(`${coordinatesText(shown)}.`);
  addGroup(page, shown, shown.count);
  if (shown.repeated.length > 0) {
    const repeated = shown.repeated.map(
      ({ authority, reports }) => `${named(authority)} (${reports})`,
    );
    page.blank().text(`Counted more than once: ${repeated.join(', ')}.`);
  }
  for (const [name, group] of Object.entries(shown.groups ?? {})) {
    page.section(codeWords(name));
    addGroup(page, group, shown.count);
  }
  for (const earlier of shown.series ?? []) {
    page.section(dateText(earlier.asOf));
    addGroup(page, earlier, earlier.count);
  }
  page
    .blank()
    .text(
      shown.recordTo === null
        ? 'How far the record of graded inspections reaches is not stated by any source in this store.'
        : `The record of graded inspections reaches to ${dateText(shown.recordTo)}; after that day, silence proves nothing.`,
    );
  for (const comparison of shown.againstPublished ?? []) addComparison(page, comparison, named);
}

function titleOf({ region, framework, count }: Picture): string {
  const where = region ?? 'England';
  const under = framework ? `, ${codeWords(framework)} only` : '';
  return count === 'reports'
    ? `${where}: grades of all published reports${under}`
    : `${where}: where authorities stand${under}`;
}

const mainGrades = ['outstanding', 'good', 'requires_improvement', 'inadequate'] as const;

function addGroup(page: Page, group: PictureGroup, count: Picture['count']): void {
  const areas = Object.entries(group.areas);
  const of = counted(group.authorities, 'authority', 'authorities');
  const none =
    group.notInspected > 0 ? `, ${group.notInspected} of them not inspected by then` : '';
  page.text(count === 'reports' ? `Reports of ${of}.` : `${of}${none}.`);
  if (areas.length === 0) return;

  const rows = areas.flatMap(([area, counts]) => rowsOf(areaText(area), counts!));
  const grades = [...mainGrades, ...(rows.some(has('adequate')) ? ['adequate'] : [])];
  const absent = [...new Set(rows.flatMap((row) => Object.keys(row.notGraded)))].sort();
  const columns: Column[] = [
    { head: 'Area', gives: true },
    ...grades.map((grade) => ({ head: gradeText(grade), figures: true })),
    { head: 'Graded', figures: true },
    ...absent.map((kind) => ({ head: gradeText(kind), figures: true })),
  ];
  page.blank().table(
    columns,
    rows.map((row) => [
      row.name,
      ...grades.map((grade) => cell(row, grade)),
      String(row.judged),
      ...absent.map((kind) => String(row.notGraded[kind] ?? 0)),
    ]),
  );
}

interface Row {
  readonly name: string;
  readonly counts: AreaCounts['counts'];
  readonly percent: AreaCounts['percent'];
  readonly judged: number;
  readonly notGraded: AreaCounts['notGraded'];
}

function rowsOf(name: string, { combined, ...alone }: AreaCounts): readonly Row[] {
  const together = 'Children in care and care leavers, one grade';
  return [
    { name, ...alone },
    ...(combined ? [{ name: together, ...combined, notGraded: {} }] : []),
  ];
}

function has(grade: string): (row: Row) => boolean {
  return ({ counts }) => (counts[grade] ?? 0) > 0;
}

function cell({ counts, percent, judged }: Row, grade: string): string {
  const count = counts[grade] ?? 0;
  return judged === 0 ? '0' : `${count} (${percent[grade] ?? 0}%)`;
}

function addComparison(
  page: Page,
  { title, cells, equal, differences, printed, printedLater }: PublishedComparison,
  named: (key: string) => string,
): void {
  page.section(`Against: ${title}`);
  page.text(`${equal} of ${counted(cells, 'cell')} are equal.`);
  if (printedLater) {
    page.text(
      `Table printed later, on ${dateText(printed)}: a comparison with hindsight, no part of what was known then.`,
    );
  }
  if (differences.length === 0) return;
  page.blank().table(
    [
      { head: 'Area', gives: true },
      { head: 'Grade' },
      { head: 'Published', figures: true },
      { head: 'Ours', figures: true },
      { head: 'Explained by', gives: true },
    ],
    differences.map(({ area, grade, ours, published, explainedBy, unexplained }) => [
      areaText(area),
      gradeText(grade),
      String(published),
      String(ours),
      [
        ...explainedBy.map(named),
        ...(unexplained === 0 ? [] : [`${Math.abs(unexplained)} unexplained, assigned to nobody`]),
      ].join(', '),
    ]),
  );
}
