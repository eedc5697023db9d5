import { codeWords } from '@monitoring-timeline/core';
import type { AuthorityListed } from '@monitoring-timeline/projections';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { type At, coordinatesText, counted } from './words.ts';

/** The authorities that existed on a day, alphabetical, with the codes that others know them by. */
export function showAuthorities(
  rows: readonly AuthorityListed[],
  { where, ...at }: At & { readonly where: string },
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(`${where}: authorities`);
  page.text(`${coordinatesText(at)}. ${counted(rows.length, 'authority', 'authorities')}.`);
  if (rows.length > 0) {
    page.blank().table(
      [
        { head: 'Authority', gives: true, weight: 2 },
        { head: 'Key', gives: true },
        { head: 'Type', gives: true },
        { head: 'Region', gives: true },
        { head: 'URN' },
        { head: 'ONS' },
        { head: 'DfE' },
      ],
      rows.map(({ name, key, type, region, urn, ons, dfe }) => [
        name,
        key,
        type === null ? '-' : codeWords(type),
        region ?? '-',
        urn ?? '-',
        ons ?? '-',
        dfe ?? '-',
      ]),
    );
  }
  page.write();
}
