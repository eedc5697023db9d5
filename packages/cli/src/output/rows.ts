import { codeWords } from '@monitoring-timeline/core';
import type { Cell } from '@monitoring-timeline/projections/questions';
import { Page } from './page.ts';
import type { Shown } from './pages.ts';
import type { Column } from './table.ts';
import { capital, coordinatesText, counted, regionText } from './words.ts';

/** A page holds so many columns; --json and CSV have all of them. */
const mostColumns = 7;

/** What every row of one answer has alike, or a person does not read. */
const leftOut = new Set(['as_of', 'known_at', 'because']);

/** An answer as the rows of its table. */
export function showRows({ question, answer, words, terminal, timeline, at }: Shown): void {
  const { about, summary, dates, tables } = question;
  const [table] = tables;
  const asked = words as { readonly authority?: string; readonly region?: string };
  const { directory } = timeline;
  const authority =
    about === 'authority' && asked.authority !== undefined
      ? directory.resolve(asked.authority)
      : undefined;
  const page = new Page(terminal);
  page.title(`${authority?.name ?? regionText(asked.region)}: ${summary}`);
  if (table) {
    const rows = [
      ...table.cells(answer as never, {
        directory,
        at: timeline.coordinates(at),
        authority: authority?.key,
      }),
    ];
    const shown = table.columns
      .map((column, index) => ({ ...column, index }))
      .filter(({ name }) => !leftOut.has(name) && !name.endsWith('_as_given'))
      .filter(({ name }) => !authority || !['authority', 'name', 'region'].includes(name))
      .slice(0, mostColumns);
    const asOf = dates.includes('asOf') ? `${coordinatesText(at)}. ` : '';
    page.text(`${asOf}${counted(rows.length, 'row')}.`);
    if (rows.length > 0) {
      page.blank().table(
        shown.map(
          ({ name, type }): Column => ({
            head: capital(codeWords(name)),
            figures: type === 'integer' || type === 'number',
            gives: type === 'text' || type === 'list',
          }),
        ),
        rows.map((cells) => shown.map(({ type, index }) => cellText(type, cells[index] ?? null))),
      );
    }
  }
  page.write();
}

function cellText(type: string, cell: Cell): string {
  if (cell === null) return '-';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'object') return cell.join(', ');
  return type === 'code' ? codeWords(String(cell)) : String(cell);
}
