import { basename } from 'node:path';
import { areas, type Directory, isTimelineError } from '@monitoring-timeline/core';
import type { QuarantineShown } from '@monitoring-timeline/ingest';

type Cells = Readonly<Record<string, string>>;

const isoDay = /^\d{4}-\d{2}-\d{2}$/;

function dayOr(text: string | undefined, wanted: string): string {
  return text !== undefined && isoDay.test(text) ? text : wanted;
}

/** The key that the row's own name means; undefined where it means nobody for certain. */
function meant(cells: Cells, directory: Directory): string | undefined {
  const name = cells.authority ?? cells['Local authority'] ?? cells['Local authority name'];
  if (name === undefined) return undefined;
  try {
    return directory.resolve(name).key;
  } catch (error) {
    if (isTimelineError(error)) return undefined;
    throw error;
  }
}

/**
 * The form of a claim for `quarantine accept --file`, as lines of JSON. What the thing itself says stands in it; what has to be said
 * stands in angle brackets, which no claim is taken with.
 */
export function claimExample(
  { file, locator, authority, given }: QuarantineShown,
  directory: Directory,
): readonly string[] {
  const cells = (typeof given === 'object' && given !== null ? given : {}) as Cells;
  const published = dayOr(cells.published_date, '<day it was published>');
  // tables name a column of grades as the area
  const graded = areas.flatMap((area) => (cells[area] ? [{ area, grade: cells[area] }] : []));
  const claim = {
    type: 'ReportPublished',
    authority: authority ?? meant(cells, directory) ?? '<key of the authority>',
    occurred: { precision: 'day', from: published },
    known: { from: published, basis: 'published' },
    source: {
      publisher: '<who published it>',
      rank: '<report, release, government, council, press or secondary>',
      title: basename(file),
      ...(locator === undefined ? {} : { locator }),
      assertedBy: '<inspectorate, government, authority, press or analyst>',
    },
    data: {
      of: {
        activity: 'inspection',
        framework: cells.framework ?? '<framework>',
        days: {
          precision: 'range',
          from: dayOr(cells.start_date, '<first day on site>'),
          to: dayOr(cells.end_date, '<last day on site>'),
        },
      },
      published,
      judgements: graded.length > 0 ? graded : [{ area: '<area>', grade: '<grade>' }],
    },
  };
  const members = Object.entries(claim).map(
    ([name, value], index, { length }) =>
      `  ${JSON.stringify(name)}: ${JSON.stringify(value)}${index < length - 1 ? ',' : ''}`,
  );
  return ['{', ...members, '}'];
}
