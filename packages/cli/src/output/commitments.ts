import { codeWords } from '@monitoring-timeline/core';
import type { Commitment } from '@monitoring-timeline/projections';
import { stands, stateWords } from '@monitoring-timeline/projections/views';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { type At, coordinatesText, counted, dateText } from './words.ts';

/** What authorities said that they would do, as a page for a person. */
export function showCommitments(
  commitments: readonly Commitment[],
  { where, ...at }: At & { readonly where: string },
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(`${where}: what authorities said that they would do`);
  page.text(`${coordinatesText(at)}. ${counted(commitments.length, 'commitment')}.`);
  const documents = new Set(commitments.map(({ publisher, title }) => `${publisher} ${title}`))
    .size;
  page.text(
    `It speaks of ${counted(documents, 'document')}; ${commitments.filter(stands).length} of these promises stand.`,
  );
  page.text('Whether one was kept no source on record says: a day that has passed is no failing.');
  if (commitments.length > 0) {
    page.blank().table(
      [
        { head: 'Due' },
        { head: 'Status' },
        { head: 'State' },
        { head: 'Authority', gives: true },
        { head: 'What', gives: true, weight: 3 },
        { head: 'Said' },
        { head: 'Source', gives: true },
      ],
      commitments.map(({ due, status, state, authority, topic, made, publisher, title }) => [
        dateText(due),
        codeWords(status),
        stateWords[state],
        authority.name,
        topic,
        dateText(made),
        `${publisher}: ${title}`,
      ]),
    );
  }
  page.write();
}
