import { type Area, areaLabels, areas } from '@monitoring-timeline/core';
import type { AuthorityShown } from '../../answers/common.ts';
import type { AreaGrade, Standing } from '../../answers/standing.ts';
import { becauseColumn, columnsOf } from '../column.ts';
import { datesOf, eachAuthority, table } from '../table.ts';
import {
  areaValues,
  authorityColumns,
  codeColumns,
  frameworkValues,
  gradeValues,
  standingRule,
} from './identity.ts';

const { text, code, integer, flag, list, moment } = columnsOf<Standing>();

const judged = areas.filter((area) => area !== 'overall');

/** Where each authority stands. */
export const standingTable = table<Standing>({
  name: 'standing',
  meaning: 'Where each authority stands, by the latest graded report that was known and held.',
  grain: 'One row for each authority that existed on the day, alphabetical by name.',
  key: ['authority'],
  columns: [
    ...authorityColumns<Standing>(({ authority }) => authority),
    ...codeColumns<Standing>(({ authority }) => authority),
    code(
      'status',
      'Whether a graded report is known.',
      ['graded', 'not_inspected', 'abolished', 'not_established'],
      (row) => row.status,
    ),
    code(
      'framework',
      'Framework of the latest graded report.',
      frameworkValues,
      (row) => row.report?.framework,
    ),
    text(
      'framework_version',
      'Year of the version of the framework.',
      (row) => row.report?.version,
    ),
    text(
      'inspection_kind',
      'Kind of the inspection: standard, short, full or reinspection.',
      (row) => row.report?.kind,
    ),
    ...moment('inspection_start', 'First day on site.', (row) => row.report?.start),
    ...moment('inspection_end', 'Last day on site.', (row) => row.report?.end),
    ...moment(
      'published',
      'Publication of the latest graded report.',
      (row) => row.report?.published,
    ),
    integer(
      'days_to_publication',
      'From the last day on site to publication; empty where one of them is not known to the day.',
      (row) => row.report?.lag?.calendarDays,
      { unit: 'calendar days' },
    ),
    code(
      'overall',
      'Overall effectiveness, as printed and never derived.',
      gradeValues,
      (row) => row.overall?.grade,
      {
        source: standingRule,
      },
    ),
    ...moment(
      'overall_since',
      'Publication of the first report in the unbroken run of that grade.',
      (row) => row.overall?.since,
    ),
    ...judged.map((area) =>
      code(
        area,
        `Grade of: ${areaLabels[area].toLowerCase()}. Empty where the framework does not judge it.`,
        gradeValues,
        (row: Standing) => row.areas[area]?.grade,
        { source: standingRule },
      ),
    ),
    list('inadequate_areas', 'Areas whose grade is inadequate.', (row) => row.inadequateAreas),
    code(
      'assurance',
      'What the grades rest on at the firmest.',
      ['official_statistics', 'report', 'secondary'],
      (row) => row.assurance,
    ),
    flag(
      'awaiting_report',
      'An inspection has been carried out, and its report is not out.',
      (row) => row.awaitingReport.length > 0,
    ),
    integer(
      'monitoring_visits_since',
      'Monitoring visits since the report that sources document.',
      (row) => row.visitsSince.monitoring.documented,
      { unit: 'visits' },
    ),
    integer(
      'monitoring_visits_since_at_least',
      'As before, or more where the number of a later visit implies it.',
      (row) => row.visitsSince.monitoring.atLeast,
      { unit: 'visits' },
    ),
    integer(
      'focused_visits_since',
      'Focused visits since the report.',
      (row) => row.visitsSince.focused,
      { unit: 'visits' },
    ),
    list(
      'interventions',
      'Government interventions on record as in force; empty means that none is known.',
      (row) => row.interventions.map(({ instrument }) => instrument),
    ),
    text(
      'delivered_by',
      'Trust or company that delivers the services, where a source says so.',
      (row) => row.delivery.provider,
    ),
    list('uncertain', 'Coarse dates that may still change the answer.', (row) => row.uncertain),
    flag(
      'rests_on_assumed',
      'True where the answer rests on an assumed date.',
      (row) => row.restsOnAssumed,
    ),
    becauseColumn<Standing>(),
  ],
  rows: (asked) =>
    eachAuthority(asked, async (key, dates) => [await asked.timeline.standing(key, dates)]),
});

