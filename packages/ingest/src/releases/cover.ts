import type { Sheet } from '../readers/sheet.ts';
import { plain } from '../tables/cells.ts';
import type { ReleaseEdition } from './manifest.ts';
import { asAt, writtenDay } from './written-days.ts';

/** What the cover sheet of a statistical release states: title, publication day, the day to which it counts. */
export function readCover(sheets: readonly Sheet[]): Partial<ReleaseEdition> {
  const cover = sheets.find(({ name }) => plain(name).startsWith('cover')) ?? sheets[0];
  if (!cover) return {};
  const title = cover.rows[0]?.cells.find((cell) => cell.trim() !== '')?.trim();
  const said = (label: string): string | undefined => {
    const row = cover.rows.find(({ cells }) => plain(cells[0] ?? '').startsWith(label));
    return row?.cells[1]?.trim();
  };
  const period = said('period covered') ?? '';
  const published = said('published on') ?? '';
  const publishedDay = writtenDay(published);
  const edition = asAt(title ?? '') ?? asAt(period);
  const reportsTo = /published by (.{6,40})/is.exec(period)?.[1];
  return {
    ...(title ? { title } : {}),
    ...(edition ? { edition } : {}),
    ...(publishedDay ? { published: publishedDay } : {}),
    ...(reportsTo ? { reportsTo: writtenDay(reportsTo) } : {}),
  };
}

/** Sheets that explain a release and hold no table of it. */
export function isExplanation(name: string): boolean {
  return /^(?:cover|contents?|notes?|guidance|metadata|read me|definitions?)(?: |$)/.test(
    plain(name),
  );
}
