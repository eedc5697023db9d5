import { areaLabels, areas } from '@monitoring-timeline/core';
import { areaGradeSchema, type Standing, standingSchema } from '../answers/standing.ts';
import { standing as standingView } from '../views/standing/standing.ts';
import { areaColumn, gradeRule, gradeValues } from './areas.ts';
import { type Column, columnsOf } from './column.ts';
import { question } from './question.ts';
import { codeColumns, table } from './table.ts';

const judged = areas.filter((area) => area !== 'overall');

function tables() {
  const of = columnsOf(standingSchema);
  const graded = columnsOf(areaGradeSchema);

  const wide = table({
    name: 'standing',
    meaning: 'Where each authority stands, by the latest graded report that was known and held.',
    grain: 'One row for each authority that existed on the day, alphabetical by name.',
    key: [],
    columns: [
      ...codeColumns<Standing>(({ authority }) => authority),
      ...of.fields('status'),
      ...of.at('report.framework', { name: 'framework' }),
      ...of.at('report.version', { name: 'framework_version' }),
      ...of.at('report.kind', { name: 'inspection_kind' }),
      ...of.at('report.start', { name: 'inspection_start' }),
      ...of.at('report.end', { name: 'inspection_end' }),
      ...of.at('report.published', { name: 'published' }),
      ...of.at('report.lag.calendarDays', {
        name: 'days_to_publication',
        meaning:
          'From the last day on site to publication; empty where one of them is not known to the day.',
      }),
      ...of.at('overall.grade', {
        name: 'overall',
        meaning: 'Overall effectiveness, as printed and never derived.',
      }),
      ...of.at('overall.since', { name: 'overall_since' }),
      ...judged.map(
        (area): Column<Standing> =>
          of.code(
            area,
            `Grade of: ${areaLabels[area].toLowerCase()}. Empty where the framework does not judge it.`,
            gradeValues,
            (row) => row.areas[area]?.grade,
            { source: gradeRule },
          ),
      ),
      ...of.fields('inadequateAreas', 'assurance'),
      of.flag(
        'awaiting_report',
        'An inspection has been carried out, and its report is not out.',
        (row) => row.awaitingReport.length > 0,
      ),
      ...of.at('visitsSince.monitoring.documented', { name: 'monitoring_visits_since' }),
      ...of.at('visitsSince.monitoring.atLeast', { name: 'monitoring_visits_since_at_least' }),
      ...of.at('visitsSince.focused', { name: 'focused_visits_since' }),
      of.list(
        'interventions',
        'Government interventions on record as in force; empty means that none is known.',
        (row) => row.interventions.map(({ instrument }) => instrument),
      ),
      of.text(
        'delivered_by',
        'Trust or company that delivers the services, where a source says so.',
        (row) => row.delivery.provider,
      ),
      of.integer(
        'priority_actions',
        'Visits since the report whose letters name areas for priority action.',
        (row) => row.priorityActions.length,
        { unit: 'visits' },
      ),
      ...of.fields('recordTo', 'uncertain', 'restsOnAssumed', 'because'),
    ],
    rows: (answer: Standing) => [answer],
  });

  const long = table({
    name: 'areas',
    meaning:
      'The grade in force of every judged area of every authority, overall effectiveness among them.',
    grain: 'One row for each authority and area that has a grade, or a word in place of one.',
    key: ['area'],
    columns: [
      areaColumn,
      ...graded.fields('grade', 'printed', 'label', 'code', 'framework'),
      ...graded.at('version', { name: 'framework_version' }),
      ...graded.fields('since', 'published', 'covers', 'sinceCrossesFramework'),
      ...graded.fields('sinceCrossesCombined', 'strand', 'carriedOver'),
      ...graded.fields('because'),
    ],
    *rows({ overall, areas: own }: Standing) {
      if (overall) yield { ...overall, area: 'overall' as const };
      for (const area of judged) {
        const grade = own[area];
        if (grade) yield { ...grade, area };
      }
    },
  });

  return [wide, long];
}

export const standing = question({
  name: 'standing',
  about: 'authority',
  summary: 'Where an authority stands: grades, report, leadership, interventions',
  answer: standingSchema,
  tables,
  explained: async (answer) => (await import('../views/explain/parts.ts')).partsOfStanding(answer),
  watched: { filters: ['area'] },
  answerOf: async (records, at, { authority }, context) =>
    standingView(await records.record(authority), at, context),
});
