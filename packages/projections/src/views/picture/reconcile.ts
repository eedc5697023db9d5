import {
  type Area,
  bounds,
  type Claim,
  type Directory,
  distantFuture,
  type EpochDay,
  type EventOf,
  type Framework,
  isFramework,
  isoDay,
  TimelineError,
} from '@monitoring-timeline/core';
import type {
  ReconciledCell,
  ReconciledRow,
  Reconciliation,
} from '../../answers/reconciliation.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { ClaimOf } from '../../record/knowledge.ts';
import { compareText } from '../dated.ts';
import { because, evidenceOf } from '../evidence.ts';
import { type PictureOptions, type Records, type Tallied, tallied } from './picture.ts';
import { cellDifference, replacedGrades } from './published-table.ts';

/** No published table on record has this id or title, or several do; `details.titles` holds those there are. */
export class UnknownSnapshot extends TimelineError {
  readonly code = 'UnknownSnapshot';
}

/** A published table of counts, as a claim of the log. */
export type Snapshot = ClaimOf<'SnapshotPublished'>;

/** The published tables on record, in the order of the days that they speak of. */
export function snapshots(records: Records): readonly Snapshot[] {
  const all = [...records.values()].flatMap((record) =>
    record.at(everything).of('SnapshotPublished'),
  );
  return all.sort(
    (a, b) => dayOf(a) - dayOf(b) || compareText(a.event.data.title, b.event.data.title),
  );
}

const everything = { asOf: distantFuture, knownAt: distantFuture };

function dayOf({ event }: Snapshot): EpochDay {
  return bounds(event.occurred).endLatest;
}

/** The table of that event id, or whose title is, or alone holds, the text. @throws UnknownSnapshot */
export function findSnapshot(records: Records, idOrTitle: string): Snapshot {
  const all = snapshots(records);
  const wanted = idOrTitle.trim().toLowerCase();
  const exact = all.filter(
    ({ event }) => event.id === wanted || event.data.title.toLowerCase() === wanted,
  );
  const found =
    exact.length > 0
      ? exact
      : all.filter(({ event }) => event.data.title.toLowerCase().includes(wanted));
  const [only] = found;
  if (only && found.length === 1) return only;
  const titles = (found.length > 0 ? found : all).map(({ event }) => event.data.title);
  throw new UnknownSnapshot(
    `${found.length > 1 ? 'Several published tables match' : 'No published table matches'} "${idOrTitle}". Give the event id or the whole title of one of: ${titles.join('; ') || 'none on record'}.`,
    { titles },
  );
}

/** How our count is made that is set beside a published table. */
export interface ReconcileOptions {
  /** Other dates than the day of the table itself, on both axes. */
  readonly coordinates?: Coordinates | undefined;
  /** What to count, against what the table says. */
  readonly count?: 'authorities' | 'reports' | undefined;
}

/**
 * A published table beside ours, cell by cell, with the authorities behind each difference. Where the table does not say
 * what it counts both ways are tried, and the one that leaves fewer cells different is shown.
 */
export function reconcile(
  records: Records,
  idOrTitle: string,
  directory: Directory,
  options: ReconcileOptions = {},
): Reconciliation {
  const snapshot = findSnapshot(records, idOrTitle);
  const { data } = snapshot.event;
  const day = dayOf(snapshot);
  const at = options.coordinates ?? { asOf: day, knownAt: day };
  const stated = options.count ?? (data.counts === 'not_stated' ? undefined : data.counts);
  const ways = (stated ? [stated] : (['reports', 'authorities'] as const)).map((count) =>
    compared(records, snapshot, at, count, directory),
  );
  const best = ways.toSorted((a, b) => differing(a.rows).length - differing(b.rows).length)[0]!;
  const cells = best.rows.flatMap((row) => row.cells);
  const different = differing(best.rows);
  return {
    title: data.title,
    event: snapshot.event.id,
    printedLater: snapshot.knownDay > at.knownAt,
    evidence: evidenceOf(snapshot, at.knownAt),
    asOf: isoDay(at.asOf),
    knownAt: isoDay(at.knownAt),
    framework: data.framework ?? null,
    region: data.region ?? null,
    counts: data.counts,
    countedAs: best.count,
    tried: stated
      ? null
      : { reports: differing(ways[0]!.rows).length, authorities: differing(ways[1]!.rows).length },
    counted: { published: data.published ?? null, ours: best.counted },
    cells: cells.length,
    equal: cells.length - different.length,
    differing: different,
    rows: best.rows,
    rowsThatDoNotAddUp: best.rows.flatMap(({ area, missing }) => (missing ? [area] : [])),
    repeated: best.repeated,
    // a table that came out later is compared with what was known then, and is no part of it
    because: because(snapshot.knownDay > at.knownAt ? undefined : snapshot, best.claims),
  };
}

