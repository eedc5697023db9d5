import type { Sheet } from '../readers/sheet.ts';
import { plain } from '../tables/cells.ts';
import type { ReleaseEdition } from './manifest.ts';
import { asAt, writtenDay } from './written-days.ts';

/** A title and its second line stand in so many rows of a cover. */
const titleRows = 3;

/** What the cover sheet of a statistical release states: title, publication day, the day to which it counts. */
export function readCover(sheets: readonly Sheet[]): Partial<ReleaseEdition> {
  const cover = sheets.find(({ name }) => plain(name).startsWith('cover')) ?? sheets[0];
  if (!cover) return {};
  const title = cover.rows[0]?.cells.find((cell) => cell.trim() !== '')?.trim();
  const said = (label: RegExp): string => {
    const row = cover.rows.find(({ cells }) => label.test(plain(cells[0] ?? '')));
    const [first = '', ...others] = row?.cells ?? [];
    // beside its label, or in one cell with it
    return others.find((cell) => cell.trim() !== '')?.trim() ?? first;
  };
  const period = said(/^(?:period|coverage period|reporting period)/);
  const published = said(/^(?:date (?:of publication|published)|publication date|published)\b/);
  const publishedDay = writtenDay(published);
  const named = cover.rows.slice(0, titleRows).flatMap(({ cells }) => cells[0] ?? []);
  const edition = asAt(title ?? '') ?? asAt(period) ?? named.map(asAt).find(Boolean);
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
