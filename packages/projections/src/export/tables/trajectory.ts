import { type Area, areas, comparabilities } from '@monitoring-timeline/core';
import type { AuthorityShown } from '../../answers/common.ts';
import type { IndicatorPoint, IndicatorSeries } from '../../answers/indicators.ts';
import type {
  AreaTrajectory,
  Trajectory,
  TrajectoryPoint,
  TrajectorySummary,
} from '../../answers/trajectory.ts';
import { directions } from '../../views/trajectory/points.ts';
import { becauseColumn, type Column, columnsOf } from '../column.ts';
import { eachAuthority, table } from '../table.ts';
import { areaValues, authorityColumns, frameworkValues, gradeValues } from './identity.ts';

/** Where it is written what may be set beside what. */
const crosswalkRule = 'packages/core/src/frameworks/crosswalk.ts: comparability';

export const labelValues = [
  'improving',
  'declining',
  'mixed',
  'unchanged',
  'not_comparable',
  'first_inspection',
  'not_inspected',
];

/** How an authority moved between its latest graded report and those before it. */
export function summaryColumns<Row>(of: (row: Row) => TrajectorySummary): readonly Column<Row>[] {
  const { code, integer, moment } = columnsOf<Row>();
  return [
    code(
      'label',
      'How the whole authority moved: `mixed` where areas went both ways, `not_comparable` where nothing can be set beside the latest report.',
      labelValues,
      (row) => of(row).label,
      { source: crosswalkRule },
    ),
    ...moment(
      'compared_from',
      'Publication of the report that the latest is compared with.',
      (row) => of(row).from,
    ),
    ...moment('compared_to', 'Publication of the latest graded report.', (row) => of(row).to),
    integer(
      'months_since',
      'Whole months for which the latest report has been out.',
      (row) => of(row).monthsSince,
      {
        unit: 'months',
      },
    ),
  ];
}

interface AreaRow {
  readonly answer: Trajectory;
  readonly area: Area;
  readonly went: AreaTrajectory | null;
  readonly because: readonly string[];
}

const area = columnsOf<AreaRow>();

/** Whether each area is getting better. */
export const trajectoryTable = table<AreaRow>({
  name: 'trajectory',
  meaning:
    'Whether each authority is getting better, area by area. No area weighs against another.',
  grain:
    'One row for each authority and area that was ever graded; one for `overall` also where there is no grade.',
  key: ['authority', 'area'],
  columns: [
    ...authorityColumns<AreaRow>(({ answer }) => answer.authority),
    area.code('area', 'What was judged, across frameworks.', areaValues, (row) => row.area),
    area.code('grade', 'The latest grade.', gradeValues, ({ went }) => went?.points.at(-1)?.grade),
    area.integer(
      'change',
      'Latest against the previous comparable grade: 1 is one grade better, -1 one worse. Empty where nothing can be compared.',
      ({ went }) => went?.change,
      {
        unit: 'steps on the ladder of grades, which is ordinal: never average them',
        source: crosswalkRule,
      },
    ),
    area.code('direction', 'Where the area goes.', directions, ({ went }) => went?.direction, {
      source: crosswalkRule,
    }),
    area.code(
      'comparable',
      'How far the two can be set side by side.',
      comparabilities,
      ({ went }) => went?.comparable,
      {
        source: crosswalkRule,
      },
    ),
    ...area.moment(
      'from',
      'Publication of the report that the change counts from.',
      ({ went }) => went?.from,
    ),
    area.flag(
      'judged_in_latest',
      'False where the latest graded report did not judge the area.',
      ({ went }) => went?.judgedInLatest,
    ),
    area.integer(
      'grades_on_record',
      'How many reports gave the area a grade or a word in its place.',
      ({ went }) => went?.points.length ?? 0,
      {
        unit: 'reports',
      },
    ),
    ...summaryColumns<AreaRow>(({ answer }) => answer.summary),
    becauseColumn<AreaRow>(),
  ],
  rows: (asked) =>
    eachAuthority(asked, async (key, dates) => {
      const answer = await asked.timeline.trajectory(key, dates);
      return areas.flatMap((one): readonly AreaRow[] => {
        const went = one === 'overall' ? answer.overall : (answer.areas[one] ?? null);
        if (went === null && one !== 'overall') return [];
        return [{ answer, area: one, went, because: went?.because ?? [] }];
      });
    }),
});

