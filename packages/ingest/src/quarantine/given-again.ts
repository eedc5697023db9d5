import { basename } from 'node:path';
import { type ClaimEvent, quarantineStream } from '@monitoring-timeline/core';
import { appendPlanned, missingFrom } from '../appending.ts';
import type { ImportJob } from '../import-run.ts';
import type { FileReading, Proposal } from '../proposal.ts';
import type { AwaitedRow } from '../reading/awaited-rows.ts';
import { decisionOf } from './decide.ts';
import { mostClaims } from './proposed.ts';
import { foldQuarantine, type QuarantineItem, type Queue } from './queue.ts';

/** What waits only for the day on which a document came out. */
const undated = 'no_publication';

/** More rows than that are mended by giving the whole table anew. */
const mostAwaited = 5000;

/** What waits before an import, so that its files are told from what they answer. */
export async function readWaiting({ store, prefix }: ImportJob): Promise<Queue> {
  return foldQuarantine(store, `${prefix}${quarantineStream}`);
}

/** Rows of known tables that wait, newest first. */
export function awaitedRows(queue: Queue): readonly AwaitedRow[] {
  const rows = [...queue.values()].flatMap(({ id, status, file, row, given }) =>
    status === 'open' && row && typeof given === 'object' && given !== null
      ? [
          {
            ...{ id, file: basename(file), table: row.table, faulty: row.faulty },
            given: given as Readonly<Record<string, string>>,
          },
        ]
      : [],
  );
  return rows.slice(-mostAwaited);
}

interface Answer {
  readonly item: QuarantineItem;
  readonly why: string;
  readonly claims: readonly ClaimEvent[];
}

function claimsAt(proposals: readonly Proposal[], place: string): readonly ClaimEvent[] {
  return proposals.filter(({ locator }) => isAt(locator, place)).map(({ event }) => event);
}

/** A place of a row, whether or not the table is named before it. */
function isAt(locator: string | undefined, place: string): boolean {
  return locator === place || locator?.endsWith(`, ${place}`) === true;
}

/** A line or row without the column that was at fault in it. */
function placeOf({ locator, row }: QuarantineItem): string | undefined {
  return row?.place ?? locator?.replace(/, column .*$/, '');
}

/** How a file answers one thing that waits; undefined where it does not. */
function answerTo(item: QuarantineItem, file: FileReading): Answer | undefined {
  const { problems, proposals, sha256, answered = [] } = file;
  if (item.reason === undated) {
    const given = item.sha256 === sha256 && problems.every(({ reason }) => reason !== undated);
    const claims = proposals.map(({ event }) => event);
    return given ? { item, why: 'Given again with the day it came out.', claims } : undefined;
  }
  if (basename(item.file) !== basename(file.file) || item.sha256 === sha256) return undefined;
  const found = answered.find(({ id }) => id === item.id);
  if (found) {
    const why = `Mended in ${basename(file.file)}, ${found.place}.`;
    return { item, why, claims: claimsAt(proposals, found.place) };
  }
  // an older row, or a line of events: the same place of the file of the same name, which is right there
  const place = placeOf(item);
  const isPart = item.given !== undefined && !item.row && place !== undefined;
  if (isPart) {
    const claims = claimsAt(proposals, place);
    if (claims.length === 0 || problems.some(({ locator = '' }) => locator.startsWith(place))) {
      return undefined;
    }
    return { item, why: `Mended in ${basename(file.file)}, ${place}.`, claims };
  }
  // a fault of the file as a whole
  if (
    item.given !== undefined ||
    item.proposed ||
    problems.some((one) => one.reason === item.reason)
  ) {
    return undefined;
  }
  return { item, why: `Mended: ${basename(file.file)} could be read.`, claims: [] };
}

/**
 * Closes what waits and a file answers: the row that was at fault stands in it mended, the file as a whole can be read, or a document
 * was given again with the day it came out. Whoever gave it has decided. Answers how many were closed.
 */
export async function closeAnswered(
  run: ImportJob,
  file: FileReading,
  waiting: Queue,
): Promise<number> {
  if (!file.sha256 || file.proposals.length === 0) return 0;
  const stream = `${run.prefix}${quarantineStream}`;
  const placed = [...waiting.values()]
    .filter(({ status }) => status === 'open')
    .flatMap((item) => answerTo(item, file) ?? [])
    .map(({ item, why, claims }) => ({
      stream,
      event: decisionOf(item, 'accepted', why, claims.slice(0, mostClaims), run),
    }));
  if (placed.length === 0) return 0;
  return (await appendPlanned(run.store, () => missingFrom(run.store, placed))).size;
}
