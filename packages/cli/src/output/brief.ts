import type { Brief, BriefPart } from '@monitoring-timeline/projections/brief';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';

/** A brief as a page for a person at a terminal. */
export function showBrief({ title, lead, sections, sources }: Brief, terminal: Terminal): void {
  const page = new Page(terminal);
  page.title(title);
  for (const one of lead) page.text(one);
  for (const { heading, parts } of sections) {
    page.section(heading);
    for (const part of parts) addPart(page, part);
  }
  if (sources.length > 0) {
    page.section('Sources');
    for (const { number, title: name, publisher, places, url } of sources) {
      page.text(`${number}  ${[name, publisher, ...places, url].filter(Boolean).join(', ')}`, 4);
    }
  }
  page.write();
}

function addPart(page: Page, part: BriefPart): void {
  if (part.kind === 'text') page.text(part.text);
  else if (part.kind === 'items') {
    for (const { lead, texts } of part.items) {
      page.text(lead);
      for (const { text, sources } of texts) page.text(`- ${text}${cited(sources)}`, 4);
    }
  } else {
    page.text(part.caption);
    page.table(
      // whose row it is is never cut
      part.columns.map(({ head, weight }, index) => ({ head, gives: index > 0, weight })),
      part.rows.map((cells) =>
        cells.map(({ text, mark, sources = [] }) =>
          [mark, `${text}${cited(sources)}`].filter(Boolean).join(' '),
        ),
      ),
    );
    page.blank();
  }
}

function cited(numbers: readonly number[]): string {
  return numbers.length === 0 ? '' : ` [${numbers.join(', ')}]`;
}
