import { defaultLimits, type FileReading } from '@monitoring-timeline/ingest';
import { linesOf } from '../../packages/ingest/src/readers/lines.ts';
import { csvRows } from '../../packages/ingest/src/readers/table.ts';
import { isHeader } from '../../packages/ingest/src/tables/index.ts';

/** True where a file was refused as a whole: one line speaks for all of it. */
function refusedWhole({ proposals, problems, recorded }: FileReading): boolean {
  return proposals.length === 0 && recorded.length === 0 && problems.length > 0;
}

/** Lines of JSON that became neither a claim nor a problem; names of people are no claims. */
async function linesLost(reading: FileReading): Promise<readonly string[]> {
  const told = new Set(
    [...reading.proposals, ...reading.problems].map(({ locator }) => locator ?? 'file'),
  );
  const lost: string[] = [];
  for await (const { number, text } of linesOf(reading.file, defaultLimits)) {
    const place = `line ${number}`;
    if (text.trim() !== '' && !told.has(place)) lost.push(place);
  }
  return lost;
}

/** Rows of a table that became neither a claim nor a problem. */
async function rowsLost(reading: FileReading): Promise<readonly string[]> {
  const told = new Set(
    [...reading.proposals, ...reading.problems].map(
      ({ locator = '' }) => /row \d+/.exec(locator)?.[0],
    ),
  );
  const lost: string[] = [];
  let first = true;
  for await (const item of csvRows(reading.file, defaultLimits)) {
    // the names of the columns, wherever and however often they stand, are no row; neither is a first line that was to be them
    if ('row' in item && isHeader(item.row.cells)) first = false;
    else if (!first && 'row' in item && !told.has(item.row.locator)) lost.push(item.row.locator);
    first = false;
  }
  return lost;
}

/** What of a file was neither taken nor told of; for a document, the whole file where nothing came of it and nothing says why. */
export async function unaccounted(reading: FileReading): Promise<readonly string[]> {
  if (refusedWhole(reading)) return [];
  // a mail is there for what came with it
  if (reading.mail) return [];
  if (reading.kind === 'events') return linesLost(reading);
  if (reading.file.endsWith('.csv') && reading.document === undefined) return rowsLost(reading);
  const nothing = reading.proposals.length + reading.problems.length + reading.recorded.length;
  return nothing === 0 ? ['file'] : [];
}