interface PointRow extends TrajectoryPoint {
  readonly authority: AuthorityShown;
  readonly area: Area;
}

const point = columnsOf<PointRow>();

/** Every grade on record. */
export const pointsTable = table<PointRow>({
  name: 'points',
  meaning: 'Every grade that a report gave, in the order in which the reports came out.',
  grain:
    'One row for each authority, area and graded report; a combined grade stands under every area that it covers.',
  key: ['authority', 'area', 'published_as_given', 'framework'],
  columns: [
    ...authorityColumns<PointRow>(({ authority }) => authority),
    point.code('area', 'What was judged, across frameworks.', areaValues, (row) => row.area),
    ...point.moment('published', 'Publication of the report.', (row) => row.published),
    point.code('grade', 'The grade, or what stands in its place.', gradeValues, (row) => row.grade),
    point.code('framework', 'Framework of the report.', frameworkValues, (row) => row.framework),
    point.text('framework_version', 'Year of the version of the framework.', (row) => row.version),
    point.code(
      'comparable',
      'Against the latest earlier grade that it can be compared with; empty where it is the first.',
      comparabilities,
      (row) => row.comparable,
      {
        source: crosswalkRule,
      },
    ),
    point.list('covers', 'Areas that one combined grade stands for.', (row) => row.covers ?? []),
    point.code(
      'word',
      'Empty where the inspectorate’s own word is on record; else others alone tell of it or mention it.',
      ['told', 'mention'],
      (row) => row.word,
    ),
    becauseColumn<PointRow>(),
  ],
  rows: (asked) =>
    eachAuthority(asked, async (key, dates) => {
      const { authority, overall, areas: went } = await asked.timeline.trajectory(key, dates);
      return areas.flatMap((one) => {
        const points = one === 'overall' ? overall?.points : went[one]?.points;
        return (points ?? []).map((given) => ({ ...given, authority, area: one }));
      });
    }),
});

interface IndicatorRow extends IndicatorPoint {
  readonly authority: AuthorityShown;
  readonly series: IndicatorSeries;
}

const measured = columnsOf<IndicatorRow>();

/** Measured values. */
export const indicatorsTable = table<IndicatorRow>({
  name: 'indicators',
  meaning: 'Measured values as sources print them, with what they were made of.',
  grain: 'One row for each authority, indicator and day or period.',
  key: ['authority', 'indicator', 'at'],
  columns: [
    ...authorityColumns<IndicatorRow>(({ authority }) => authority),
    measured.text('indicator', 'Code of the indicator.', ({ series }) => series.indicator),
    measured.text('topic', 'What it measures, in words.', ({ series }) => series.topic),
    measured.text('unit', 'Unit of `value`.', ({ series }) => series.unit),
    measured.text(
      'at',
      'Day, month, year or period for which it was measured, as precise as its source.',
      (row) => row.at,
    ),
    measured.number('value', 'The value, in the unit of its row.', (row) => row.value),
    measured.text('printed', 'The value as printed.', (row) => row.printed),
    measured.number('numerator', 'What was counted.', (row) => row.numerator),
    measured.number('denominator', 'Out of how many.', (row) => row.denominator),
    measured.flag('approximate', 'The source gives it as about.', (row) => row.approximate),
    measured.flag('unvalidated', 'The source calls it unvalidated.', (row) => row.unvalidated),
    measured.flag(
      'inconsistent',
      'The printed value does not follow from its own figures: flagged, never mended.',
      (row) => row.inconsistent ?? false,
    ),
    becauseColumn<IndicatorRow>(),
  ],
  rows: (asked) =>
    eachAuthority(asked, async (key, dates) => {
      const { authority, indicators } = await asked.timeline.trajectory(key, dates);
      return indicators.flatMap((series) =>
        series.points.map((given) => ({ ...given, authority, series })),
      );
    }),
});
