import type { FileReading } from '../proposal.ts';
import { tableKinds } from '../tables/index.ts';
import type { ReadLimits } from './limits.ts';
import { csvRows } from './table.ts';

/** True where a table that is read has nothing under its header. */
async function hasNoRows(reading: FileReading, limits: ReadLimits): Promise<boolean> {
  if (reading.proposals.length > 0 || reading.problems.length > 0) return false;
  if (!tableKinds.some(({ kind, comparisonOnly }) => kind === reading.kind && !comparisonOnly)) {
    return false;
  }
  let records = 0;
  for await (const _ of csvRows(reading.file, limits)) {
    records += 1;
    if (records > 1) return false;
  }
  return true;
}

/** A reading, with a problem where its table has a header and nothing else: a broken export looks so, a good table never. */
export async function tellingNoRows(
  reading: FileReading,
  limits: ReadLimits,
): Promise<FileReading> {
  if (!(await hasNoRows(reading, limits))) return reading;
  const message = `The table ${reading.kind} has its header and no rows. Export it again, or leave the file out.`;
  return { ...reading, problems: [{ reason: 'no_rows', message }] };
}
