import { areas } from '@monitoring-timeline/core';
import { z } from 'zod';
import { indicatorPointSchema, indicatorSeriesSchema } from '../answers/indicators.ts';
import {
  areaTrajectorySchema,
  type Trajectory,
  trajectoryPointSchema,
  trajectorySchema,
  trajectorySummarySchema,
} from '../answers/trajectory.ts';
import { trajectory as trajectoryView } from '../views/trajectory/trajectory.ts';
import { areaColumn, gradeValues } from './areas.ts';
import { columnsOf } from './column.ts';
import { flagWord } from './options.ts';
import { question } from './question.ts';
import { summaryColumns } from './summary-columns.ts';
import { table } from './table.ts';

function tables() {
  const areaRow = columnsOf(
    z.strictObject({ went: areaTrajectorySchema.nullable(), summary: trajectorySummarySchema }),
  );
  const point = columnsOf(trajectoryPointSchema);
  const measured = columnsOf(
    z.strictObject({ series: indicatorSeriesSchema, ...indicatorPointSchema.shape }),
  );

  const byArea = table({
    name: 'trajectory',
    meaning:
      'Whether each authority is getting better, area by area. No area weighs against another.',
    grain:
      'One row for each authority and area that was ever graded; one for `overall` also where there is no grade.',
    key: ['area'],
    columns: [
      areaColumn,
      areaRow.code(
        'grade',
        'The latest grade.',
        gradeValues,
        ({ went }) => went?.points.at(-1)?.grade,
      ),
      ...areaRow.at('went.change', { name: 'change' }),
      ...areaRow.at('went.direction', { name: 'direction' }),
      ...areaRow.at('went.comparable', { name: 'comparable' }),
      ...areaRow.at('went.from', { name: 'from' }),
      ...areaRow.at('went.judgedInLatest', { name: 'judged_in_latest' }),
      areaRow.integer(
        'grades_on_record',
        'How many reports gave the area a grade or a word in its place.',
        ({ went }) => went?.points.length ?? 0,
        { unit: 'reports' },
      ),
      ...summaryColumns<{ readonly summary: Trajectory['summary'] }>(({ summary }) => summary),
      areaRow.list(
        'because',
        'Ids of the events behind it: `id` of the table `events`.',
        ({ went }) => went?.because ?? [],
      ),
    ],
    *rows({ overall, areas: own, summary }: Trajectory) {
      for (const area of areas) {
        const went = area === 'overall' ? overall : (own[area] ?? null);
        if (went !== null || area === 'overall') yield { area, went, summary };
      }
    },
  });

  const points = table({
    name: 'points',
    meaning: 'Every grade that a report gave, in the order in which the reports came out.',
    grain:
      'One row for each authority, area and graded report; a combined grade stands under every area that it covers.',
    key: ['area', 'published_as_given', 'framework'],
    columns: [
      areaColumn,
      ...point.fields('published', 'grade', 'framework'),
      ...point.at('version', { name: 'framework_version' }),
      ...point.fields('comparable', 'covers', 'word', 'because'),
    ],
    *rows({ overall, areas: own }: Trajectory) {
      for (const area of areas) {
        const went = area === 'overall' ? overall : own[area];
        for (const given of went?.points ?? []) yield { ...given, area };
      }
    },
  });

  const indicators = table({
    name: 'indicators',
    meaning: 'Measured values as sources print them, with what they were made of.',
    grain: 'One row for each authority, indicator and day or period.',
    key: ['indicator', 'at'],
    columns: [
      ...measured.at('series.indicator', { name: 'indicator' }),
      ...measured.at('series.topic', { name: 'topic' }),
      ...measured.at('series.unit', { name: 'unit' }),
      ...measured.fields('at', 'value', 'printed', 'numerator', 'denominator'),
      ...measured.fields('approximate', 'unvalidated'),
      measured.flag(
        'inconsistent',
        'The printed value does not follow from its own figures: flagged, never mended.',
        (row) => row.inconsistent ?? false,
      ),
      ...measured.fields('because'),
    ],
    rows: (answer: Trajectory) =>
      answer.indicators.flatMap((series) => series.points.map((given) => ({ ...given, series }))),
  });

  return [byArea, points, indicators];
}

export const trajectory = question({
  name: 'trajectory',
  about: 'authority',
  summary: 'Whether it is improving: each area over its reports, and what happened between',
  england: 'board',
  words: z.strictObject({
    crosswalk: flagWord('Counts comparisons across frameworks as changes too.'),
  }),
  answer: trajectorySchema,
  tables,
  explained: async (answer) =>
    (await import('../views/explain/parts.ts')).partsOfTrajectory(answer),
  watched: { filters: ['area'] },
  answerOf: async (records, at, { authority, crosswalk }, context) =>
    trajectoryView(await records.record(authority), at, context, { crosswalk }),
});
