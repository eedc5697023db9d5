import { codeWords, type Directory } from '@monitoring-timeline/core';
import type { Reconciliation } from '@monitoring-timeline/projections';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { areaText, coordinatesText, counted, dateText, gradeText } from './words.ts';

/** A published table beside ours, as a page for a person. */
export function showReconciliation(
  view: Reconciliation,
  directory: Directory,
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  const named = (key: string): string => directory.nameOf(key);
  page.title(`${view.title}, beside our record`);
  page.text(`${coordinatesText(view)}. ${view.equal} of ${counted(view.cells, 'cell')} are equal.`);
  const { publisher, title, locator } = view.evidence;
  page.blank();
  page.field('Source', [publisher, title, locator].filter(Boolean).join(', '));
  if (view.printedLater) {
    page.field(
      'Printed later',
      `public since ${dateText(view.evidence.known.from)}: hindsight, no part of what was known then`,
    );
  }
  page.field('It counts', `${codeWords(view.counts)}; compared as ${view.countedAs}`);
  const { published, ours } = view.counted;
  page.field('Counted', `${published ?? 'not said'} in the table, ${ours} in our record`);
  if (view.tried) {
    page.field(
      'Tried',
      `as authorities ${counted(view.tried.authorities, 'cell')} differ, as reports ${view.tried.reports}`,
    );
  }
  if (view.repeated.length > 0) {
    page.field('More than once', view.repeated.map(named).join(', '));
  }
  page.blank().table(
    [
      { head: 'Area', gives: true },
      { head: 'Grade' },
      { head: 'Published', figures: true },
      { head: 'Ours', figures: true },
      { head: 'Differ', figures: true },
      { head: 'Explained by', gives: true, weight: 2 },
    ],
    view.rows.flatMap(({ area, label, cells }) =>
      cells.map((cell, index) => [
        index === 0 ? (label ?? areaText(area)) : '',
        gradeText(cell.grade),
        String(cell.published),
        String(cell.ours),
        cell.difference === 0 ? '-' : String(cell.difference),
        [
          ...cell.explainedBy.map(named),
          ...(cell.unexplained === 0
            ? []
            : [`${Math.abs(cell.unexplained)} unexplained, assigned to nobody`]),
        ].join(', ') || '-',
      ]),
    ),
  );
  for (const { area, sum, missing, notJudged } of view.rows) {
    if (!missing) continue;
    const who =
      notJudged.length > 0 ? ` Not judged by our record: ${notJudged.map(named).join(', ')}.` : '';
    page.text(
      `${areaText(area)} adds up to ${sum}, ${missing} short of what the table counts.${who}`,
      2,
    );
  }
  page.write();
}