interface Compared {
  readonly count: 'authorities' | 'reports';
  readonly counted: number;
  readonly rows: readonly ReconciledRow[];
  readonly repeated: readonly string[];
  readonly claims: readonly Claim[];
}

function compared(
  records: Records,
  { event }: Snapshot,
  at: Coordinates,
  count: 'authorities' | 'reports',
  directory: Directory,
): Compared {
  const { data } = event;
  const framework = frameworkOf(data);
  const options: PictureOptions = { count, framework, region: data.region };
  const ours = tallied(records, at, options, directory);
  const among = new Set(ours.map(({ authority }) => authority));
  const earlier =
    count === 'reports'
      ? []
      : replacedGrades(records, at, options).filter(({ authority }) => among.has(authority));
  const overalls = ours.filter(({ area }) => area === 'overall').map(({ authority }) => authority);
  return {
    count,
    counted: count === 'reports' ? overalls.length : among.size,
    rows: data.rows.map((row) => reconciledRow(row, data.published, ours, earlier)),
    repeated: [...new Set(overalls.filter((one, index) => overalls.indexOf(one) !== index))].sort(),
    claims: ours.flatMap(({ claim }) => claim ?? []),
  };
}

function frameworkOf({ framework }: EventOf<'SnapshotPublished'>['data']): Framework | undefined {
  return isFramework(framework) ? framework : undefined;
}

type TableRow = EventOf<'SnapshotPublished'>['data']['rows'][number];

function reconciledRow(
  row: TableRow,
  total: number | undefined,
  ours: readonly Tallied[],
  earlier: readonly Tallied[],
): ReconciledRow {
  const { area } = row;
  const counts = Object.entries(row.counts);
  const sum = counts.reduce((all, [, n]) => all + n, 0);
  const percents = row.percent ? Object.entries(row.percent) : [];
  const partial = counts.length < completeRow;
  return {
    area,
    label: row.label ?? null,
    cells: counts.map(([grade, published]) =>
      reconciledCell(area, grade, published, ours, earlier),
    ),
    sum,
    // a row that gives some grades alone is not meant to add up
    missing: total === undefined || partial ? null : total - sum,
    notJudged: ours
      .filter((tally) => tally.area === area && tally.grade === 'not_judged')
      .map(({ authority }) => authority)
      .sort(compareText),
    percentSum: percents.length > 0 ? percents.reduce((all, [, n]) => all + n, 0) : null,
    percentOff: percents
      .filter(([grade, percent]) => Math.round((100 * countOf(row, grade)) / sum) !== percent)
      .map(([grade]) => grade),
    locator: row.locator ?? null,
  };
}

/** Grades of a row that gives them all, `outstanding` left out where nobody has it. */
const completeRow = 3;

function countOf({ counts }: TableRow, grade: string): number {
  return (counts as Readonly<Record<string, number>>)[grade] ?? 0;
}

function reconciledCell(
  area: Area,
  grade: string,
  published: number,
  ours: readonly Tallied[],
  earlier: readonly Tallied[],
): ReconciledCell {
  const found = cellDifference({ area, grade, published }, ours, earlier);
  if (!found) {
    return { grade, published, ours: published, difference: 0, explainedBy: [], unexplained: 0 };
  }
  const { explainedBy, unexplained } = found;
  return {
    grade,
    published,
    ours: found.ours,
    difference: published - found.ours,
    explainedBy,
    unexplained,
  };
}

function differing(
  rows: readonly ReconciledRow[],
): readonly (ReconciledCell & { readonly area: Area })[] {
  return rows.flatMap(({ area, cells }) =>
    cells.filter(({ difference }) => difference !== 0).map((cell) => ({ area, ...cell })),
  );
}
