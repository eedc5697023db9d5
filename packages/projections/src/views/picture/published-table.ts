import {
  type Area,
  bounds,
  type Directory,
  distantFuture,
  england,
} from '@monitoring-timeline/core';
import type { CellDifference, PublishedComparison } from '../../answers/picture.ts';
import type { Coordinates } from '../../coordinates.ts';
import { type PictureOptions, type Records, type Tallied, tallied } from './picture.ts';

/**
 * What we count beside every national table on record for that day and framework, cell by cell. The tables are taken
 * as the record holds them now, and those that came out after `knownAt` say so: this compares, it does not answer.
 */
export function compareWithPublished(
  records: Records,
  coordinates: Coordinates,
  options: PictureOptions,
  directory: Directory,
): readonly PublishedComparison[] {
  if (options.region !== undefined) return [];
  const everything = { ...coordinates, knownAt: distantFuture };
  const tables = (records.get(england)?.at(everything).of('SnapshotPublished') ?? []).filter(
    ({ event: { data, occurred } }) =>
      bounds(occurred).endLatest === coordinates.asOf &&
      data.region === undefined &&
      data.framework === options.framework,
  );
  if (tables.length === 0) return [];
  const ours = tallied(records, coordinates, options, directory);
  const earlier = options.count === 'reports' ? [] : replacedGrades(records, coordinates, options);
  return tables.map(({ event, knownDay }) => {
    const cells = event.data.rows.flatMap((row) =>
      Object.entries(row.counts).map(([grade, published]) => ({
        area: row.area,
        grade,
        published,
      })),
    );
    const differences = cells.flatMap((cell) => cellDifference(cell, ours, earlier) ?? []);
    const equal = cells.length - differences.length;
    return {
      title: event.data.title,
      event: event.id,
      printed: event.known.from,
      printedLater: knownDay > coordinates.knownAt,
      cells: cells.length,
      equal,
      differences,
    };
  });
}

/** One cell against what we counted; undefined where the two are equal. */
export function cellDifference(
  cell: { readonly area: Area; readonly grade: string; readonly published: number },
  counted: readonly Tallied[],
  earlier: readonly Tallied[],
): CellDifference | undefined {
  const here = ({ area, grade }: Tallied) => area === cell.area && grade === cell.grade;
  const ours = counted.filter(here).length;
  const missing = cell.published - ours;
  if (missing === 0) return undefined;
  const candidates = earlier.filter(here).map(({ authority }) => authority);
  const explainedBy = missing >= candidates.length ? candidates : [];
  return { ...cell, ours, explainedBy, unexplained: missing - explainedBy.length };
}

/** Grades that a later report of the same authority and framework has replaced: a table of reports counts them too. */
export function replacedGrades(
  records: Records,
  coordinates: Coordinates,
  { framework }: PictureOptions,
): readonly Tallied[] {
  return [...records.values()].flatMap((record) => {
    const reports = record
      .at(coordinates)
      .reports.filter(
        (report) => report.published <= coordinates.asOf && report.framework === framework,
      );
    return reports.flatMap((report, index) =>
      [...report.judgements.values()]
        .filter(({ value }) =>
          reports.slice(index + 1).some((later) => later.judgements.has(value.area)),
        )
        .map(({ value, claim }) => ({
          authority: record.authority,
          area: value.area,
          grade: value.grade,
          combined: false,
          claim,
        })),
    );
  });
}
