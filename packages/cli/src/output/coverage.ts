import { codeWords } from '@monitoring-timeline/core';
import type { CoverageSpan } from '@monitoring-timeline/projections';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { capital, dateText } from './words.ts';

/** What the record covers, as a page for a person. */
export function showCoverage(spans: readonly CoverageSpan[], terminal: Terminal): void {
  const page = new Page(terminal);
  page.title('What the record lists completely');
  page.text('Outside these spans silence proves nothing: what happened there may be missing.');
  if (spans.length === 0) page.blank().text('No source in this store states what it covers.');
  else {
    page.blank().table(
      [
        { head: 'Activity' },
        { head: 'By date of' },
        { head: 'From' },
        { head: 'To' },
        { head: 'Source', gives: true },
      ],
      spans.map(({ activity, axis, from, to, source }) => [
        capital(codeWords(activity)),
        codeWords(axis),
        dateText(from),
        dateText(to),
        source,
      ]),
    );
  }
  page.write();
}
