import type { IssuedNotice } from '@monitoring-timeline/projections';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { counted, dateText } from './words.ts';

/** What each weight asks, as a heading. */
const headings: Readonly<Record<number, string>> = {
  5: 'Look now',
  4: 'To act on',
  3: 'To plan by',
  2: 'Put right',
  1: 'Taken in',
};

/** Notices issued, as a page for a person: the heaviest first, those of one weight in the order of issue. */
export function showNotices(notices: readonly IssuedNotice[], terminal: Terminal): void {
  const page = new Page(terminal);
  page.title('Notices');
  page.text(`${counted(notices.length, 'notice')}, the heaviest first.`);
  for (const weight of [5, 4, 3, 2, 1]) {
    const some = notices.filter((one) => one.weight === weight);
    if (some.length === 0) continue;
    page.section(`${headings[weight]} (${some.length})`);
    for (const { sequence, day, title, text } of some) {
      page.text(`${dateText(day)}, no. ${Number(sequence)}: ${title}`).text(text, 2);
    }
  }
  page.write();
}