interface AreaRow extends AreaGrade {
  readonly authority: AuthorityShown;
  readonly area: Area;
}

const area = columnsOf<AreaRow>();

/** The same, long: one row an authority and area. */
export const areasTable = table<AreaRow>({
  name: 'areas',
  meaning:
    'The grade in force of every judged area of every authority, overall effectiveness among them.',
  grain: 'One row for each authority and area that has a grade, or a word in place of one.',
  key: ['authority', 'area'],
  columns: [
    ...authorityColumns<AreaRow>(({ authority }) => authority),
    area.code('area', 'What was judged, across frameworks.', areaValues, (row) => row.area),
    area.code('grade', 'Grade, or what stands in its place.', gradeValues, (row) => row.grade, {
      source: standingRule,
    }),
    area.text('printed', 'The grade as printed.', (row) => row.printed),
    area.text('label', 'The area as printed.', (row) => row.label),
    area.text('code', 'Code of the area in its framework.', (row) => row.code),
    area.code(
      'framework',
      'Framework of the report that gave it.',
      frameworkValues,
      (row) => row.framework,
    ),
    area.text('framework_version', 'Year of the version of the framework.', (row) => row.version),
    ...area.moment(
      'since',
      'Publication of the first report in the unbroken run of this grade.',
      (row) => row.since,
    ),
    ...area.moment(
      'published',
      'Publication of the report that gave it last.',
      (row) => row.published,
    ),
    area.list('covers', 'Areas that one combined grade stands for.', (row) => row.covers ?? []),
    area.flag(
      'since_crosses_framework',
      'The run reaches back into an earlier framework.',
      (row) => row.sinceCrossesFramework,
    ),
    area.flag(
      'since_crosses_combined',
      'The run passes between grades of the area alone and grades of children in care and care leavers together.',
      (row) => row.sinceCrossesCombined,
    ),
    area.text(
      'strand',
      'What the printed overall effectiveness is of, where it is that of one strand and not of the authority.',
      (row) => row.strand,
    ),
    area.flag(
      'carried_over',
      'The latest report did not judge the area: the grade is from one before.',
      (row) => row.carriedOver,
    ),
    becauseColumn<AreaRow>(),
  ],
  rows: (asked) =>
    eachAuthority(asked, async (key, dates) => {
      const { authority, overall, areas: graded } = await asked.timeline.standing(key, dates);
      return [
        ...(overall ? [{ ...overall, authority, area: 'overall' as const }] : []),
        ...judged.flatMap((one) => {
          const grade = graded[one];
          return grade ? [{ ...grade, authority, area: one }] : [];
        }),
      ];
    }),
});

interface ListedRow {
  readonly authority: AuthorityShown;
  readonly status: string;
  readonly overall: string | null;
  readonly because: readonly string[];
}

const listed = columnsOf<ListedRow>();

/** All authorities with their codes. */
export const listTable = table<ListedRow>({
  name: 'list',
  meaning: 'Every authority with its codes and its overall grade.',
  grain: 'One row for each authority that existed on the day, alphabetical by name.',
  key: ['authority'],
  columns: [
    ...authorityColumns<ListedRow>(({ authority }) => authority),
    ...codeColumns<ListedRow>(({ authority }) => authority),
    listed.code(
      'status',
      'Whether a graded report is known.',
      ['graded', 'not_inspected'],
      (row) => row.status,
    ),
    listed.code(
      'overall',
      'Overall effectiveness, as printed and never derived.',
      gradeValues,
      (row) => row.overall,
      {
        source: standingRule,
      },
    ),
    becauseColumn<ListedRow>(),
  ],
  async *rows(asked) {
    const { region, authority } = asked;
    yield* await asked.timeline.list(datesOf(asked), { where: [], region, authority });
  },
});
