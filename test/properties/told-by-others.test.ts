import {
  addDays,
  authorityKey,
  type ClaimEvent,
  type EpochDay,
  epochDay,
  isoDay,
} from '@monitoring-timeline/core';
import {
  claimEvent,
  dayNumber,
  days,
  recordedOf,
  sources,
} from '@monitoring-timeline/core/testing';
import { AuthorityRecord, standing } from '@monitoring-timeline/projections';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, firstDay, lastDay, someDays } from '../support/any-history.ts';
import { directory } from '../support/record.ts';

const context = { directory, nameOf: () => null };
const official = new Set(['person', 'report', 'release']);

const aDay = fc.integer({ min: firstDay, max: lastDay }).map((day) => isoDay(dayNumber(day)));
const grade = fc.constantFrom('outstanding', 'good', 'requires_improvement', 'inadequate');

/** A paper or article that tells of an inspection: as precisely or vaguely, and of whichever framework, as it likes. */
const secondDocument = fc
  .record({
    source: fc.constantFrom(sources.council, sources.press),
    framework: fc.constantFrom(undefined, 'SLAC', 'SIF', 'ILACS'),
    start: aDay,
    lasts: fc.integer({ min: 0, max: 900 }),
    precision: fc.constantFrom('none', 'range', 'month', 'year'),
    published: fc.option(aDay, { nil: undefined }),
    publishedAs: fc.constantFrom(4, 7, 10),
    known: aDay,
    grades: fc.dictionary(
      fc.constantFrom('overall', 'leadership', 'children_in_care', 'care_leavers', 'adoption'),
      grade,
      { minKeys: 1 },
    ),
  })
  .map(({ source, framework, start, lasts, precision, published, publishedAs, known, grades }) => {
    const end = isoDay(addDays(epochDay(start), lasts));
    const on = {
      none: undefined,
      range: days(start, end),
      month: { precision: 'month', from: start.slice(0, 7) },
      year: { precision: 'year', from: start.slice(0, 4) },
    }[precision];
    return claimEvent(
      'ReportPublished',
      {
        of: {
          activity: 'inspection',
          ...(framework ? { framework } : {}),
          ...(on ? { days: on } : {}),
        },
        ...(published ? { published: published.slice(0, publishedAs) } : {}),
        judgements: Object.entries(grades).map(([area, given]) => ({ area, grade: given })),
      },
      { source, known, occurred: { precision: 'by', from: known } },
    );
  });

function recordOf(events: readonly ClaimEvent[]): AuthorityRecord {
  const record = new AuthorityRecord(authorityKey('sunderland'));
  for (const event of recordedOf(events)) record.add(event);
  return record;
}

/** Every grade that stands, `overall` among them. */
function gradesOf(record: AuthorityRecord, asOf: EpochDay, knownAt: EpochDay) {
  const { status, overall, areas, inadequateAreas } = standing(record, { asOf, knownAt }, context);
  return {
    status,
    overall: overall?.grade,
    areas: Object.entries(areas).map(([area, { grade: one, since }]) => [area, one, since]),
    inadequateAreas,
  };
}

describe('what councils and the press tell of inspections', () => {
  it('changes no grade that an official source gives, nor since when it has stood', () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.array(secondDocument, { minLength: 1, maxLength: 4 }),
        someDays(5),
        (history, told, coordinates) => {
          const given = history.filter(({ source }) => official.has(source.rank));
          const [alone, beside] = [recordOf(given), recordOf([...given, ...told])];
          for (const asOf of coordinates) {
            for (const knownAt of coordinates) {
              const before = gradesOf(alone, asOf, knownAt);
              if (before.status !== 'graded') continue;
              expect(gradesOf(beside, asOf, knownAt)).toEqual(before);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
