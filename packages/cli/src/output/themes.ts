import { codeWords } from '@monitoring-timeline/core';
import type { Theme, Themes } from '@monitoring-timeline/projections';
import { toldWords } from '@monitoring-timeline/projections/views';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { capital, coordinatesText, counted, dateText, speaksOfText, visitText } from './words.ts';

/** What inspectors raised and found again, as a page for a person. */
export function showThemes(view: Themes, terminal: Terminal): void {
  const page = new Page(terminal);
  page.title(`${view.authority.name}: themes`);
  page.text(`${coordinatesText(view)}. ${counted(view.themes.length, 'theme')}.`);
  page.text(speaksOfText(view.speaksOf));
  page.text('What the inspectorate links and what an analyst concludes are kept apart.');
  for (const theme of view.themes) {
    page.section(capital(theme.topic));
    page.field('Last word', `${codeWords(theme.status)}, in the word of the ${theme.assertedBy}`);
    page.field('Told', toldWords(theme, { seen: 'last found' }));
    page.field('Raised', `on ${counted(theme.occasions, 'occasion')} at least`);
    rows(page, theme);
  }
  page.write();
}

function rows(page: Page, { raised, stillEvident, resolved }: Theme): void {
  const kinds = [
    ['raised', raised],
    ['still evident', stillEvident],
    ['resolved', resolved],
  ] as const;
  page.table(
    [
      { head: 'When' },
      { head: 'What' },
      { head: 'At', gives: true },
      { head: 'Known' },
      { head: 'Source', gives: true, weight: 2 },
    ],
    kinds.flatMap(([what, list]) =>
      list.map(({ when, at, known, publisher, title, locator }) => [
        dateText(when),
        what,
        at === null
          ? '-'
          : at.activity === 'visit'
            ? visitText(at.kind, at.sequence)
            : [at.kind && codeWords(at.kind), at.activity].filter(Boolean).join(' '),
        dateText(known),
        [publisher, title, locator].filter(Boolean).join(', '),
      ]),
    ),
  );
}
